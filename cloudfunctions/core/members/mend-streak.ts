/** The staff put a running streak right: somebody stood before a closed door, or the network was down. */
import type { MemberActions } from '../../../typings/api/members';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, execute, factUnder, type Posting, printOf } from '../account';
import { dayOf } from '../calendar';
import { mendedRun, streakOf } from '../checkin';
import { loadSettings, type Settings } from '../settings';
import { actIdOf, type Staff } from '../staffing';
import { standingOn } from '../tiers';
import { tooMany } from './limits';
import { careStamp, subjectOf } from './subject';

type Input = MemberActions['members.adjustStreak'][0];

/**
 * Nothing is paid for the days that are added, and what proves a check-in's key known is left alone: it only grows.
 * Refuses with MEMBER_NOT_FOUND, CLOSED, TOO_MANY, KEY_REUSED, and INVALID_INPUT for a length that it has already, or
 * that no run of this member can have; with BUSY when the same key is to be sent again.
 */
export async function mendStreak(
  env: Environment,
  staff: Staff,
  input: Input,
  key: string,
): Promise<Result<MemberActions['members.adjustStreak'][1]>> {
  const settings = await loadSettings(env);
  const subject = await subjectOf(env, settings, input.id);
  if (!subject.ok) return subject;
  const today = dayOf(env.now, settings.programme.zone);
  const command = mending(settings, `streak:${actIdOf(staff._id, key)}`, input);
  if (!(await factUnder(env.store, subject.data, command.key))) {
    const refused = await tooMany(env, staff, today);
    if (refused) return refused;
  }
  const executed = await execute(env, subject.data, command, careStamp(env, settings));
  if (!executed.ok) return executed;
  const { from, to } = executed.data.fact.result as { from: number; to: number };
  return accept({ now: env.now, today, from, to });
}

function mending({ ladders }: Settings, key: string, input: Input): Command {
  const print = printOf('members.adjustStreak', input);
  const { days: to, reason } = input;
  return {
    key,
    print,
    known: () => 'ask',
    whenFrozen: true,
    rule: (member, today): Result<Posting> => {
      const from = streakOf(member.checkIn.days, today);
      const { tier } = standingOn(member.tier, ladders, today);
      const days = mendedRun(member.checkIn.days, today, member.joinedOn, to, tier);
      if (!days) return refuse('INVALID_INPUT', { field: 'days', streak: from });
      const because = [{ code: 'adjust.streak', args: { reason, from, to }, result: 0 }];
      const result = { from, to };
      const draft = { key, kind: 'adjust' as const, ref: null, moves: [], because, print, result };
      return accept({ change: { checkIn: { ...member.checkIn, days } }, drafts: [draft] });
    },
  };
}
