/** The function for the clock: what time has made due, what the calls have left behind, what can be forgotten. */
import type { Answer } from '../../typings/api/envelope';
import type { EpochMs } from '../../typings/domain';
import type { Swept } from '../core/account';
import { readJobs } from '../core/dues';
import { asksForSelfCheck, noteTick, type SelfCheck, selfCheck, type Till } from '../core/health';
import type { Resealed } from '../core/sealing';
import { loadSettings, type Settings } from '../core/settings';
import { payAccountOf } from '../core/trade';
import { functions } from '../manifest/functions';
import { currentBuild, tellingBuild } from '../platform/build';
import { type Context, observed } from '../platform/call';
import type { Environment } from '../platform/environment';
import { render } from '../platform/errors';
import { isFromMiniProgram } from '../platform/identity';
import { openPay } from '../platform/pay';
import { askPermission } from '../platform/permission';
import { accept, type Result, refuse } from '../platform/refusal';
import { type Round, type Step, steps } from './steps';

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
    await tick({ env, settings, jobs: await readJobs(env.store), done: run.done }, begun, run);
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
