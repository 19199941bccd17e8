import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { inboxView } from '../../views/notice';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { inbox, markSeen } from '../stores/inbox';

function footText(): string {
  const words = settings.words.inbox;
  return { more: '', loading: words.more, failed: words.moreFailed, end: words.end }[inbox.foot];
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => inbox.phase,
      days: () => inboxView(inbox.items, inbox.today, membership.points, settings.words),
      foot: () => ({ state: inbox.foot, text: footText() }),
      problem: () => (inbox.problem ? problemView(inbox.problem, membership.points, settings.words) : NO_PROBLEM),
      states: () => settings.words.states,
      empty: () => settings.words.inbox.empty(membership.points.name),
      emptyAction: () => settings.words.inbox.emptyAction,
      goJoin: () => settings.words.me.guestAction,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: settings.words.titles.inbox });
      void this.begin();
    },
    onUnload() {
      inbox.leave();
    },
    async begin() {
      await membership.ensure();
      if (await inbox.open()) await markSeen();
    },
    onReachBottom() {
      void inbox.more();
    },
    more() {
      void inbox.more();
    },
    retry() {
      void this.begin();
    },
    open(event: WechatMiniprogram.CustomEvent<{ url: string }>) {
      openPage(event.detail.url);
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
