/**
 * One random history, lived twice: by the product's rules and by the second model. After every step both must hold the
 * same points, piles, growth and tier, and the product's books must add up.
 */
import { balanceOf, type Fact, type Posting, pending, spend, spendable } from '../../cloudfunctions/core/account';
import { settled } from '../../cloudfunctions/core/account/debt';
import { posting, termsOf } from '../../cloudfunctions/core/checkin/booking';
import { signIn } from '../../cloudfunctions/core/checkin/rules';
import type { OrderEvent } from '../../cloudfunctions/core/orders';
import { standingOn } from '../../cloudfunctions/core/tiers';
import type { Channel, DayKey, EpochMs, Fen, MonthDay, Points } from '../../typings/domain';
import { dayAt, show } from './model/days';
import { standOn } from './model/ladder';
import { Shop } from './model/shop';
import { Product, published, settingsWith } from './product';
import { anyProgramme } from './programmes';
import { Random } from './random';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGIN = Date.UTC(2026, 9, 20, 2);
/** An order is told of at most so late, and refunded at most so long after it was booked. */
const LATEST_DAYS = 80;

export interface Violation {
  seed: number;
  step: number;
  acts: string[];
  wrong: string;
}

interface Sold {
  id: string;
  /** What has been asked for, by key: a repeat asks for the same. */
  asked: { event: OrderEvent; channel: Channel }[];
  paid: boolean;
  bookedAt: number;
  refunds: number;
}

/** @returns the first disagreement, or null */
export function live(seed: number): Violation | null {
  const history = new History(seed);
  try {
    for (let step = 1; step <= history.length; step += 1) {
      history.step();
      const wrong = history.disagreement();
      if (wrong) return { seed, step, acts: history.acts, wrong };
    }
  } catch (broken) {
    const wrong = broken instanceof Error ? (broken.stack ?? broken.message) : String(broken);
    return { seed, step: history.acts.length, acts: history.acts, wrong };
  }
  return null;
}

/** The product as one random history has left it. */
export function livedBy(seed: number): Product {
  const history = new History(seed);
  for (let step = 0; step < history.length; step += 1) history.step();
  return history.product;
}

class History {
  readonly length: number;
  readonly acts: string[] = [];
  private readonly random: Random;
  private now = BEGIN;
  readonly product: Product;
  private readonly model: Shop;
  private readonly orders: Sold[] = [];

  constructor(seed: number) {
    this.random = new Random(seed);
    // Most things need few steps to go wrong, some need many.
    this.length = this.random.chance(0.95) ? this.random.whole(3, 6) : 20;
    const programme = anyProgramme(this.random);
    const birthday = this.random.chance(0.5)
      ? { month: this.random.pick([10, 11, 12, 1, 2, 3]), date: this.random.whole(1, 28) }
      : null;
    if (birthday && this.random.chance(0.1)) Object.assign(birthday, { month: 2, date: 29 });
    const pad = (number: number) => String(number).padStart(2, '0');
    const told = birthday && (`${pad(birthday.month)}-${pad(birthday.date)}` as MonthDay);
    this.product = new Product(settingsWith(programme), BEGIN as EpochMs, told);
    this.model = new Shop(programme, BEGIN, birthday);
  }

  step(): void {
    const { random } = this;
    this.now += random.pick([0, 0, HOUR, DAY, DAY, 2 * DAY, 9 * DAY, 40 * DAY]);
    const act = random.next();
    if (act < 0.34) this.sell();
    else if (act < 0.46) this.complete();
    else if (act < 0.64) this.refund();
    else if (act < 0.7) this.repeat();
    else if (act < 0.82) this.checkIn();
    else if (act < 0.94) this.spend();
    else this.publish();
  }

  disagreement(): string | null {
    const { member, facts, settings } = this.product;
    const today = dayAt(this.now, 8);
    const day = show(today) as DayKey;
    const held = standingOn(member.tier, settings.ladders, day);
    const stand = standOn(this.model.life, today);
    this.model.purse.payDebt(today);
    const lots = settled(member.lots, day).lots;
    const product = {
      balance: member.balance,
      lots: lots.map(({ from, until, points }) =>
        points < 0 ? `debt ${-points}` : `${from ?? ''}..${until} ${points}`,
      ),
      spendable: spendable(member.lots, day),
      pending: pending(member.lots, day),
      growth: member.growth,
      firstOrder: member.firstOrder,
      tier: `${held.tier} until ${held.until} with ${held.progress} and ${held.kept}`,
      final: held.finalTier,
    };
    const until = stand.until === null ? null : show(stand.until);
    const model = {
      balance: this.model.purse.balance(),
      lots: this.model.purse.told(today),
      spendable: this.model.purse.spendable(today),
      pending: this.model.purse.pending(today),
      growth: this.model.growth,
      firstOrder: this.model.firstOrder && `order:p:${this.model.firstOrder}`,
      tier: `${stand.tier} until ${until} with ${stand.progress} and ${stand.kept}`,
      final: standOn(this.model.life, today, true).tier,
    };
    if (JSON.stringify(product) !== JSON.stringify(model))
      return `${day}: the product says ${JSON.stringify(product)}, the model ${JSON.stringify(model)}`;
    return sums(member.balance, balanceOf(member.lots), member.growth, facts);
  }

