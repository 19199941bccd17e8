import type { OfferView } from '../../../typings/api/coupons';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { claims, offers } from '../stores/offers';
import { type OfferTicket, offerTicket } from '../views/offers';
import { shopperWords } from '../words/index';

function ticketOf(offer: OfferView): OfferTicket {
  const setting = {
    today: offers.view?.today ?? offer.until,
    points: membership.points,
    words: shopperWords(),
  };
  const done = { got: claims.got[offer.template] ?? null, refused: claims.refused[offer.template] ?? '' };
  return offerTicket(offer, done, setting);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => (offers.view ? 'ready' : offers.phase),
      items: () => (offers.view?.offers ?? []).map(ticketOf),
      claiming: () => claims.claiming,
      words: () => shopperWords().offers,
      states: () => shopperWords().states,
      goJoin: () => shopperWords().me.guestAction,
      problem: () => (offers.problem ? problemView(offers.problem, membership.points, shopperWords()) : NO_PROBLEM),
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().offers.title });
      void membership.ensure();
    },
    onShow() {
      void offers.open();
    },
    onUnload() {
      offers.leave();
      claims.leave();
    },
    async onPullDownRefresh() {
      await offers.open();
      wx.stopPullDownRefresh();
    },
    retry() {
      void offers.open();
    },
    act(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      const got = claims.got[event.detail.id];
      if (got) wx.navigateTo({ url: `/shopper/coupon/index?id=${got.id}` });
      else void claims.claim(event.detail.id);
    },
    goWallet() {
      wx.switchTab({ url: '/pages/wallet/index' });
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
