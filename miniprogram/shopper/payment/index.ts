import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { openPage } from '../../services/tabs';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { NO_PROBLEM, problemSentence, problemView } from '../../views/problem';
import type { Paid } from '../services/pay';
import { payment } from '../stores/payment';
import { printView } from '../views/exchange';
import { cancelQuestion, paymentView } from '../views/payment';
import type { Said } from '../views/reward';
import { shopperWords } from '../words/index';

const TOLD: readonly string[] = ['paid', 'cancelled', 'failed'];

const said = (): Said => ({ points: membership.points, words: settings.words, own: shopperWords() });

/** Paid while the page was open: its receipt is printed. */
function receipt() {
  const { view } = payment;
  if (!view?.redemption || view.payment.state !== 'captured') return null;
  const { redemption, today } = view;
  const { name, quantity, points } = redemption;
  const spent = { code: 'exchange.reward', args: { name, quantity, points }, result: -points };
  const available = membership.member?.points.available ?? 0;
  const because = points > 0 ? [spent] : [];
  return printView({ redemption, because, today, repeated: false, available }, said());
}

/** What the sheet just said, when it was not a yes. */
function toldText(): string {
  if (payment.view?.payment.state !== 'open') return '';
  const { failed, cancelled } = shopperWords().payment;
  if (payment.problem) return problemSentence(payment.problem, membership.points, shopperWords());
  return { failed, cancelled, paid: '', unasked: '' }[payment.told];
}

Component({
  behaviors: [
    pageRoot,
    bound({
      phase: () => payment.phase,
      face: () => (payment.view ? paymentView(payment.view, payment, said()) : null),
      lag: () => payment.lag,
      working: () => payment.working,
      toldText,
      problem: () => (payment.problem ? problemView(payment.problem, membership.points, shopperWords()) : NO_PROBLEM),
      question: () => (payment.view ? cancelQuestion(payment.view, said()) : { title: '', text: '', yes: '', no: '' }),
      states: () => settings.words.states,
      receipt,
    }),
  ],
  data: { asking: false, closed: false },
  methods: {
    onLoad({ trade = '', told = '' }: { trade?: string; told?: string }) {
      wx.setNavigationBarTitle({ title: shopperWords().payment.title });
      void this.begin(trade, TOLD.includes(told) ? (told as Paid) : 'unasked');
    },
    async begin(trade: string, told: Paid | 'unasked') {
      await Promise.all([membership.ensure(), payment.open(trade, told)]);
    },
    onShow() {
      payment.show();
    },
    onHide() {
      payment.hide();
    },
    onUnload() {
      payment.leave();
    },
    retry() {
      void payment.again();
    },
    pay() {
      void payment.pay();
    },
    ask() {
      this.setData({ asking: true });
    },
    unask() {
      if (payment.working !== 'cancelling') this.setData({ asking: false });
    },
    async cancel() {
      await payment.cancel();
      this.setData({ asking: false });
    },
    over() {
      void payment.again();
    },
    follow(event: WechatMiniprogram.CustomEvent<{ url: string }>) {
      const { url } = event.detail;
      if (url.startsWith('/pages/')) openPage(url);
      else wx.redirectTo({ url });
    },
    finish() {
      openPage('/pages/mall/index');
    },
    goList() {
      wx.redirectTo({ url: '/shopper/redemptions/index' });
    },
    openNotice() {
      notice.hush();
    },
  },
});
