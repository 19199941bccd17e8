import { makeAutoObservable, observable } from 'mobx-miniprogram';
import type { MessageKind } from '../../../typings/api/messages';
import type { NoticesView } from '../../../typings/api/shop';
import { call, type Problem } from '../services/staff';
import {
  CHANNELS,
  type Channel,
  generalSection,
  kindSections,
  type NoticesDraft,
  noticesDraft,
  noticesErrors,
  noticesOf,
  placeOf,
} from '../views/notices';
import { shopWords } from '../words/shop/index';
import { Editing, type HeldOutcome } from './editing';

/** Which way and which kind of message is open. */
class Desk {
  channel: Channel = 'list';
  open: MessageKind | null = null;
  kinds: NoticesView['kinds'] = [];

  constructor() {
    makeAutoObservable(this, { kinds: observable.ref });
  }

  choose(channel: Channel): void {
    this.channel = channel;
    this.open = null;
  }

  show(kind: MessageKind): void {
    this.open = this.open === kind ? null : kind;
  }

  knows(kinds: NoticesView['kinds']): void {
    this.kinds = kinds;
  }

  /** Opens the first kind at which something is wrong. */
  seek(): void {
    const [channel, kind] = (Object.keys(notices.errors)[0] ?? '').split('.');
    const known = CHANNELS.find((each) => each === channel);
    const one = this.kinds.find((each) => each.kind === kind);
    if (!known || !one) return;
    this.channel = known;
    this.open = one.kind;
  }

  leave(): void {
    this.choose('list');
    notices.leave();
  }
}

export const noticesDesk = new Desk();

function held(outcome: { ok: true; data: NoticesView } | { ok: false; problem: Problem }): HeldOutcome<NoticesDraft> {
  if (!outcome.ok) return outcome;
  noticesDesk.knows(outcome.data.kinds);
  return { ok: true, data: { content: noticesDraft(outcome.data), rev: outcome.data.rev } };
}

/** What the shop sends through WeChat, by which templates of its own, and when. */
export const notices: Editing<NoticesDraft> = new Editing<NoticesDraft>({
  load: async () => held(await call('shop.notices', {})),
  save: async (draft, rev) =>
    held(await call('shop.saveNotices', { content: noticesOf(draft, noticesDesk.kinds), rev })),
  sections: (draft) => {
    const { kinds, open, channel } = noticesDesk;
    const one = kinds.find(({ kind }) => kind === open);
    const general = generalSection(kinds, shopWords());
    return one ? [general, ...kindSections(draft, channel, one, shopWords())] : [general];
  },
  check: (draft) => noticesErrors(draft, shopWords()),
  placed: (path, draft) => placeOf(path, draft, noticesDesk.kinds),
  label: (path) => {
    const [channel, kind] = path.split('.');
    if (channel !== 'list' && channel !== 'official') return '';
    return noticesDesk.kinds.find((each) => each.kind === kind)?.label ?? '';
  },
});
