import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { points } from '../stores/points';
import { pointsView } from '../views/points';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => points.phase,
      purse: () => (points.view ? pointsView(points.view, membership.points, settings.words) : null),
      problem: () => (points.problem ? problemView(points.problem, membership.points, settings.words) : NO_PROBLEM),
      states: () => settings.words.states,
      goJoin: () => settings.words.me.guestAction,
      labels: () => {
        const { pending, pendingHint, expiring, rules } = settings.words.pointsPage;
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
      wx.setNavigationBarTitle({ title: settings.words.pointsPage.title(membership.points.name) });
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
