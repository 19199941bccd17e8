/**
 * The demo shop's history, made as a real shop's is: people join, sign in and buy through the public entries, day after
 * day, with the clock moved. Nothing is written past them, so its books are as good as any shop's.
 */
import type { Answer } from '../../typings/api/envelope';
import type { BatchAnswer, BatchInput, NewMemberAnswer } from '../../typings/api/partner';
import type { ShopperActions } from '../../typings/api/shopper';
import type { StaffActions } from '../../typings/api/staff';
import type { EpochMs, Fen, MonthDay } from '../../typings/domain';
import { cast, DAYS, FARM_ADDRESS, isOfFarm, type Shopper } from './cast';
import { type Counter, giveAndTake, leaveSomething, openCounter } from './counter';
import { type Day, days } from './days';
import { askForHelp, invitationOf } from './friends';
import { inParallel } from './parallel';
import { ASSIST_CAMPAIGN } from './programme';
import { shopperAt, sure } from './sure';

/** The public entries of a cloud, and its clock. */
export interface Door {
  shopper<A extends keyof ShopperActions>(
    openid: string,
    action: A,
    payload: ShopperActions[A][0],
    key?: string,
    /** Network address of the phone; each person has one of their own. */
    address?: string,
  ): Promise<Answer<ShopperActions[A][1]>>;
  staff<A extends keyof StaffActions>(
    openid: string,
    action: A,
    payload: StaffActions[A][0],
    key?: string,
  ): Promise<Answer<StaffActions[A][1]>>;
  /** Opens the shop to its first owner. */
  setupCode: string;
  /** Signed with the demo till's key. Rejects on anything but 2xx. */
  till<T>(path: string, body: object, key: string): Promise<T>;
  moveClock(now: EpochMs): Promise<void>;
  /** The timer, as the platform fires it. */
  tick(): Promise<void>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MORNING_MINUTE = 9 * 60;
const EVENING_MINUTE = 22 * 60;
/** Calls under way at once: one for each instance of a function. */
const AT_ONCE = 3;
/** The timer's daily work is done on every so many days of the history; nothing needs it to be right. */
const TICK_EVERY = 7;

/** @param midnight of the day that follows the history: today's, in the shop's zone */
export async function makeDemo(door: Door, midnight: EpochMs, progress: (done: number) => void): Promise<void> {
  const shoppers = cast();
  const history = days(shoppers);
  const numbers = new Map<number, string>();
  const waiting: string[] = [];
  let counter: Counter | null = null;
  for (const [n, day] of history.entries()) {
    const begin = midnight - (DAYS - n) * DAY_MS;
    await door.moveClock((begin + MORNING_MINUTE * MINUTE_MS) as EpochMs);
    await inParallel(day.joins, AT_ONCE, async (who) => {
      numbers.set(who, await enter(door, shopperAt(shoppers, who), who, shoppers));
    });
    await inParallel(day.checkIns, AT_ONCE, (who) => signIn(door, shopperAt(shoppers, who), n));
    await door.moveClock((begin + EVENING_MINUTE * MINUTE_MS) as EpochMs);
    await ringUp(door, day, n, begin, numbers);
    counter ??= await openCounter(door);
    await giveAndTake(door, counter, day, n, shoppers, waiting);
    if (n % TICK_EVERY === 0) await door.tick();
    progress((n + 1) / DAYS);
  }
  await leaveSomething(door, shoppers);
  await askForHelp(door, shoppers, ASSIST_CAMPAIGN);
  // The morning after, so that the shop's figures of today are there when somebody first looks.
  await door.moveClock((midnight + MINUTE_MS) as EpochMs);
  await door.tick();
  await door.moveClock((midnight + 11 * MINUTE_MS) as EpochMs);
  await door.tick();
}

/** @returns the member number */
async function enter(door: Door, shopper: Shopper, who: number, shoppers: readonly Shopper[]): Promise<string> {
  const { openid, name, phone, birthday } = shopper;
  if (openid === undefined) {
    const { member } = await door.till<NewMemberAnswer>('/v1/members', { phone }, `demo-member-${who}`);
    return member.number;
  }
  const home = sure(await door.shopper(openid, 'member.home', {}));
  const { terms, privacy } = home.shop;
  const consent = { termsVersion: terms.version, privacyVersion: privacy.version };
  const input = { ...consent, ...(await invitationOf(door, shopper, shoppers)) };
  const from = isOfFarm(shopper) ? FARM_ADDRESS : undefined;
  const joined = sure(await door.shopper(openid, 'member.join', input, 'demo-join', from));
  sure(await door.shopper(openid, 'member.updateProfile', { nickname: name }, 'demo-name'));
  if (birthday !== null)
    sure(await door.shopper(openid, 'member.setBirthday', { day: birthday as MonthDay }, 'demo-birthday'));
  if (!joined.member) throw new Error(`${name} has joined and is no member`);
  return joined.member.number;
}

async function signIn(door: Door, { openid }: Shopper, n: number): Promise<void> {
  if (openid !== undefined) sure(await door.shopper(openid, 'checkin.signIn', {}, `demo-${n}`));
}

/** The day's sales and returns, as a till sends them in the evening, each at its own time. */
async function ringUp(door: Door, day: Day, n: number, begin: number, numbers: ReadonlyMap<number, string>) {
  const at = (minute: number) => (begin + minute * MINUTE_MS) as EpochMs;
  const events: BatchInput['events'] = [
    ...day.purchases.map(({ who, orderId, fen, channel, minute }) => ({
      type: 'paid' as const,
      orderId,
      member: { number: numberOf(numbers, who) },
      amountFen: fen as Fen,
      currency: 'CNY' as const,
      paidAt: at(minute),
      completed: true,
      channel,
    })),
    ...day.returns.map(({ orderId, fen, minute }) => ({
      type: 'refunded' as const,
      orderId,
      refundId: 'R1',
      amountFen: fen as Fen,
      refundedAt: at(minute),
    })),
  ];
  if (events.length === 0) return;
  const { results } = await door.till<BatchAnswer>('/v1/batches', { events }, `demo-day-${n}`);
  for (const result of results) sure(result);
}

function numberOf(numbers: ReadonlyMap<number, string>, who: number): string {
  const number = numbers.get(who);
  if (number === undefined) throw new Error(`part ${who} buys before becoming a member`);
  return number;
}