  private sell(): void {
    const { random } = this;
    const paidAt = this.now - random.pick([0, 0, 0, HOUR, 3 * DAY, LATEST_DAYS * DAY]);
    const event: OrderEvent = {
      type: 'paid',
      amountFen: random.pick([1, 99, random.whole(100, 40_000), random.whole(1, 300_000)]) as Fen,
      paidAt: paidAt as EpochMs,
      completed: random.chance(0.5),
    };
    const waiting = this.orders.find(({ paid }) => !paid);
    this.send(waiting && random.chance(0.6) ? waiting : this.newOrder(), event);
  }

  private newOrder(): Sold {
    const order = { id: `A${this.orders.length}`, asked: [], paid: false, bookedAt: this.now, refunds: 0 };
    this.orders.push(order);
    return order;
  }

  private complete(): void {
    const order = this.orderToChange();
    if (order.asked.some(({ event }) => event.type === 'completed')) return;
    const completedAt = (this.now - this.random.pick([0, 0, 2 * DAY])) as EpochMs;
    this.send(order, { type: 'completed', completedAt });
  }

  private refund(): void {
    const { random } = this;
    const order = this.orderToChange();
    const paid = order.asked.find(({ event }) => event.type === 'paid')?.event;
    const amount =
      paid?.type === 'paid' ? random.pick([paid.amountFen, Math.ceil(paid.amountFen / 3)]) : random.whole(1, 9_000);
    order.refunds += 1;
    const refundId = `r${order.refunds}`;
    this.send(order, { type: 'refunded', refundId, amountFen: amount as Fen, refundedAt: this.now as EpochMs });
  }

  /** Any order that a return can still change, or one that nobody has heard of. */
  private orderToChange(): Sold {
    const recent = this.orders.filter(({ bookedAt }) => this.now - bookedAt <= LATEST_DAYS * DAY);
    return recent.length === 0 || this.random.chance(0.15) ? this.newOrder() : this.random.pick(recent);
  }

  private repeat(): void {
    const order = this.orders.at(-1);
    const [first] = order?.asked ?? [];
    if (!order || !first) return;
    this.note(`again ${order.id} ${first.event.type}`);
    this.product.order(this.now as EpochMs, order.id, first.event, { channel: first.channel });
  }

  private send(order: Sold, event: OrderEvent): void {
    const channel = this.random.pick(['till', 'mini'] as const);
    this.note(`${order.id} ${JSON.stringify(event)} ${channel}`);
    const posted = this.product.order(this.now as EpochMs, order.id, event, { channel });
    const refused = typeof posted === 'string';
    if (event.type === 'paid') {
      this.model.paid(this.now, order.id, { ...event, channel });
      order.paid = true;
      order.bookedAt = this.now;
    } else if (event.type === 'completed') this.model.completed(this.now, order.id, event.completedAt);
    else if (refused === this.model.refunded(this.now, order.id, event.amountFen))
      throw new Error(`the product ${refused ? 'refuses' : 'takes'} a refund that the model does not`);
    if (!refused) order.asked.push({ event, channel });
    // A refusal commits nothing, not even what time has brought.
    else this.product.wakeUp(this.now as EpochMs);
  }

  private checkIn(): void {
    this.note('check-in');
    const { settings } = this.product;
    this.product.post(this.now as EpochMs, (member, today): Posting | string => {
      const signed = signIn(member.checkIn.days, termsOf(settings, member, today), today);
      if (!signed) return 'DAY_CHANGED';
      const act = { kind: 'checkin' as const, day: today, today, now: this.now as EpochMs, tap: '' };
      const change = { lastCheckIn: today, checkIn: { ...member.checkIn, days: signed.days } };
      return posting(settings, member, signed, act, change);
    });
    this.product.wakeUp(this.now as EpochMs);
    this.model.checkIn(this.now);
    this.model.look(this.now);
  }

  private spend(): void {
    const points = this.random.pick([1, 30, 200]);
    this.note(`spend ${points}`);
    const enough = this.model.spend(this.now, points);
    const posted = this.product.post(this.now as EpochMs, (member, today) => {
      const spent = spend(member.lots, points as Points, today);
      if (!spent) return 'too little';
      const key = `spend:${this.acts.length}`;
      const draft = { key, kind: 'gift' as const, ref: null, moves: spent.moves, because: [], print: '', result: {} };
      return { change: { lots: spent.lots }, drafts: [draft] };
    });
    if (enough === (typeof posted === 'string')) throw new Error(`the model says ${enough ? 'enough' : 'too little'}`);
    this.product.wakeUp(this.now as EpochMs);
    this.model.look(this.now);
  }

  /** The nightly run looks at everybody after a publication. */
  private publish(): void {
    this.note('a new programme');
    const programme = anyProgramme(this.random);
    this.product.wakeUp(this.now as EpochMs);
    this.model.look(this.now);
    this.product.settings = published(this.product.settings, programme, this.now as EpochMs);
    this.model.publish(this.product.settings.programme, this.now);
    this.product.wakeUp(this.now as EpochMs);
    this.model.look(this.now);
  }

  private note(act: string): void {
    this.acts.push(`${new Date(this.now + 8 * HOUR).toISOString().slice(0, 16)} ${act}`);
  }
}

function sums(balance: number, lots: number, growth: number, facts: readonly Fact[]): string | null {
  let [points, grown] = [0, 0];
  for (const [index, fact] of facts.entries()) {
    points += fact.points;
    grown += fact.growth;
    if (fact.seq !== index + 1) return `entry ${index + 1} has the number ${fact.seq}`;
    if (fact.balanceAfter !== points) return `entry ${fact.seq} names another balance`;
  }
  if (points !== balance || lots !== balance) return `entries ${points}, lots ${lots}, balance ${balance}`;
  return grown === growth ? null : `entries grew by ${grown}, the member by ${growth}`;
}
