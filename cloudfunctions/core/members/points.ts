/** Points that the staff book by hand, as an entry with its reason. */
import type { Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, gain, type Member, type Moved, type Posting, printOf, spend, spendable } from '../account';
import { noticeBirth } from '../messaging';
import { lastDayOfPoints } from '../programme';
import type { Settings } from '../settings';

export interface Correction {
  /** As the request named them. */
  memberId: string;
  points: Points;
  /** The member reads it. */
  reason: string;
}

export function printOfCorrection({ memberId, points, reason }: Correction): string {
  return printOf('members.adjust', { memberId, points, reason });
}

/**
 * One correction, whether booked at once or agreed to later: both have this key, so it is booked once. Points that come
 * are valid as long as earned ones; points that go are those that can be spent, and never more than there are. Growth is
 * left alone: it tells of what somebody did. A frozen account can be corrected too.
 */
export function correcting(env: Environment, settings: Settings, id: string, correction: Correction): Command {
  const key = correctionKey(id);
  const { points, reason } = correction;
  const print = printOfCorrection(correction);
  return {
    key,
    print,
    known: () => 'ask',
    whenFrozen: true,
    rule: (member, today): Result<Posting> => {
      const until = lastDayOfPoints(settings.programme, today);
      const moved: Moved | null =
        points > 0
          ? gain(member.lots, { from: null, until, points }, today)
          : spend(member.lots, (0 - points) as Points, today);
      if (!moved) return refuse('INSUFFICIENT', { field: 'points', available: spendable(member.lots, today) });
      const because = [{ code: 'adjust.points', args: { reason, points }, result: points }];
      const births = [noticeBirth(member._id, key, 'adjusted', { points, reason }, env.now)];
      const draft = { key, kind: 'adjust' as const, ref: null, moves: moved.moves, because, print, result: {}, births };
      return accept({ change: { lots: moved.lots }, drafts: [draft] });
    },
  };
}

export function correctionKey(id: string): string {
  return `adjust:${id}`;
}

/** Before it is asked for: what would be refused anyway needs nobody's consent. */
export function barTo(member: Member, { points }: Correction, available: Points): Result<null> {
  if (member.state === 'closed') return refuse('CLOSED');
  if (available + points < 0) return refuse('INSUFFICIENT', { field: 'points', available });
  return accept(null);
}
