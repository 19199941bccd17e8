/**
 * The books of one member, told a second time and in another way: piles of points, a life of growth, and for each order
 * the list of what happened to it. Nothing here is shared with the product but the programme as data.
 */
import type { Programme } from '../../../cloudfunctions/core/programme';
import { civil, dayAt, dayOf, monthEnd } from './days';
import { worthOf } from './earning';
import { type Life, standOn, type Thresholds } from './ladder';
import { Purse } from './purse';

const OFFSET_HOURS = 8;

interface Sale {
  amountFen: number;
  paidOn: number;
  channel: string;
  programme: Programme;
  tier: string;
  firstOrder: boolean;
  inBirthdayMonth: boolean;
  /** Day on which it was booked. */
  bookedOn: number;
}

interface Order {
  sale: Sale | null;
  completedOn: number | null;
  refundedFen: number;
  /** What it has brought so far. */
  points: number;
  growth: number;
}

export class Shop {
  purse = new Purse();
  life: Life;
  growth = 0;
  orders = new Map<string, Order>();
  firstOrder: string | null = null;
  gifts = new Set<string>();
  lastBirthday = 0;
  lastExpiry = 0;
  streak = 0;
  lastCheckIn = 0;
  lastLook: number;
  versions: { from: number; programme: Programme }[];

  constructor(
    public programme: Programme,
    joinedAt: number,
    readonly birthday: { month: number; date: number } | null,
  ) {
    const joinedOn = dayAt(joinedAt, OFFSET_HOURS);
    this.lastLook = joinedOn;
    this.versions = [{ from: 0, programme }];
    this.life = { joinedOn, thresholds: [thresholdsOf(programme, 0)], gained: [], losses: [] };
  }

  publish(programme: Programme, at: number): void {
    this.programme = programme;
    this.versions.push({ from: at, programme });
    this.life.thresholds.push(thresholdsOf(programme, dayAt(at, OFFSET_HOURS) + 1));
  }

  /** Every day since the last look has brought what time brings; what has ended is booked out at most once a day. */
  look(at: number): number {
    const today = dayAt(at, OFFSET_HOURS);
    for (let day = this.lastLook; day <= today; day += 1) {
      this.giveGifts(day);
      this.celebrate(day);
    }
    this.lastLook = today;
    if (this.lastExpiry < today && this.purse.expire(today)) this.lastExpiry = today;
    return today;
  }

  paid(at: number, id: string, sale: { amountFen: number; paidAt: number; completed: boolean; channel: string }): void {
    const today = this.look(at);
    const order = this.orderOf(id);
    const programme = this.programmeAt(sale.paidAt);
    const paidOn = dayAt(sale.paidAt, OFFSET_HOURS);
    const before = this.worth(order);
    order.sale = {
      amountFen: sale.amountFen,
      paidOn,
      channel: sale.channel,
      programme,
      tier: standOn(this.life, today).tier,
      firstOrder: this.firstOrder === null || this.firstOrder === id,
      inBirthdayMonth: this.birthday?.month === civil(paidOn).month,
      bookedOn: today,
    };
    if (sale.completed) order.completedOn = Math.min(order.completedOn ?? paidOn, paidOn);
    this.settle(id, order, before, today);
  }

  completed(at: number, id: string, completedAt: number): void {
    const today = this.look(at);
    const order = this.orderOf(id);
    const before = this.worth(order);
    const day = dayAt(completedAt, OFFSET_HOURS);
    order.completedOn = Math.min(order.completedOn ?? day, day);
    this.settle(id, order, before, today);
  }

  refunded(at: number, id: string, amountFen: number): boolean {
    const today = this.look(at);
    const order = this.orderOf(id);
    if (order.sale && amountFen > left(order)) return false;
    const before = this.worth(order);
    order.refundedFen += amountFen;
    this.settle(id, order, before, today);
    return true;
  }

  checkIn(at: number): void {
    const today = this.look(at);
    if (this.lastCheckIn === today) return;
    this.streak = this.lastCheckIn === today - 1 ? this.streak + 1 : 1;
    this.lastCheckIn = today;
    const { steps, milestones } = this.programme.checkIn;
    let base = 0;
    for (const step of steps) if (step.from <= this.streak) base = step.points;
    const reached = milestones.filter(({ streak, every }) =>
      every ? this.streak % streak === 0 : this.streak === streak,
    );
    let points = worthOf(this.programme, {
      occasion: 'checkin',
      day: today,
      channel: 'mini',
      storeId: 'default',
      tier: standOn(this.life, today).tier,
      inBirthdayMonth: this.birthday?.month === civil(today).month,
      firstOrder: false,
      amountFen: 0,
      base,
      factors: reached.map(({ factor }) => factor),
    });
    for (const milestone of reached) points += milestone.points;
    if (points > 0) this.purse.put(null, lastDay(this.programme, today), points, today);
    this.gain(today, today, this.programme.growth.checkIn);
  }

  spend(at: number, points: number): boolean {
    const today = this.look(at);
    return this.purse.spend(points, today);
  }

  private orderOf(id: string): Order {
    const order = this.orders.get(id) ?? { sale: null, completedOn: null, refundedFen: 0, points: 0, growth: 0 };
    this.orders.set(id, order);
    return order;
  }

  private programmeAt(at: number): Programme {
    let found = this.versions[0]?.programme as Programme;
    for (const each of this.versions) if (each.from <= at) found = each.programme;
    return found;
  }

