import type { DayKey } from '../../../typings/domain';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { checkin } from '../../stores/checkin';
import { membership } from '../../stores/membership';
import { giftView } from '../../views/gift';
import { makeUpView } from '../../views/make-up';
import { NO_PROBLEM, problemView } from '../../views/problem';
import { calendar } from '../stores/calendar';
import { calendarView } from '../views/month';
import { shopperWords } from '../words/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => calendar.phase,
      month: () => (calendar.view ? calendarView(calendar.view, membership.points, shopperWords()) : null),
      problem: () => (calendar.problem ? problemView(calendar.problem, membership.points, shopperWords()) : NO_PROBLEM),
      states: () => shopperWords().states,
      goJoin: () => shopperWords().me.guestAction,
      gift: () => (checkin.gift ? giftView(checkin.gift, membership.points, shopperWords()) : null),
      makeUp: () =>
        checkin.asked
          ? makeUpView(
              { text: checkin.askedText, points: checkin.asked.points },
              calendar.view?.makeUp.left ?? 0,
              membership.points,
              shopperWords(),
            )
          : null,
      making: () => checkin.making,
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().titles.calendar });
      void this.begin();
    },
    onUnload() {
      checkin.forget();
      calendar.leave();
    },
    async begin() {
      await membership.ensure();
      await calendar.open();
    },
    retry() {
      void calendar.retry();
    },
    previous() {
      void calendar.previous();
    },
    next() {
      void calendar.next();
    },
    askFill(event: WechatMiniprogram.CustomEvent<{ day: DayKey }>) {
      const cell = calendar.view?.days.find(({ day }) => day === event.detail.day);
      if (cell) checkin.ask(cell.day, cell.points);
    },
    forgetFill() {
      checkin.forget();
    },
    async fill() {
      if (await checkin.makeUp()) await calendar.retry();
    },
    closeGift() {
      checkin.closeGift();
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
