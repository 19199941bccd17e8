import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM } from '../../views/problem';
import { branches } from '../stores/branches';
import { storeRows } from '../views/branches';
import { staffProblem } from '../views/problem';
import { staffWords } from '../words/index';
import { placesWords } from '../words/places/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (branches.view ? 'ready' : branches.phase),
      rows: () => (branches.view ? storeRows(branches.view, placesWords()) : []),
      mayOpen: () => branches.view?.mayOpen ?? false,
      words: () => placesWords().stores,
      states: () => settings.words.states,
      problem: () => (branches.problem ? staffProblem(branches.problem, settings.words, staffWords()) : NO_PROBLEM),
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: placesWords().titles.stores });
      void membership.ensure();
    },
    onShow() {
      void branches.open();
    },
    async onPullDownRefresh() {
      await branches.open();
      wx.stopPullDownRefresh();
    },
    retry() {
      void branches.open();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/office/branch/index?id=${event.currentTarget.dataset.id}` });
    },
    openNew() {
      wx.navigateTo({ url: '/office/branch/index' });
    },
  },
});
