import type { DayKey } from '../../../typings/domain';
import { bound } from '../../services/binding';
import { homeCard } from '../../services/card';
import { lightTap } from '../../services/haptics';
import { joinShop } from '../../services/joining';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { checkin } from '../../stores/checkin';
import { device } from '../../stores/device';
import { invitation } from '../../stores/invitation';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { shelf } from '../../stores/shelf';
import { signed } from '../../views/figures';
import { giftView } from '../../views/gift';
import { homeView, shopView } from '../../views/home';
import { makeUpView } from '../../views/make-up';
import { noticeText } from '../../views/notice';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { NO_TIER, tierFace } from '../../views/tier';

/** From here on the shop's name has left the screen, in px. */
const SCROLLED_FROM = 44;
const INBOX = '/shopper/inbox/index';
const INVITE = '/shopper/invite/index';
/** Where each of the counts leads. */
const COUNTS: Record<string, string | undefined> = {
  coupons: '/pages/wallet/index',
  toCollect: '/shopper/redemptions/index',
  friends: INVITE,
  cards: '/shopper/calendar/index',
  month: '/shopper/points/index',
};

function home() {
  const { shown } = membership;
  const invited = invitation.current(membership.now())?.code ?? '';
  return shown && homeView(shown, settings.words, membership.now(), shelf.view, invited);
}

Component({
  behaviors: [
    pageRoot,
    bound({
      bar: () => device.bar,
      shop: () => shopView(membership.home),
      phase: () => membership.phase,
      home,
      lag: () => membership.lag,
      old: () => (membership.risenFrom ? tierFace(membership.risenFrom) : NO_TIER),
      risen: () => settings.words.card.risen(membership.member?.tier.name ?? ''),
      problem: () =>
        membership.problem ? problemView(membership.problem, membership.points, settings.words) : NO_PROBLEM,
      states: () => settings.words.states,
      joining: () => membership.joining,
      stamp: () => checkin.stamp,
      gain: () => (checkin.earned > 0 ? signed(checkin.earned) : ''),
      gift: () => (checkin.gift ? giftView(checkin.gift, membership.points, settings.words) : null),
      makeUp: () =>
        checkin.asked
          ? makeUpView(
              { text: checkin.askedText, points: checkin.asked.points },
              membership.checkin?.makeUp.left ?? 0,
              membership.points,
              settings.words,
            )
          : null,
      making: () => checkin.making,
    }),
  ],
  data: { scrolled: false },
  observers: {
    // A sheet needs the whole foot: the tab bar lies above every page.
    'makeUp, gift'(makeUp: unknown, gift: unknown) {
      this.getTabBar()?.setData({ hidden: Boolean(makeUp || gift) });
    },
  },
  methods: {
    onShow() {
      this.getTabBar()?.setData({ selected: 'home' });
      shelf.start();
      void this.look();
    },
    async onPullDownRefresh() {
      await this.look();
      wx.stopPullDownRefresh();
    },
    /** Fetches what is new, and says what has happened elsewhere since the last look: at the till, in the books. */
    async look() {
      await membership.refresh();
      void shelf.refresh();
      const news = membership.takeNews();
      if (news) notice.say(noticeText(news, membership.points, settings.words), INBOX);
    },
    onPageScroll({ scrollTop }: { scrollTop: number }) {
      const scrolled = scrollTop > SCROLLED_FROM;
      if (scrolled !== this.data.scrolled) this.setData({ scrolled });
    },
    refresh() {
      void this.look();
    },
    openNotice() {
      const { url } = notice;
      notice.hush();
      if (url) wx.navigateTo({ url });
    },
    join() {
      void joinShop();
    },
    sign() {
      void checkin.signIn();
    },
    contact() {
      lightTap();
    },
    askFill(event: WechatMiniprogram.CustomEvent<{ day: DayKey }>) {
      const cell = membership.checkin?.strip.find(({ day }) => day === event.detail.day);
      if (cell) checkin.ask(cell.day, cell.points);
    },
    forgetFill() {
      checkin.forget();
    },
    fill() {
      void checkin.makeUp();
    },
    closeGift() {
      checkin.closeGift();
    },
    openCount(event: WechatMiniprogram.CustomEvent<{ code: string }>) {
      const way = COUNTS[event.detail.code];
      if (way) openPage(way);
    },
    openReward(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      wx.navigateTo({ url: `/shopper/reward/index?id=${event.detail.id}` });
    },
    openMall() {
      openPage('/pages/mall/index');
    },
    openCoupon(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      wx.navigateTo({ url: `/shopper/coupon/index?id=${event.detail.id}` });
    },
    openCalendar() {
      wx.navigateTo({ url: '/shopper/calendar/index' });
    },
    openPoints() {
      wx.navigateTo({ url: '/shopper/points/index' });
    },
    openTiers() {
      wx.navigateTo({ url: '/shopper/tiers/index' });
    },
    openCode() {
      wx.navigateTo({ url: '/shopper/code/index' });
    },
    openVisit() {
      wx.navigateTo({ url: '/shopper/visit/index?scan=1' });
    },
    openInvite() {
      wx.navigateTo({ url: INVITE });
    },
    openLanding() {
      wx.navigateTo({ url: '/shopper/landing/index' });
    },
    openGuide() {
      wx.navigateTo({ url: '/shopper/guide/index' });
    },
    turned() {
      membership.forgetRise();
    },
    read(event: WechatMiniprogram.CustomEvent<{ which: string }>) {
      wx.navigateTo({ url: `/shopper/text/index?which=${event.detail.which}` });
    },
    readTerms() {
      wx.navigateTo({ url: '/shopper/text/index?which=terms' });
    },
    readPrivacy() {
      wx.navigateTo({ url: '/shopper/text/index?which=privacy' });
    },
    openService() {
      wx.navigateTo({ url: '/shopper/service/index' });
    },
    callShop() {
      const phone = membership.home?.shop.phone;
      if (phone) wx.makePhoneCall({ phoneNumber: phone, fail: (reason) => console.info('no call', reason.errMsg) });
    },
    onShareAppMessage() {
      return homeCard();
    },
  },
});
