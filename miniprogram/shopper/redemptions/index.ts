import type { RedemptionsInput } from '../../../typings/api/mall';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { redemptions } from '../stores/redemptions';
import { paymentRow, redemptionRow } from '../views/redemption';
import type { Said } from '../views/reward';
import { shopperWords } from '../words/index';

const { list } = redemptions;

const said = (): Said => ({ points: membership.points, words: settings.words, own: shopperWords() });

function segmentsView() {
  const { segments, choose } = shopperWords().redemptions;
  return {
    options: [
      { value: 'open', label: segments.open },
      { value: 'ended', label: segments.ended },
    ],
    label: choose,
  };
}

function footView() {
  const { more, moreFailed, end } = shopperWords().redemptions;
  return { state: list.foot, text: { more: '', loading: more, failed: moreFailed, end }[list.foot] };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => list.phase,
      segment: () => redemptions.segment,
      segments: segmentsView,
      payments: () => redemptions.payments.map((payment) => paymentRow(payment, said())),
      lag: () => membership.lag,
      rows: () => list.items.map((item) => redemptionRow(item, list.today, said())),
      foot: footView,
      words: () => shopperWords().redemptions,
      empty: () => shopperWords().redemptions.empty[redemptions.segment],
      problem: () => (list.problem ? problemView(list.problem, membership.points, shopperWords()) : NO_PROBLEM),
      states: () => settings.words.states,
      goJoin: () => settings.words.me.guestAction,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().redemptions.title });
    },
    /** Also on the way back from one of them: it may have ended. */
    onShow() {
      void this.begin();
    },
    onUnload() {
      redemptions.leave();
    },
    async onPullDownRefresh() {
      await this.begin();
      wx.stopPullDownRefresh();
    },
    async begin() {
      await membership.ensure();
      await list.open();
    },
    onReachBottom() {
      void list.more();
    },
    more() {
      void list.more();
    },
    retry() {
      void this.begin();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: RedemptionsInput['segment'] }>) {
      void redemptions.choose(event.detail.value);
    },
    open(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/shopper/redemption/index?id=${event.currentTarget.dataset.id}` });
    },
    pay(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/shopper/payment/index?trade=${event.currentTarget.dataset.trade}` });
    },
    goMall() {
      openPage('/pages/mall/index');
    },
    goHome() {
      openPage('/pages/home/index');
    },
  },
});
