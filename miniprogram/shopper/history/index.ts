import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { history, lookAt } from '../stores/history';
import { historyView } from '../views/receipt';
import { shopperWords } from '../words/index';

function footText(): string {
  const words = shopperWords().history;
  return { more: '', loading: words.more, failed: words.moreFailed, end: words.end }[history.foot];
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => history.phase,
      months: () => historyView(history.items, history.today, membership.points, shopperWords()),
      foot: () => ({ state: history.foot, text: footText() }),
      problem: () => (history.problem ? problemView(history.problem, membership.points, shopperWords()) : NO_PROBLEM),
      states: () => shopperWords().states,
      empty: () => shopperWords().history.empty(membership.points.name),
      emptyAction: () => shopperWords().history.emptyAction,
      goJoin: () => shopperWords().me.guestAction,
    }),
  ],
  data: { openId: '', member: '' },
  methods: {
    /** @param query with a member's id for the staff */
    onLoad({ member = '' }: { member?: string }) {
      this.setData({ member });
      lookAt(member);
      void this.begin();
    },
    onUnload() {
      history.leave();
    },
    async begin() {
      await membership.ensure();
      wx.setNavigationBarTitle({ title: shopperWords().titles.history(membership.points.name) });
      await history.open();
    },
    onReachBottom() {
      void history.more();
    },
    more() {
      void history.more();
    },
    retry() {
      void this.begin();
    },
    toggle(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      this.setData({ openId: this.data.openId === event.detail.id ? '' : event.detail.id });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
