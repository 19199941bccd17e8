import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CounterMember, CounterRef, DoneView, Found, SaleInput, SaleQuote } from '../../../typings/api/staff';
import type { Fen, Points } from '../../../typings/domain';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { fenOf, type Key, keyedOf, pressed } from '../views/amount';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { desk } from './desk';

export type Step = 'member' | 'amount' | 'bill' | 'done';

/** 记一笔: whose purchase it is, what it came to, what is taken off, and then the books. */
class Sale {
  step: Step = 'member';
  member: CounterMember | null = null;
  /** Member code that was scanned: points can be taken off with it, once. */
  memberCode = '';
  keyed = '';
  couponCode = '';
  points = 0 as Points;
  quote: SaleQuote | null = null;
  done: DoneView | null = null;
  /** A phone number that belongs to nobody yet. */
  unknownPhone = '';
  looking = false;
  quoting = false;
  working = false;
  /** The figures changed between the preview and the confirmation. */
  changed = false;
  problem: Problem | null = null;
  private round = 0;

  constructor() {
    makeAutoObservable<Sale, 'round'>(this, { round: false });
  }

  get amountFen(): Fen {
    return fenOf(this.keyed);
  }

  begin(): void {
    this.round += 1;
    this.step = 'member';
    this.member = null;
    this.memberCode = '';
    this.keyed = '';
    this.couponCode = '';
    this.points = 0 as Points;
    this.quote = null;
    this.done = null;
    this.unknownPhone = '';
    this.quoting = false;
    this.changed = false;
    this.problem = null;
  }

  /** A member who was found at the counter; `coupon` was scanned instead of the member. */
  take(found: Found): void {
    this.member = found.member;
    this.memberCode = found.what === 'member' ? (found.code ?? '') : '';
    this.couponCode = found.what === 'coupon' ? found.coupon.code : '';
    this.unknownPhone = '';
    this.step = 'amount';
  }

  async find(text: string): Promise<void> {
    const { store } = desk;
    if (this.looking || !store) return;
    this.looking = true;
    this.unknownPhone = '';
    const outcome = await call('counter.look', { text, storeId: store.id });
    runInAction(() => {
      this.looking = false;
      if (outcome.ok) this.take(outcome.data);
      else if (outcome.problem.code === 'MEMBER_NOT_FOUND' && /^1[3-9]\d{9}$/.test(text)) this.unknownPhone = text;
    });
    if (!outcome.ok && this.unknownPhone === '') this.say(outcome.problem);
  }

  async createMember(): Promise<void> {
    const { store } = desk;
    if (this.looking || !store || this.unknownPhone === '') return;
    this.looking = true;
    const outcome = await call('counter.createMember', { phone: this.unknownPhone, storeId: store.id });
    runInAction(() => {
      this.looking = false;
      if (outcome.ok) this.take({ what: 'member', member: outcome.data.member, code: null });
    });
    if (outcome.ok) notice.say(staffWords().sale.created);
    else this.say(outcome.problem);
  }

  /** A member code scanned on the bill: of the same member, so that points can be taken off. */
  async adoptCode(text: string): Promise<void> {
    const { store } = desk;
    if (this.looking || !store) return;
    this.looking = true;
    const outcome = await call('counter.look', { text, storeId: store.id });
    runInAction(() => {
      this.looking = false;
    });
    if (!outcome.ok) this.say(outcome.problem);
    else if (outcome.data.what !== 'member' || outcome.data.code === null) notice.say(staffWords().sale.notACode);
    else if (outcome.data.member.number !== this.member?.number) notice.say(staffWords().sale.codeOfOther);
    else {
      const { code } = outcome.data;
      runInAction(() => {
        this.memberCode = code;
      });
      await this.ask();
    }
  }

  press(key: Key): void {
    this.keyed = pressed(this.keyed, key);
  }

  changeMember(): void {
    const { keyed } = this;
    this.begin();
    this.keyed = keyed;
  }

  changeAmount(): void {
    this.keyed = keyedOf(this.amountFen);
    this.quote = null;
    this.points = 0 as Points;
    this.changed = false;
    this.step = 'amount';
  }

  toBill(): void {
    if (this.amountFen === 0) return;
    this.step = 'bill';
    void this.ask();
  }

  chooseCoupon(code: string): void {
    this.couponCode = code;
    this.points = 0 as Points;
    void this.ask();
  }

  choosePoints(points: Points): void {
    this.points = points;
    void this.ask();
  }

  /** Asks anew what the sale comes to; only the latest answer counts. */
  async ask(): Promise<void> {
    const input = this.input();
    if (!input) return;
    this.round += 1;
    const { round } = this;
    this.quoting = true;
    this.problem = null;
    const outcome = await call('counter.quote', input);
    if (round !== this.round) return;
    runInAction(() => {
      this.quoting = false;
      if (outcome.ok) {
        this.quote = outcome.data;
        this.member = outcome.data.member;
        this.points = outcome.data.deduction?.points ?? (0 as Points);
      } else this.problem = outcome.problem;
    });
  }

  /** Books what was shown. However often it is tapped, once: the same figures go under the same key until an answer came. */
  async confirm(): Promise<void> {
    const { quote } = this;
    const input = this.input();
    if (!quote || !input || this.working || this.quoting || this.done) return;
    this.working = true;
    const { netFen, earned } = quote;
    const outcome = await call('counter.sell', { ...input, expect: { netFen, points: earned } });
    runInAction(() => {
      this.working = false;
      if (!outcome.ok) return;
      this.done = outcome.data;
      this.step = 'done';
      desk.note(outcome.data.action);
      desk.clock(outcome.data);
    });
    if (outcome.ok) return;
    if (outcome.problem.code === 'PRICE_CHANGED') {
      runInAction(() => {
        this.changed = true;
      });
      await this.ask();
    } else this.say(outcome.problem);
  }

  /** The sale on the screen was undone. */
  undone(done: DoneView): void {
    if (this.done?.action.id === done.action.id) this.done = done;
  }

  private input(): SaleInput | null {
    const { member, amountFen, couponCode, points, memberCode } = this;
    const { store } = desk;
    if (!member || !store || amountFen === 0) return null;
    // A member code is worn out by being used: it is sent only for what needs it.
    const ref: CounterRef = memberCode && points > 0 ? { code: memberCode } : { number: member.number };
    return {
      member: ref,
      storeId: store.id,
      amountFen,
      ...(couponCode ? { coupon: couponCode } : {}),
      ...(points > 0 ? { points } : {}),
    };
  }

  private say(problem: Problem): void {
    notice.say(staffSentence(problem, settings.words, staffWords()));
  }
}

export const sale = new Sale();
