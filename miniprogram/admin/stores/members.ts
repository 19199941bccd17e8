import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { MemberFilter, MemberRow, MembersView } from '../../../typings/api/members';
import { notice } from '../../stores/notice';
import { Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { call } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { membersWords } from '../words/members/index';
import { desk } from './desk';

/** The members that are looked for, or the newest. */
class Members {
  /** In the field. */
  text = '';
  /** What the list was asked for. */
  sought = '';
  filter: MemberFilter = 'all';
  by: MembersView['by'] = null;
  tooMany = false;
  /** A phone number that becomes a member. */
  asked = '';
  working = false;
  readonly list = new Paged<MemberRow>(async ({ cursor }) => {
    const { sought: text, filter } = this;
    const wanted = text ? { text } : { filter };
    const outcome = await call('members.search', { ...wanted, ...(cursor === undefined ? {} : { cursor }) });
    if (!outcome.ok) return outcome;
    const { members: items, nextCursor, today, by, more } = outcome.data;
    runInAction(() => {
      this.by = by;
      this.tooMany = more;
    });
    return { ok: true, data: { items, nextCursor, today } };
  });

  constructor() {
    makeAutoObservable(this, { list: false });
  }

  type(text: string): void {
    this.text = text;
  }

  async find(): Promise<void> {
    this.sought = this.text.trim();
    this.list.leave();
    await this.list.open();
  }

  async clear(): Promise<void> {
    this.text = '';
    if (this.sought) await this.find();
  }

  async choose(filter: MemberFilter): Promise<void> {
    this.filter = filter;
    this.text = '';
    await this.find();
  }

  ask(): void {
    this.asked = this.sought;
  }

  forget(): void {
    if (!this.working) this.asked = '';
  }

  async create(): Promise<void> {
    const { asked: phone } = this;
    if (!phone || this.working) return;
    this.working = true;
    const outcome = await call('counter.createMember', { phone, storeId: desk.store?.id ?? '' });
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.asked = '';
    });
    if (!outcome.ok) notice.say(staffSentence(outcome.problem, settings.words, staffWords()));
    else {
      notice.say(membersWords().search.created);
      await this.find();
    }
  }

  leave(): void {
    this.text = '';
    this.sought = '';
    this.filter = 'all';
    this.asked = '';
    this.list.leave();
  }
}

export const members = new Members();
