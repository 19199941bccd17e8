/** What a member is told ahead of time: points that will end, a tier that will fall. Each once. Pure. */
import type { DayKey } from '../../../typings/domain';
import { type Birth, type Draft, endingByMonth, type Member } from '../account';
import { addDays } from '../calendar';
import { noticeBirth } from '../messaging';
import { nameOf, standingOn } from '../tiers';
import { draftOf, type Era, type Step } from './span';

/** Days before a lot's last day. */
const EXPIRING_DAYS = 30;

/** Of each end that is near and that the member has not been told of. */
export function expiringOn(member: Member, era: Era, day: DayKey): Step {
  const near = endingByMonth(member.lots, day).filter(
    ({ lastDay }) => isUntold(member, lastDay) && day >= addDays(lastDay, -EXPIRING_DAYS),
  );
  const drafts = near.map((end) => {
    const key = `expiring:${end.lastDay}`;
    return notice(key, noticeBirth(member._id, key, 'expiring', end, era.at));
  });
  return { member: { ...member, lastExpiring: near.at(-1)?.lastDay ?? member.lastExpiring }, drafts };
}

/** Days on which `expiringOn` may have something. */
export function expiringDays(member: Member, day: DayKey): DayKey[] {
  const ends = member.lots.filter(({ points, until }) => points > 0 && isUntold(member, until));
  // Points that still wait are told of when they can be spent.
  return ends.flatMap(({ from, until }) => {
    const told = addDays(until, -EXPIRING_DAYS);
    const first = from !== null && from > told ? from : told;
    return first > day && first <= until ? [first] : [];
  });
}

function isUntold({ lastExpiring }: Pick<Member, 'lastExpiring'>, lastDay: DayKey): boolean {
  return lastExpiring === null || lastDay > lastExpiring;
}

/** Once in a warning period; again when a refund has begun it anew. */
export function tierWarningOn(member: Member, era: Era, day: DayKey): Step {
  const { tiers, growth } = era.programme;
  const held = standingOn(member.tier, era.ladders, day);
  const { warned } = member.tier;
  if (held.phase === 'safe' || held.fallsOn === null || held.warnsFrom === null || held.fallsTo === null)
    return { member, drafts: [] };
  if (warned !== null && (warned >= day || warned >= held.warnsFrom)) return { member, drafts: [] };
  const key = `tierWarning:${day}`;
  const facts = {
    tier: nameOf(tiers, held.tier),
    to: nameOf(tiers, held.fallsTo),
    until: addDays(held.fallsOn, -1),
    missing: held.missing,
    missingFen: held.missing * (growth.perFen ?? 0),
  };
  const birth = noticeBirth(member._id, key, 'tierWarning', facts, era.at);
  return { member: { ...member, tier: { ...member.tier, warned: day } }, drafts: [notice(key, birth)] };
}

/** A notice is born with an entry. This one moves nothing and, like a change of name, is not part of the history. */
function notice(key: string, birth: Birth): Draft {
  return draftOf({ key, kind: 'profile', moves: [], because: [], births: [birth] });
}
