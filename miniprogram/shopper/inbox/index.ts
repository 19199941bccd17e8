import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { membership } from '../../stores/membership';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { inbox, markSeen } from '../stores/inbox';
import { inboxView } from '../views/inbox';
import { shopperWords } from '../words/index';

function footText(): string {
  const words = shopperWords().inbox;
  return { more: '', loading: words.more, failed: words.moreFailed, end: words.end }[inbox.foot];
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => inbox.phase,
      days: () => inboxView(inbox.items, inbox.today, membership.points, shopperWords()),
      foot: () => ({ state: inbox.foot, text: footText() }),
      problem: () => (inbox.problem ? problemView(inbox.problem, membership.points, shopperWords()) : NO_PROBLEM),
      states: () => shopperWords().states,
      empty: () => shopperWords().inbox.empty(membership.points.name),
      emptyAction: () => shopperWords().inbox.emptyAction,
      // What WeChat can be asked to tell; without templates there is nothing to choose.
      reminders: () =>
        Object.keys(membership.home?.shop.messages ?? {}).length > 0 ? shopperWords().reminders.title : '',
      goJoin: () => shopperWords().me.guestAction,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().titles.inbox });
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
    openReminders() {
      wx.navigateTo({ url: '/shopper/reminders/index' });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