  private worth(order: Order): { points: number; growth: number; from: number | null; until: number } {
    const { sale, completedOn } = order;
    if (!sale) return { points: 0, growth: 0, from: null, until: 0 };
    const { programme, paidOn } = sale;
    const { waiting } = programme;
    const latest = paidOn + (waiting.from === 'completed' ? waiting.completeAfterDays : 0) + waiting.days;
    let from = latest;
    if (waiting.from === 'completed' && completedOn !== null)
      from = Math.min(latest, Math.max(paidOn, completedOn) + waiting.days);
    let until = lastDay(programme, paidOn);
    if (waiting.days > 0 && latest > until) until = lastDay(programme, latest);
    const window = { from: waiting.days === 0 ? null : from, until };
    const amountFen = left(order);
    if (amountFen === 0) return { points: 0, growth: 0, ...window };
    const { perFen } = programme.growth;
    const { channel, tier, firstOrder, inBirthdayMonth } = sale;
    const event = { occasion: 'order' as const, day: paidOn, storeId: 'default', base: 0, factors: [] };
    const points = worthOf(programme, { ...event, channel, tier, firstOrder, inBirthdayMonth, amountFen });
    return { points, growth: perFen === null ? 0 : Math.floor(amountFen / perFen), ...window };
  }

  /** Brings the books from what the order had brought to what it is worth now. */
  private settle(id: string, order: Order, before: ReturnType<Shop['worth']>, today: number): void {
    const now = this.worth(order);
    if (left(order) > 0) this.firstOrder ??= id;
    else if (this.firstOrder === id) this.firstOrder = null;
    if (!order.sale) return;
    const { bookedOn, programme } = order.sale;
    if (before.until === now.until && before.from !== now.from && order.points > 0)
      this.purse.move(before, now.from, order.points, today);
    if (now.points > order.points) this.purse.put(now.from, now.until, now.points - order.points, today);
    if (now.points < order.points)
      this.purse.takeBack(order.points - now.points, now, today, programme.refund.shortfall === 'debt');
    order.points = now.points;
    const final = Math.max(bookedOn, now.from ?? bookedOn);
    this.regrow(bookedOn, Math.max(bookedOn, before.from ?? bookedOn), order.growth, final, now.growth, today);
    order.growth = now.growth;
  }

  /** The growth of an order, as if it had always been what it is now. */
  private regrow(day: number, was: number, growth: number, final: number, now: number, today: number): void {
    if (now < growth) this.life.losses.push(today);
    if (growth > 0) this.life.gained.push({ day, final: was, growth: -growth });
    if (now > 0) this.life.gained.push({ day, final, growth: now });
    this.growth += now - growth;
  }

  private gain(day: number, final: number, growth: number): void {
    if (growth > 0) this.life.gained.push({ day, final, growth });
    this.growth += growth;
  }

  /** Once in a life for each tier, when the growth it rests on is final. */
  private giveGifts(day: number): void {
    const { list } = this.programme.tiers;
    if (list.every(({ code, gift }, index) => index === 0 || gift === 0 || this.gifts.has(code))) return;
    const rank = (code: string) => list.findIndex((tier) => tier.code === code);
    const held = rank(standOn(this.life, day).tier);
    const final = rank(standOn(this.life, day, true).tier);
    list.forEach(({ code, gift }, index) => {
      if (index === 0 || index > held || index > final || gift === 0 || this.gifts.has(code)) return;
      this.gifts.add(code);
      this.purse.put(null, lastDay(this.programme, day), gift, day);
    });
  }

  private celebrate(day: number): void {
    const { month, year } = civil(day);
    if (!this.birthday || this.lastBirthday >= year || month !== this.birthday.month) return;
    const { on, minimumDays } = this.programme.birthday;
    if (day < this.life.joinedOn + minimumDays) return;
    const falls = Math.min(dayOf(year, month, this.birthday.date), monthEnd(day, 0));
    if (on === 'day' && day !== falls) return;
    const tier = standOn(this.life, day).tier;
    const own = this.programme.tiers.list.find(({ code }) => code === tier) ?? this.programme.tiers.list[0];
    const pack = own?.rights.find((right) => right.code === 'birthdayPack');
    const event = { occasion: 'birthday' as const, day, channel: 'system', storeId: 'default', tier };
    const none = { inBirthdayMonth: true, firstOrder: false, amountFen: 0, base: 0, factors: [] };
    const points = worthOf(this.programme, { ...event, ...none }) + (pack && 'points' in pack ? pack.points : 0);
    if (points === 0 && !pack) return;
    this.lastBirthday = year;
    if (points > 0) this.purse.put(null, lastDay(this.programme, day), points, day);
  }
}

function left({ sale, refundedFen }: Order): number {
  return Math.max(0, (sale?.amountFen ?? 0) - refundedFen);
}

function lastDay({ validity }: Programme, day: number): number {
  if (validity.kind === 'rolling') return monthEnd(day, validity.months);
  const { year } = civil(day);
  const end = monthEnd(dayOf(year, validity.month, 1), 0);
  return monthEnd(day <= end ? end : dayOf(year + 1, validity.month, 1), 12 * validity.years);
}

function thresholdsOf({ tiers }: Programme, since: number): Thresholds {
  const { list, validityMonths, graceDays, warningDays } = tiers;
  return {
    since,
    rungs: list.map(({ code, from, keep }) => ({ code, from, keep })),
    validityMonths,
    graceDays,
    warningDays,
  };
}
