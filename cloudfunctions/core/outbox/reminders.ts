/**
 * What a day has in store for many members at once: the member day of tomorrow, coupons that end in three days. The notices
 * are named by what they tell, so any repeat makes none of them twice; the place reached is only what spares reading again.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { ensure, findById, StoreError } from '../../platform/store';
import { dayOf } from '../calendar';
import { type Jobs, lease } from '../dues';
import type { Notice } from '../messaging';
import type { Settings } from '../settings';
import { couponsEnding } from './coupons-ending';
import { memberDay } from './member-day';
import { opensOn } from './quiet';
import type { Reminder } from './reminder';

const reminders: readonly Reminder[] = [memberDay, couponsEnding];

const JOB = 'reminders';
/** Longer than any function runs. */
const LEASE_MS = 90_000;
const TOGETHER = 10;

interface Progress {
  _id: string;
  shape: 1;
  day: DayKey;
  after: string;
  done: boolean;
}

export interface Reminded {
  made: number;
  unfinished: boolean;
}

/** @param known where the jobs stood when the tick began */
export async function remind(env: Environment, settings: Settings, stopAt: EpochMs, known?: Jobs): Promise<Reminded> {
  const reminded: Reminded = { made: 0, unfinished: true };
  const today = dayOf(env.now, settings.programme.zone);
  const isOver = (job: unknown) => (job as Progress | undefined)?.day === today && (job as Progress).done;
  if (known && reminders.every(({ name }) => isOver(known.get(jobOf(name))))) return { made: 0, unfinished: false };
  const open = await openOn(env, today);
  if (open.length === 0) return { made: 0, unfinished: false };
  const release = await lease(env, JOB, (env.clock() + LEASE_MS) as EpochMs);
  if (!release) return reminded;
  try {
    for (const { reminder, progress } of open) {
      const { made, done } = await work(env, settings, reminder, progress, stopAt);
      reminded.made += made;
      if (!done) return reminded;
    }
    return { ...reminded, unfinished: false };
  } finally {
    await release();
  }
}

/** Reminders that the day still has to make; most ticks of a day find none. One request. */
async function openOn(env: Environment, today: DayKey): Promise<{ reminder: Reminder; progress: Progress }[]> {
  const ids = reminders.map(({ name }) => jobOf(name));
  const stored = await env.store.find<Progress>('jobs', { where: { _id: { in: ids } }, limit: ids.length });
  return reminders.flatMap((reminder) => {
    const known = stored.find(({ _id }) => _id === jobOf(reminder.name));
    if (known?.day === today) return known.done ? [] : [{ reminder, progress: known }];
    return [{ reminder, progress: { _id: jobOf(reminder.name), shape: 1, day: today, after: '', done: false } }];
  });
}

async function work(
  env: Environment,
  settings: Settings,
  reminder: Reminder,
  { _id, day, after: begun }: Progress,
  stopAt: EpochMs,
): Promise<{ made: number; done: boolean }> {
  const { messages, programme } = settings;
  const at = Math.max(env.now, opensOn(day, messages.quiet, programme.zone)) as EpochMs;
  let [made, after] = [0, begun];
  while (env.clock() < stopAt) {
    const page = await reminder.page(env, settings, day, after, at);
    await insert(env, page.notices);
    made += page.notices.length;
    after = page.after ?? after;
    await note(env, { _id, shape: 1, day, after, done: page.after === null });
    if (page.after === null) return { made, done: true };
  }
  return { made, done: false };
}

/** All at once; one by one when a tick before this one has died among them. */
async function insert(env: Environment, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  try {
    await env.store.addAll('notices', notices);
  } catch (failure) {
    if (!(failure instanceof StoreError)) throw failure;
    for (let start = 0; start < notices.length; start += TOGETHER) {
      const some = notices.slice(start, start + TOGETHER).map((each) => ensure(env.store, 'notices', each));
      for (const done of await Promise.allSettled(some)) if (done.status === 'rejected') throw done.reason;
    }
  }
}

async function note(env: Environment, { _id, ...progress }: Progress): Promise<void> {
  if (await env.store.update('jobs', _id, {}, { set: { ...progress } })) return;
  if (!(await findById(env.store, 'jobs', _id, ['_id'])))
    await ensure(env.store, 'jobs', { _id, ...progress } as Progress);
}

function jobOf(name: string): string {
  return `reminder:${name}`;
}
