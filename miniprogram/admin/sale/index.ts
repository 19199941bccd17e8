import type { Points } from '../../../typings/domain';
import { bound } from '../../services/binding';
import { lightTap } from '../../services/haptics';
import { pageRoot } from '../../services/page';
import { device } from '../../stores/device';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { figure, money } from '../../views/figures';
import { NO_PROBLEM } from '../../views/problem';
import { scan } from '../services/scan';
import { desk } from '../stores/desk';
import { sale } from '../stores/sale';
import { undoing } from '../stores/undoing';
import { minutesLeft, undoAsk } from '../views/acts';
import { type Key, keyedText } from '../views/amount';
import { type BillView, billView } from '../views/bill';
import { personView } from '../views/person';
import { staffProblem } from '../views/problem';
import { digitsOf, grouped, looksWhole } from '../views/typed';
import { staffWords } from '../words/index';

function bill(): BillView | null {
  const { quote, memberCode, couponCode } = sale;
  const setting = { points: desk.points, words: settings.words, own: staffWords(), memberCode, couponCode };
  return quote && sale.step === 'bill' ? billView(quote, setting) : null;
}

function undoHint(): string {
  const action = sale.done?.action;
  const minutes = action && !action.undone ? minutesLeft(action.undoUntil, desk.now) : 0;
  return minutes > 0 ? staffWords().undo.left(figure(minutes)) : '';
}

function doneView() {
  const { done } = sale;
  const own = staffWords();
  if (!done) return null;
  const { fen, undone } = done.action;
  // What it brought; the act itself counts what was taken off against it.
  const points = settings.words.figures.points(figure(sale.quote?.earned ?? 0), desk.points.unit);
  return {
    undone,
    title: undone ? own.recent.undone : own.sale.done,
    text: undone ? '' : done.repeated ? own.sale.repeated : own.sale.doneLine(money(fen), points),
  };
}

Component({
  behaviors: [
    pageRoot,
    bound({
      bar: () => device.bar,
      back: () => staffWords().stores.back,
      title: () => staffWords().titles.sale,
      step: () => sale.step,
      words: () => staffWords().sale,
      states: () => settings.words.states,
      person: () => {
        const member = sale.done?.member ?? sale.member;
        return member ? personView(member, desk.points, settings.words, staffWords()) : null;
      },
      looking: () => sale.looking,
      unknown: () => (sale.unknownPhone ? staffWords().sale.create(grouped(sale.unknownPhone)) : ''),
      createTitle: () => staffWords().sale.createTitle(grouped(sale.unknownPhone)),
      amount: () => keyedText(sale.keyed),
      amountSpoken: () => staffWords().sale.amountSpoken(keyedText(sale.keyed)),
      none: () => sale.amountFen === 0,
      bill,
      deductionTitle: () => staffWords().sale.deduction(desk.points.name),
      earnedTitle: () => staffWords().sale.earned(desk.points.name),
      quoting: () => sale.quoting,
      waiting: () => sale.step === 'bill' && !sale.quote && !sale.problem,
      working: () => sale.working,
      changed: () => (sale.changed ? staffWords().sale.priceChanged : ''),
      problem: () => (sale.problem ? staffProblem(sale.problem, settings.words, staffWords()) : NO_PROBLEM),
      done: doneView,
      undoHint,
      undo: () => (undoing.asked ? undoAsk(undoing.asked, desk.points, staffWords()) : null),
      undoWords: () => staffWords().undo,
      undoWorking: () => undoing.working,
    }),
  ],
  data: { typed: '', creating: false, choosing: false },
  observers: {
    step(now: string) {
      if (now === 'done') lightTap();
    },
    unknown(phone: string) {
      if (!phone) this.setData({ creating: false });
    },
  },
  methods: {
    onLoad() {
      void membership.ensure();
      if (!desk.home) void desk.open();
    },
    onShow() {
      desk.watch();
    },
    onHide() {
      desk.rest();
    },
    onUnload() {
      desk.rest();
      sale.begin();
      undoing.forget();
    },
    type(event: WechatMiniprogram.Input) {
      this.setData({ typed: grouped(event.detail.value) });
    },
    async find() {
      const { typed } = this.data;
      if (!looksWhole(typed)) {
        notice.say(staffWords().counter.tooShort);
        return;
      }
      await sale.find(digitsOf(typed));
      if (sale.step !== 'member') this.setData({ typed: '' });
    },
    async scanMember() {
      const text = await this.see();
      if (text) await sale.find(text);
    },
    /** A member code on the bill: only of the same member, and only so that points can be taken off. */
    async scanForPoints() {
      const text = await this.see();
      if (text) await sale.adoptCode(text);
    },
    async scanCoupon() {
      const text = await this.see();
      if (!text) return;
      this.setData({ choosing: false });
      sale.chooseCoupon(digitsOf(text));
    },
    async see(): Promise<string> {
      const seen = await scan();
      if ('text' in seen) return seen.text;
      const { cameraOff, notScanned } = staffWords().counter;
      if (seen.failed !== 'cancelled') notice.say(seen.failed === 'camera' ? cameraOff : notScanned);
      return '';
    },
    askCreate() {
      this.setData({ creating: true });
    },
    forgetCreate() {
      this.setData({ creating: false });
    },
    async create() {
      await sale.createMember();
      this.setData({ creating: false, typed: sale.step === 'member' ? this.data.typed : '' });
    },
    press(event: WechatMiniprogram.CustomEvent<{ key: Key }>) {
      sale.press(event.detail.key);
    },
    clear() {
      sale.press('clear');
    },
    changeMember() {
      sale.changeMember();
    },
    changeAmount() {
      sale.changeAmount();
    },
    toBill() {
      sale.toBill();
    },
    again() {
      void sale.ask();
    },
    openCoupons() {
      this.setData({ choosing: true });
    },
    closeCoupons() {
      this.setData({ choosing: false });
    },
    chooseCoupon(event: WechatMiniprogram.CustomEvent<{ code: string }>) {
      this.setData({ choosing: false });
      sale.chooseCoupon(event.detail.code);
    },
    choosePoints(event: WechatMiniprogram.CustomEvent<{ points: number }>) {
      sale.choosePoints(event.detail.points as Points);
    },
    confirm() {
      void sale.confirm();
    },
    next() {
      sale.begin();
    },
    askUndo() {
      undoing.ask(sale.done?.action);
    },
    forgetUndo() {
      undoing.forget();
    },
    async undo() {
      const done = await undoing.confirm();
      if (done) sale.undone(done);
    },
  },
});
