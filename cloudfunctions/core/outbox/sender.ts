/**
 * Sends what is due, each message once or never. Whoever sends a message has claimed it before, and a claim is never given
 * to another: two senders at once take different ones, and what a sender leaves behind when it dies counts as sent.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { dayOf } from '../calendar';
import { lease } from '../dues';
import { checkMessages, type Notice, type Outcome } from '../messaging';
import type { Settings } from '../settings';
import { claim, decide, delay } from './claim';
import { deliver } from './deliver';
import { knownOf } from './known';
import { planOf } from './plan';
import { isQuiet } from './quiet';
import type { Channels } from './ways';

const JOB = 'messages';
const PAGE = 100;
/** Pages in a row that somebody else had already taken: they do the work. */
const LOST_MAX = 10;
const APART_MS = 50;
/** Longer than any function runs. */
const LEASE_MS = 90_000;

export interface Posted {
  /** By what became of them; 'claimed' are those of which nobody knows. */
  outcomes: Partial<Record<Outcome, number>>;
  /** Put off: quotas of the day, set-ups that are wrong, channels that are busy. */
  waiting: number;
  /** Why nothing was looked at, if so. */
  idle: 'quiet' | 'settings' | 'busy' | null;
}

export async function sendMessages(
  env: Environment,
  settings: Settings,
  channels: Channels,
  stopAt: EpochMs,
): Promise<Posted> {
  const idle = (why: Posted['idle']): Posted => ({ outcomes: {}, waiting: 0, idle: why });
  if (isQuiet(settings.messages.quiet, env.now, settings.programme.zone)) return idle('quiet');
  if (!checkMessages(settings.messages).ok) {
    env.alarm('the templates of the messages cannot be filled');
    return idle('settings');
  }
  // Most ticks find nothing: nobody has to be kept away for that.
  if ((await dueNow(env, 1)).length === 0) return { outcomes: {}, waiting: 0, idle: null };
  const release = await lease(env, JOB, (env.clock() + LEASE_MS) as EpochMs);
  if (!release) return idle('busy');
  try {
    return await sendDue(env, settings, channels, stopAt);
  } finally {
    await release();
  }
}

/** Any number at once: the lease above only spares two from reading the same. */
export async function sendDue(
  env: Environment,
  settings: Settings,
  channels: Channels,
  stopAt: EpochMs,
): Promise<Posted> {
  const posted: Posted = { outcomes: {}, waiting: 0, idle: null };
  const closed = new Set<string>();
  let lost = 0;
  while (env.clock() < stopAt && lost < LOST_MAX) {
    const page = await dueNow(env, PAGE);
    const moved = page.length > 0 && (await handle(env, settings, { channels, closed, posted }, page, stopAt));
    if (page.length < PAGE) break;
    // Somebody else has taken the page meanwhile: out of step with them, the next one is not read together again.
    lost = moved ? 0 : lost + 1;
    if (lost > 0) await env.pause(env.chance() * APART_MS);
  }
  return posted;
}

function dueNow(env: Environment, limit: number): Promise<Notice[]> {
  return env.store.find<Notice>('notices', { where: { outbox: { lte: env.now } }, order: ['outbox', 'asc'], limit });
}

interface Round {
  channels: Channels;
  /** Set-ups that were found wrong in this tick. */
  closed: Set<string>;
  posted: Posted;
}

/** @returns whether anything of the page has changed */
async function handle(
  env: Environment,
  settings: Settings,
  round: Round,
  page: readonly Notice[],
  stopAt: EpochMs,
): Promise<boolean> {
  const { channels, closed, posted } = round;
  const today = dayOf(env.now, settings.programme.zone);
  const known = await knownOf(env, channels, page, today);
  if (!known) return handle(env, settings, round, page.slice(0, Math.ceil(page.length / 2)), stopAt);
  const plan = planOf(page, { ...known, closed }, settings, env.now);
  const [ended, put] = await Promise.all([decide(env, plan.end), delay(env, plan.wait)]);
  for (const [outcome, count] of ended) posted.outcomes[outcome] = (posted.outcomes[outcome] ?? 0) + count;
  posted.waiting += put;
  const mine = await claim(env, plan.send, today);
  if (mine) {
    const delivered = await deliver(env, mine, { channels, closed }, stopAt);
    for (const [outcome, count] of delivered.outcomes)
      posted.outcomes[outcome] = (posted.outcomes[outcome] ?? 0) + count;
    posted.waiting += delivered.waiting;
  }
  return put + (mine?.sendings.length ?? 0) + [...ended.values()].reduce((sum, count) => sum + count, 0) > 0;
}
