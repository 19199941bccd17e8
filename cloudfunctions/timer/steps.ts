/** What a tick does, one step after the other. */
import type { EpochMs } from '../../typings/domain';
import { type HoldsSwept, sweep, sweepHolds } from '../core/account';
import { sweepAssists } from '../core/assist';
import { sweepCoupons } from '../core/coupons';
import { releaseDeductions } from '../core/deductions';
import { clockworkOf, hourly, type Jobs, nightly } from '../core/dues';
import { sweepExports } from '../core/exports';
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
import { type RedemptionsSwept, sweepRedemptions } from '../core/rewards';
import { isAtRest, nothingResealed, type Resealed, reseal } from '../core/sealing';
import type { Settings } from '../core/settings';
import { clearTallies } from '../core/tallies';
import type { Environment } from '../platform/environment';
import { cloudFiling } from '../platform/filing';
import { checkText } from '../platform/open-api';
import { keyIds } from '../platform/sealed';

export interface Round {
  env: Environment;
  settings: Settings;
  /** Where the jobs stood when the tick began. */
  jobs?: Jobs;
  /** What the steps before have answered. */
  done: Readonly<Record<string, unknown>>;
}

export interface Step {
  /** When it has to have ended, ms after the beginning. */
  endsMs: number;
  run(round: Round, stopAt: EpochMs): Promise<unknown>;
}

/**
 * In this order, all of them well before the time-out of 60 s: none takes the time of all, and what is left is due at the
 * next tick. First what people wait for, then money, then the day's own work, last what is only forgotten.
 */
export const steps = {
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
  coupons: {
    endsMs: 27_000,
    run: ({ env, done }, stopAt) => sweepCoupons(env, stopAt, (done.holds as HoldsSwept | undefined)?.coupons),
  },
  referrals: { endsMs: 31_000, run: ({ env, settings }, stopAt) => sweepReferrals(env, settings, stopAt) },
  assists: { endsMs: 33_000, run: ({ env, settings }, stopAt) => sweepAssists(env, settings, stopAt) },
  approvals: { endsMs: 34_000, run: ({ env, settings }, stopAt) => sweepApprovals(env, settings, stopAt) },
  // Who has waited to be closed, and at once what leads to them: they may want to join again.
  closings: { endsMs: 35_000, run: ({ env, settings }, stopAt) => sweepClosings(env, settings, stopAt) },
  erasures: { endsMs: 36_500, run: ({ env, settings }, stopAt) => sweepErasures(env, settings, cloudFiling, stopAt) },
  night: { endsMs: 40_000, run: ({ env, settings, jobs }, stopAt) => nightly(env, settings, stopAt, jobs) },
  reminders: { endsMs: 42_000, run: ({ env, settings, jobs }, stopAt) => remind(env, settings, stopAt, jobs) },
  // What nobody goes on with by hand. A piece that has begun is finished, so both end well before the others.
  imports: { endsMs: 47_500, run: ({ env, settings }, stopAt) => sweepImports(env, settings, stopAt) },
  exports: { endsMs: 49_000, run: ({ env, settings }, stopAt) => sweepExports(env, settings, cloudFiling, stopAt) },
  // With the night's and the reminders' own; it has what the steps before it have left over.
  messages: {
    endsMs: 46_000,
    run: ({ env, settings }, stopAt) => sendMessages(env, settings, channelsOf(env, settings.messages), stopAt),
  },
  // What dashboards read; a long history takes several ticks.
  reports: {
    endsMs: 50_000,
    run: ({ env, settings, done }, stopAt) => {
      const shelf = done.redemptions as RedemptionsSwept | undefined;
      return rollUp(env, settings, stopAt, shelf?.low);
    },
  },
  names: { endsMs: 52_000, run: ({ env, settings }, stopAt) => checkNames(env, settings, checkText, stopAt) },
  // Nobody waits for these but for keys that are being changed: then it is every tick.
  sealing: {
    endsMs: 53_000,
    run: async ({ env, jobs }, stopAt) => {
      let resealed: Resealed = nothingResealed();
      const work = async () => {
        resealed = await reseal(env, stopAt);
        return isAtRest(resealed);
      };
      await hourly(env, jobs, { job: 'sealed', of: keyIds().join() }, work);
      return resealed;
    },
  },
  forgotten: {
    endsMs: 55_000,
    run: ({ env, jobs }, stopAt) =>
      hourly(env, jobs, { job: 'forgotten' }, async () => {
        await clearRequests(env, stopAt);
        await clearTallies(env, stopAt);
        return env.clock() < stopAt;
      }),
  },
  retained: { endsMs: 55_800, run: ({ env, settings, jobs }, stopAt) => retain(env, settings, stopAt, jobs) },
} satisfies Record<string, Step>;
