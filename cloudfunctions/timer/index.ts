/** The function for the clock: what time has made due, what the calls have left behind, what can be forgotten. */
import type { Answer } from '../../typings/api/envelope';
import type { EpochMs } from '../../typings/domain';
import { type Swept, sweep, sweepHolds } from '../core/account';
import { sweepAssists } from '../core/assist';
import { sweepCoupons } from '../core/coupons';
import { releaseDeductions } from '../core/deductions';
import { clockworkOf, nightly } from '../core/dues';
import { sweepExports } from '../core/exports';
import { asksForSelfCheck, noteTick, type SelfCheck, selfCheck, type Till } from '../core/health';
import { sweepImports } from '../core/imports';
import { sweepClosings, sweepErasures } from '../core/leaving';
import { sweepApprovals } from '../core/members';
import { checkNames } from '../core/membership';
import { channelsOf, remind, sendMessages } from '../core/outbox';
import { clearRequests } from '../core/partners';
import { sweepPayments } from '../core/payments';
import { sweepReferrals } from '../core/referrals';
import { rollUp } from '../core/reports';
import { retain } from '../core/retention';
import { sweepRedemptions } from '../core/rewards';
import { type Resealed, reseal } from '../core/sealing';
import { loadSettings, type Settings } from '../core/settings';
import { clearTallies } from '../core/tallies';
import { payAccountOf } from '../core/trade';
import { functions } from '../manifest/functions';
import { currentBuild, tellingBuild } from '../platform/build';
import { type Context, observed } from '../platform/call';
import type { Environment } from '../platform/environment';
import { render } from '../platform/errors';
import { cloudFiling } from '../platform/filing';
import { isFromMiniProgram } from '../platform/identity';
import { checkText } from '../platform/open-api';
import { openPay } from '../platform/pay';
import { askPermission } from '../platform/permission';
import { accept, type Result, refuse } from '../platform/refusal';

interface Round {
  env: Environment;
  settings: Settings;
}

interface Step {
  /** When it has to have ended, ms after the beginning. */
  endsMs: number;
  run(round: Round, stopAt: EpochMs): Promise<unknown>;
}

/**
 * In this order, all of them well before the time-out of 60 s: none takes the time of all, and what is left is due at the
 * next tick. First what people wait for, then money, then the day's own work, last what is only forgotten.
 */
const steps = {
  sweep: {
    endsMs: 8_000,
    run: ({ env, settings }, stopAt) => {
      const time = { zone: settings.programme.zone, clockwork: clockworkOf(settings, env.now) };
      return sweep(env, time, stopAt);
    },
  },
  holds: { endsMs: 12_000, run: ({ env }, stopAt) => sweepHolds(env, stopAt) },
  payments: { endsMs: 19_000, run: ({ env, settings }, stopAt) => sweepPayments(env, settings, stopAt) },
  redemptions: { endsMs: 23_000, run: ({ env, settings }, stopAt) => sweepRedemptions(env, settings, stopAt) },
  deductions: { endsMs: 25_000, run: ({ env, settings }, stopAt) => releaseDeductions(env, settings, stopAt) },
  coupons: { endsMs: 27_000, run: ({ env }, stopAt) => sweepCoupons(env, stopAt) },
  referrals: { endsMs: 31_000, run: ({ env, settings }, stopAt) => sweepReferrals(env, settings, stopAt) },
  assists: { endsMs: 33_000, run: ({ env, settings }, stopAt) => sweepAssists(env, settings, stopAt) },
  approvals: { endsMs: 34_000, run: ({ env, settings }, stopAt) => sweepApprovals(env, settings, stopAt) },
  // Who has waited to be closed, and at once what leads to them: they may want to join again.
  closings: { endsMs: 35_000, run: ({ env, settings }, stopAt) => sweepClosings(env, settings, stopAt) },
  erasures: { endsMs: 36_500, run: ({ env, settings }, stopAt) => sweepErasures(env, settings, cloudFiling, stopAt) },
  night: { endsMs: 40_000, run: ({ env, settings }, stopAt) => nightly(env, settings, stopAt) },
  reminders: { endsMs: 42_000, run: ({ env, settings }, stopAt) => remind(env, settings, stopAt) },
  // What nobody goes on with by hand. A piece that has begun is finished, so both end well before the others.
  imports: { endsMs: 47_500, run: ({ env, settings }, stopAt) => sweepImports(env, settings, stopAt) },
  exports: { endsMs: 49_000, run: ({ env, settings }, stopAt) => sweepExports(env, settings, cloudFiling, stopAt) },
  // With the night's and the reminders' own; it has what the steps before it have left over.
  messages: {
    endsMs: 46_000,
    run: ({ env, settings }, stopAt) => sendMessages(env, settings, channelsOf(env, settings.messages), stopAt),
  },
  // What dashboards read; a long history takes several ticks.
  reports: { endsMs: 50_000, run: ({ env, settings }, stopAt) => rollUp(env, settings, stopAt) },
  names: { endsMs: 52_000, run: ({ env, settings }, stopAt) => checkNames(env, settings, checkText, stopAt) },
  // One request where nothing is under an old key.
  sealing: { endsMs: 53_000, run: ({ env }, stopAt) => reseal(env, stopAt) },
  forgotten: { endsMs: 54_000, run: ({ env }, stopAt) => clearRequests(env, stopAt) },
  tallies: { endsMs: 55_000, run: ({ env }, stopAt) => clearTallies(env, stopAt) },
  retained: { endsMs: 55_800, run: ({ env, settings }, stopAt) => retain(env, settings, stopAt) },
} satisfies Record<string, Step>;

