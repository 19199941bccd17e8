import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { staffing } from '../../stores/staffing';
import { meView } from '../../views/me';
import { NO_PROBLEM, problemView } from '../../views/problem';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => membership.phase,
      me: () => (membership.shown ? meView(membership.shown, settings.words) : null),
      settingsLabel: () => settings.words.me.settings,
      works: () => staffing.works,
      staffLabel: () => settings.words.me.staff,
      problem: () =>
        membership.problem ? problemView(membership.problem, membership.points, settings.words) : NO_PROBLEM,
      states: () => settings.words.states,
    }),
  ],
  methods: {
    onShow() {
      wx.setNavigationBarTitle({ title: settings.words.tabs.me });
      this.getTabBar()?.setData({ selected: 'me' });
      void membership.refresh();
      void staffing.check();
    },
    refresh() {
      void membership.refresh();
    },
    openProfile() {
      wx.navigateTo({ url: '/shopper/profile/index' });
    },
    openRow(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: event.currentTarget.dataset.url });
    },
    openSettings() {
      wx.navigateTo({ url: '/shopper/settings/index' });
    },
    openCounter() {
      wx.navigateTo({ url: '/admin/counter/index' });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
