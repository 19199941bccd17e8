import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { guidePageView } from '../../views/guide';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { guide } from '../stores/guide';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => guide.phase,
      sections: () => (guide.view ? guidePageView(guide.view, membership.points, settings.words) : []),
      problem: () => (guide.problem ? problemView(guide.problem, membership.points, settings.words) : NO_PROBLEM),
      states: () => settings.words.states,
      empty: () => settings.words.guidePage.empty,
    }),
  ],
  methods: {
    onLoad() {
      void this.begin();
    },
    onUnload() {
      guide.leave();
    },
    async begin() {
      await membership.ensure();
      wx.setNavigationBarTitle({ title: settings.words.guidePage.title(membership.points.name) });
      await guide.open();
    },
    retry() {
      void this.begin();
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
