/** What the timer writes down at the end of each tick. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { PayAccount } from '../../platform/pay';
import type { AskPermission } from '../../platform/permission';
import {
  type OpenApiChecked,
  type PayChecked,
  type PayFound,
  saveTick,
  saveTimerHealth,
  type TimerHealth,
  timerHealth,
} from './document';
import { sealedWord } from './keys';
import { accountName, checkPay, type Till } from './pay';

/** Asking WeChat is for once an hour; what was wrong is asked again at every tick, so that a cure shows. */
const EVERY_MS = 55 * 60_000;
/** In order: nothing to be asked again before its time. */
const SETTLED: readonly PayFound[] = ['off', 'answered'];
/** The longest that WeChat is waited for, and the write after it. */
const ASKING_MS = 10_000;

export interface Asks {
  /** Open APIs the timer declares. */
  apis: readonly string[];
  permission: AskPermission;
  till: Till;
}

export interface Ticked {
  begun: EpochMs;
  failed: string[];
  build: string | null;
  /** Null when nothing is known of the settings. */
  trade: { account: PayAccount | null } | null;
  /** As the step that seals anew has counted; null when it failed: on old news no key is taken away. */
  sealing: { current: string; left: Record<string, number> } | null;
  /** When the function has to have ended. */
  endsAt: EpochMs;
}

export async function noteTick(env: Environment, ticked: Ticked, asks: Asks): Promise<void> {
  const { begun, failed, build, trade, sealing, endsAt } = ticked;
  const now = env.clock();
  const what = {
    at: now,
    build,
    tick: { at: begun, ms: now - begun, failed },
    sealed: sealing?.left ?? {},
    sealedUnder: sealing?.current ?? null,
    probe: sealedWord(),
  };
  if (trade && (await saveUnasked(env, what, { account: trade.account, apis: asks.apis, now }))) return;
  const last = await timerHealth(env.store);
  const known = { pay: last?.pay ?? null, openapi: last?.openapi ?? null };
  const hasTime = now + ASKING_MS <= endsAt;
  const [pay, openapi] = await Promise.all([
    hasTime && trade ? payNow(known.pay, trade.account, asks.till, now) : known.pay,
    hasTime ? openApiNow(known.openapi, asks, now) : known.openapi,
  ]);
  await saveTimerHealth(env, {
    _id: 'timer',
    shape: 1,
    ...what,
    tick: { ...what.tick, ms: env.clock() - begun },
    pay,
    openapi,
  });
}

/** Most ticks have nobody to ask, and one request says so: written where all that was found out is in order and fresh. */
function saveUnasked(
  { store }: Environment,
  what: Omit<TimerHealth, '_id' | 'shape' | 'pay' | 'openapi'>,
  { account, apis, now }: { account: PayAccount | null; apis: readonly string[]; now: EpochMs },
): Promise<boolean> {
  const fresh = { from: now - EVERY_MS + 1, before: now + EVERY_MS };
  const answers = Object.fromEntries(apis.map((api) => [`openapi.answers.${nameOf(api)}`, 0]));
  const pay = { 'pay.at': fresh, 'pay.found': { in: SETTLED }, 'pay.account': accountName(account) };
  return saveTick(store, { ...pay, 'openapi.at': fresh, ...answers }, what);
}

/** A clock that was put back makes it due as well. */
function isDue(checked: { at: EpochMs } | null, now: EpochMs): boolean {
  return !checked || Math.abs(now - checked.at) >= EVERY_MS;
}

async function payNow(
  last: PayChecked | null,
  account: PayAccount | null,
  till: Till,
  now: EpochMs,
): Promise<PayChecked> {
  const settled = last && SETTLED.includes(last.found) && last.account === accountName(account);
  return last && settled && !isDue(last, now) ? last : checkPay(account, till, now);
}

async function openApiNow(
  last: OpenApiChecked | null,
  { apis, permission }: Asks,
  now: EpochMs,
): Promise<OpenApiChecked> {
  const names = apis.map(nameOf);
  const settled = last && names.every((name) => last.answers[name] === 0);
  if (last && settled && !isDue(last, now)) return last;
  const answers = await Promise.all(apis.map(async (api) => [nameOf(api), await permission(api)] as const));
  return { at: now, answers: Object.fromEntries(answers) };
}

/** A dot in a field's name is a path to the database. */
function nameOf(api: string): string {
  return api.replaceAll('.', ':');
}
