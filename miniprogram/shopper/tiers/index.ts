import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { tiers } from '../stores/tiers';
import { tiersView } from '../views/tiers';
import { shopperWords } from '../words/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => tiers.phase,
      ladder: () => (tiers.view ? tiersView(tiers.view, membership.points, shopperWords()) : null),
      problem: () => (tiers.problem ? problemView(tiers.problem, membership.points, shopperWords()) : NO_PROBLEM),
      states: () => shopperWords().states,
      goJoin: () => shopperWords().me.guestAction,
      guest: () => shopperWords().tiersPage.guest(membership.home?.shop.name ?? ''),
      labels: () => {
        const { cards, history, rules } = shopperWords().tiersPage;
        return { cards, history, rules };
      },
    }),
  ],
  data: {
    /** The card whose rights are shown; -1 until the own one is known. */
    chosen: -1,
  },
  observers: {
    'ladder.own'(own: number | undefined) {
      if (own !== undefined && this.data.chosen < 0) this.setData({ chosen: own });
    },
  },
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().tiersPage.title });
      void this.begin();
    },
    onUnload() {
      tiers.leave();
    },
    async begin() {
      await membership.ensure();
      await tiers.open();
    },
    retry() {
      void this.begin();
    },
    turn(event: WechatMiniprogram.SwiperChange) {
      this.setData({ chosen: event.detail.current });
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset;
      this.setData({ chosen: Number(index) });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
