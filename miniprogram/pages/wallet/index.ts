import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { SEGMENTS, wallet } from '../../stores/wallet';
import { inFours } from '../../views/figures';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { ticketView } from '../../views/ticket';
import { collectRow, offersText } from '../../views/wallet';

/** list: there is something, new or from the last look · empty · guest: not a member */
type Shown = 'blank' | 'skeleton' | 'guest' | 'failed' | 'empty' | 'list';

function shown(): Shown {
  const { phase, items, problem } = wallet.list;
  if (membership.home && !membership.member) return 'guest';
  if (items.length > 0) return 'list';
  if (phase === 'failed') return problem?.code === 'NOT_MEMBER' ? 'guest' : 'failed';
  return phase === 'ready' ? 'empty' : phase;
}

function footText(): string {
  const { more, moreFailed, end } = settings.words.wallet;
  return { more: '', loading: more, failed: moreFailed, end }[wallet.list.foot];
}

Component({
  behaviors: [
    pageRoot,
    bound({
      shown,
      words: () => settings.words.wallet,
      states: () => settings.words.states,
      number: () => inFours(membership.member?.number ?? ''),
      segment: () => wallet.segment,
      options: () => SEGMENTS.map((value) => ({ value, label: settings.words.wallet.segments[value] })),
      collect: () =>
        wallet.segment === 'usable'
          ? wallet.collect.map((redemption) => collectRow(redemption, wallet.lists.usable.today, settings.words))
          : [],
      collectMore: () => wallet.collectMore,
      offers: () => offersText(wallet.offers, settings.words),
      offersFresh: () => wallet.offers > 0,
      tickets: () => wallet.list.items.map((coupon) => ticketView(coupon, wallet.list.today, settings.words)),
      foot: () => ({ state: wallet.list.foot, text: footText() }),
      empty: () => settings.words.wallet.empty[wallet.segment],
      emptyAction: () => settings.words.wallet.emptyAction[wallet.segment],
      goJoin: () => settings.words.me.guestAction,
      problem: () =>
        wallet.list.problem ? problemView(wallet.list.problem, membership.points, settings.words) : NO_PROBLEM,
    }),
  ],
  methods: {
    onShow() {
      wx.setNavigationBarTitle({ title: settings.words.wallet.title });
      this.getTabBar()?.setData({ selected: 'wallet' });
      void this.look();
    },
    async onPullDownRefresh() {
      await this.look();
      wx.stopPullDownRefresh();
    },
    async look() {
      await membership.ensure();
      if (membership.member) await wallet.open();
    },
    onReachBottom() {
      void wallet.list.more();
    },
    more() {
      void wallet.list.more();
    },
    refresh() {
      void membership.refresh();
      void this.look();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const segment = SEGMENTS.find((known) => known === event.detail.value);
      if (segment) wallet.choose(segment);
    },
    openCode() {
      wx.navigateTo({ url: '/shopper/code/index' });
    },
    openCoupon(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      wx.navigateTo({ url: `/shopper/coupon/index?id=${event.detail.id}` });
    },
    openRedemption(event: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/shopper/redemption/index?id=${event.currentTarget.dataset.id}` });
    },
    openRedemptions() {
      wx.navigateTo({ url: '/shopper/redemptions/index' });
    },
    openOffers() {
      wx.navigateTo({ url: '/shopper/offers/index' });
    },
    /** What an empty list offers to do. */
    goOn() {
      if (wallet.segment === 'usable') this.openOffers();
      else wallet.choose('usable');
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
