/** From what was found to what the shopkeeper is told: a row each, the gravest first within its kind. */
import type { HealthArgs, HealthCode, HealthCure, HealthRow, HealthState } from '../../../typings/api/health';
import type { EpochMs } from '../../../typings/domain';
import type { PayFound, TimerHealth } from './document';

export interface Found {
  now: EpochMs;
  /** Null when the timer has never written. */
  timer: TimerHealth | null;
  /** Open API -> 0, or the number of the refusal, as the function `staff` met it. */
  openapi: Record<string, number>;
  collections: Record<string, boolean>;
  /**
   * What this function seals it can open; and what the timer sealed: null when it has sealed nothing yet. `ids`: the keys
   * at hand here.
   */
  keys: { own: boolean; timers: boolean | null; ids: readonly string[] };
  /** Null: what is stored cannot be read. */
  settings: { account: string; openStores: number } | null;
  http: Http;
  stuck: number;
  /** Members whom time has not been booked for although it has long come. */
  overdue: number;
}

/** `needed`: what the shop uses rests on it. */
export interface Http {
  base: boolean;
  needed: boolean;
  paths: { path: string; reached: 'ours' | 'other' | 'silent' }[];
}

/** What is counted up to here is said as "more than". */
export const COUNTED_TO = 100;

const MINUTE_MS = 60_000;
/** It fires every ten minutes: two may fail, and one may just be on its way. */
const RECENT_MIN = 25;
const LATE_MIN = 60;
/** Of the minute a tick may take; its last step has to end five seconds before. */
const LONG_MS = 52_000;
const DENIED = -604_101;

const row =
  (code: HealthCode) =>
  (state: HealthState, finding: string, args: HealthArgs = {}, cure: HealthCure | null = null): HealthRow => ({
    code,
    state,
    finding,
    args,
    cure,
  });

export function verdicts(found: Found): HealthRow[] {
  return [
    tick(found),
    steps(found),
    openapi(found),
    collections(found),
    keys(found),
    settings(found),
    http(found),
    pay(found),
    stuck(found),
    backlog(found),
  ];
}

function minutesSince(at: EpochMs, now: EpochMs): number {
  return Math.max(0, Math.floor((now - at) / MINUTE_MS));
}

function tick({ timer, now }: Found): HealthRow {
  const say = row('tick');
  if (!timer) return say('red', 'never', {}, 'trigger');
  const minutes = minutesSince(timer.tick.at, now);
  if (minutes <= RECENT_MIN) return say('green', 'recent', { minutes });
  return minutes <= LATE_MIN
    ? say('amber', 'late', { minutes }, 'trigger')
    : say('red', 'stopped', { minutes }, 'trigger');
}

function steps({ timer }: Found): HealthRow {
  const say = row('steps');
  if (!timer) return say('unknown', 'noTick');
  const { failed, ms } = timer.tick;
  if (failed.length > 0) return say('red', 'failed', { steps: failed }, failed[0] === 'settings' ? 'settings' : 'logs');
  const seconds = Math.ceil(ms / 1000);
  return ms > LONG_MS ? say('amber', 'long', { seconds }, 'wait') : say('green', 'done', { seconds });
}

function openapi({ openapi: own, timer }: Found): HealthRow {
  const say = row('openapi');
  const timers = timer?.openapi?.answers ?? {};
  const met = { staff: Object.values(own), timer: Object.values(timers) };
  const lacking = (['staff', 'timer'] as const).filter((name) => met[name].includes(DENIED));
  if (lacking.length > 0) return say('red', 'denied', { functions: lacking }, 'openapi');
  const code = [...met.staff, ...met.timer].find((each) => each !== 0);
  if (code === undefined) return say('green', 'allowed');
  // The phone's own call got through: then it is the timer alone that WeChat does not know.
  return met.staff.every((each) => each === 0)
    ? say('amber', 'timerRefused', { code }, 'trigger')
    : say('unknown', 'noAnswer', { code }, 'wait');
}

function collections({ collections: found }: Found): HealthRow {
  const say = row('collections');
  const names = Object.keys(found);
  const missing = names.filter((name) => !found[name]);
  if (missing.length > 0) return say('red', 'missing', { names: missing, n: missing.length }, 'deploy');
  return say('green', 'there', { n: names.length });
}

function keys({ keys: { own, timers, ids }, timer }: Found): HealthRow {
  const say = row('keys');
  if (!own) return say('red', 'broken', {}, 'keys');
  if (timers === false) return say('red', 'differ', {}, 'keys');
  const under = Object.entries(timer?.sealed ?? {}).filter(([id, n]) => n > 0 && id !== timer?.sealedUnder);
  const lost = under.filter(([id]) => !ids.includes(id)).map(([id]) => id);
  if (lost.length > 0) return say('red', 'lost', { names: lost }, 'keys');
  const old = under.reduce((sum, [, n]) => sum + n, 0);
  if (old > 0) return say('green', 'resealing', { n: old });
  return say('green', timers ? 'same' : 'own');
}

function settings({ settings: stored }: Found): HealthRow {
  const say = row('settings');
  if (!stored) return say('red', 'unreadable', {}, 'settings');
  return stored.openStores === 0 ? say('amber', 'noStore', {}, 'settings') : say('green', 'sane');
}

function http({ http: { base, needed, paths } }: Found): HealthRow {
  const say = row('http');
  const bad = paths.filter(({ reached }) => reached !== 'ours');
  const silent = bad.every(({ reached }) => reached === 'silent');
  if (bad.length > 0) {
    const finding = silent ? 'silent' : 'other';
    return say(needed ? 'red' : 'amber', finding, { paths: bad.map(({ path }) => path) }, 'http');
  }
  if (base || paths.length > 0) return say('green', 'ours', { paths: paths.map(({ path }) => path) });
  return needed ? say('amber', 'noBase', {}, 'http') : say('unknown', 'unused');
}

const PAY: Record<PayFound, [state: HealthState, cure: HealthCure | null]> = {
  off: ['green', null],
  answered: ['green', null],
  missing: ['red', 'payKeys'],
  broken: ['red', 'payKeys'],
  other: ['red', 'payKeys'],
  silent: ['red', 'payAnswer'],
};

function pay({ timer, settings: stored, now }: Found): HealthRow {
  const say = row('pay');
  // What the timer found of another account says nothing of this one.
  const checked = stored && timer?.pay?.account === stored.account ? timer.pay : null;
  if (stored?.account === 'none') return say('green', 'off');
  if (!checked) return say('unknown', 'notYet', {}, 'wait');
  const [state, cure] = PAY[checked.found];
  return say(state, checked.found, { minutes: minutesSince(checked.at, now) }, cure);
}

function stuck({ stuck: n }: Found): HealthRow {
  const say = row('stuck');
  return n === 0 ? say('green', 'none') : say('red', n < COUNTED_TO ? 'some' : 'many', { n }, 'books');
}

function backlog({ overdue: n }: Found): HealthRow {
  const say = row('backlog');
  return n === 0 ? say('green', 'none') : say('amber', n < COUNTED_TO ? 'some' : 'many', { n }, 'wait');
}
