import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { points } from '../stores/points';
import { pointsView } from '../views/points';
import { shopperWords } from '../words/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => points.phase,
      purse: () => (points.view ? pointsView(points.view, membership.points, shopperWords()) : null),
      problem: () => (points.problem ? problemView(points.problem, membership.points, shopperWords()) : NO_PROBLEM),
      states: () => shopperWords().states,
      goJoin: () => shopperWords().me.guestAction,
      labels: () => {
        const { pending, pendingHint, expiring, rules } = shopperWords().pointsPage;
        return { pending, pendingHint, expiring, rules: rules(membership.points.name) };
      },
    }),
  ],
  methods: {
    onLoad() {
      void this.begin();
    },
    onUnload() {
      points.leave();
    },
    async begin() {
      await membership.ensure();
      wx.setNavigationBarTitle({ title: shopperWords().pointsPage.title(membership.points.name) });
      await points.open();
    },
    retry() {
      void this.begin();
    },
    openHistory() {
      wx.navigateTo({ url: '/shopper/history/index' });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
