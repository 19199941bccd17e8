import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { guide } from '../stores/guide';
import { guidePageView } from '../views/guide';
import { shopperWords } from '../words/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => guide.phase,
      sections: () => (guide.view ? guidePageView(guide.view, membership.points, shopperWords()) : []),
      problem: () => (guide.problem ? problemView(guide.problem, membership.points, shopperWords()) : NO_PROBLEM),
      states: () => shopperWords().states,
      empty: () => shopperWords().guidePage.empty,
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
      wx.setNavigationBarTitle({ title: shopperWords().guidePage.title(membership.points.name) });
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
