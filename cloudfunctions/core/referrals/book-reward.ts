/** Books a reward that has been decided, once, whoever tries and how often. */
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { type Command, execute, findMemberById, printOf } from '../account';
import { stampOf, timerOrigin } from '../membership';
import { lastDayOfPoints } from '../programme';
import type { Settings } from '../settings';
import { granterOf } from '../templates';
import { type Limited, type Rewarding, rewardPosting } from './reward-posting';

/** What has become of it; 'account': theirs is closed, and no entry says so. */
export type Rewarded = 'paid' | Limited | 'account';

/** Refuses with BUSY alone, after which it is to be tried again: it may have been booked or not. */
export async function bookReward(
  env: Environment,
  settings: Settings,
  memberId: string,
  rewarding: Rewarding,
): Promise<Result<Rewarded>> {
  const member = await findMemberById(env.store, memberId);
  if (!member) throw new Error(`nobody to reward: ${memberId}`);
  const stamp = stampOf(env, settings, timerOrigin);
  let executed = await execute(env, member, commandOf(env, settings, rewarding, false), stamp);
  // Under the same key: whoever has taken the last of the budget for this very reward has been first, or comes too late.
  if (!executed.ok && executed.code === 'OUT_OF_STOCK')
    executed = await execute(env, member, commandOf(env, settings, rewarding, true), stamp);
  if (executed.ok) return accept(executed.data.fact.result.outcome as Rewarded);
  // The key was looked for before the state was: nothing has been booked, and nothing can be any more.
  return executed.code === 'CLOSED' ? accept('account') : executed;
}

function commandOf(env: Environment, settings: Settings, rewarding: Rewarding, spent: boolean): Command {
  const { key, reward } = rewarding;
  const print = printOf('reward', { key, reward });
  const grant = granterOf(settings.templates, env.now);
  return {
    key,
    print,
    known: () => 'ask',
    // A frozen account keeps what comes in.
    whenFrozen: true,
    rule: (member, today) => {
      const until = lastDayOfPoints(settings.programme, today);
      return accept(rewardPosting(member, rewarding, { today, until, grant, print, spent }));
    },
  };
}