/** Of the 60 seconds that the function has (manifest/functions.ts). */
const ENDS_MS = 59_000;

type Ticked = Swept & Record<Exclude<keyof typeof steps, 'sweep'>, unknown>;

export const main = tellingBuild(fired);

async function fired(event: unknown, context?: Context): Promise<Answer<Ticked | SelfCheck>> {
  const answer = await observed('timer', context, async (env, note): Promise<Result<Ticked | SelfCheck>> => {
    note.action = 'tick';
    // Anyone in WeChat can call any function; only the platform's own trigger comes without an identity.
    if (isFromMiniProgram()) return refuse('NOT_ALLOWED');
    if (asksForSelfCheck(event)) {
      note.action = 'selfCheck';
      return accept(await selfCheck(env.store, currentBuild()));
    }
    return accept(await watched(env, env.clock()));
  });
  return answer.ok ? answer : { ok: false, error: render(answer, 'zh-Hans') };
}

/** A tick, and what is written down of it however it went. */
async function watched(env: Environment, begun: EpochMs): Promise<Ticked> {
  const run: Run = { done: {}, failures: [] };
  let settings: Settings | null = null;
  try {
    settings = await loadSettings(env);
    await tick({ env, settings }, begun, run);
  } catch (failure) {
    run.failures.push(['settings', failure]);
  }
  await noted(env, begun, settings, run);
  const [first] = run.failures;
  if (first) throw first[1];
  const { sweep: swept, ...others } = run.done;
  return { ...(swept as Swept), ...others } as Ticked;
}

/** A health document that cannot be written leaves the tick what it was. */
async function noted(env: Environment, begun: EpochMs, settings: Settings | null, run: Run): Promise<void> {
  const tick = {
    begun,
    endsAt: (begun + ENDS_MS) as EpochMs,
    build: currentBuild(),
    failed: run.failures.map(([name]) => name),
    trade: settings && { account: payAccountOf(settings.trade) },
    sealing: (run.done.sealing as Resealed | undefined) ?? null,
  };
  const till: Till = { keys: async () => (await import('../platform/pay-keys')).merchantKeys(), open: openPay };
  try {
    await noteTick(env, tick, { apis: functions.timer?.openapi ?? [], permission: askPermission, till });
  } catch (failure) {
    env.alarm(`the tick is not written down: ${failure instanceof Error ? failure.message.slice(0, 200) : ''}`);
  }
}

interface Run {
  done: Record<string, unknown>;
  failures: [step: string, failure: unknown][];
}

/** Every step, whatever becomes of the others: one that fails again and again must not keep the later ones from their turn. */
async function tick(round: Round, begun: EpochMs, { done, failures }: Run): Promise<void> {
  for (const [name, { endsMs, run }] of Object.entries<Step>(steps)) {
    try {
      done[name] = await run(round, (begun + endsMs) as EpochMs);
    } catch (failure) {
      round.env.alarm(`the timer's ${name} failed`);
      failures.push([name, failure]);
    }
  }
}
