import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { history } from '../stores/history';
import { historyView } from '../views/receipt';

function footText(): string {
  const words = settings.words.history;
  return { more: '', loading: words.more, failed: words.moreFailed, end: words.end }[history.foot];
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => history.phase,
      months: () => historyView(history.items, history.today, membership.points, settings.words),
      foot: () => ({ state: history.foot, text: footText() }),
      problem: () => (history.problem ? problemView(history.problem, membership.points, settings.words) : NO_PROBLEM),
      states: () => settings.words.states,
      empty: () => settings.words.history.empty(membership.points.name),
      emptyAction: () => settings.words.history.emptyAction,
      goJoin: () => settings.words.me.guestAction,
    }),
  ],
  data: { openId: '' },
  methods: {
    onLoad() {
      void this.begin();
    },
    onUnload() {
      history.leave();
    },
    async begin() {
      await membership.ensure();
      wx.setNavigationBarTitle({ title: settings.words.titles.history(membership.points.name) });
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
