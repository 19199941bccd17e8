/**
 * What time alone does to a member, day by day. Whoever asks after a long gap gets what asking every day would have
 * brought: what has a day of its own (a tier's turn, its gift, a birthday) is booked for that day, in order; what only
 * tells of the present (an expiry, a warning) is of today. Pure.
 *
 * `member.wake` says up to which day time has been looked at, so that what a rule published today would have brought
 * last month is not made up for.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import { bookExpiry, type Clockwork, type Due, FAR_DAY, type Member, nextExpiry } from '../account';
import { addDays } from '../calendar';
import type { Settings } from '../settings';
import { granterOf, grantingBy } from '../templates';
import { mergeTiers, nextTurn } from '../tiers';
import { birthdayOn, birthdaysAfter } from './birthday';
import { type Era, minDay, type Step } from './span';
import { giftsOn, turnOn } from './turns';
import { expiringDays, expiringOn, tierWarningOn } from './warnings';

/** Days with something to look at between two looks; a member who stays away longer is looked at again. */
const DAYS_MAX = 400;
/** Who is not rewarded within so long a time is not, by the rules of today: new rules wake everybody (rewake.ts). */
const BIRTHDAY_DAYS = 3 * 366;
/** @param at the instant of the booking: notices are dated by it */
export function clockworkOf(
  { programme, ladders, templates }: Pick<Settings, 'programme' | 'ladders' | 'templates'>,
  at: EpochMs,
): Clockwork {
  const era: Era = { programme, ladders, at, grant: granterOf(templates, at) };
  // Looking ahead, what would be granted matters, and not under which code.
  const ahead: Era = { ...era, grant: grantingBy(templates, at, () => '') };
  return {
    due: (member, today) => due(member, era, today),
    wake: (member, today) => wake(member, ahead, today),
    absorb: (member, carry, today) => ({ tier: mergeTiers(member.tier, carry.tier, ladders, today) }),
  };
}

function due(member: Member, era: Era, today: DayKey): Due {
  const from = minDay(member.wake ?? today, today);
  let step: Step = { member, drafts: [] };
  let day: DayKey | null = from;
  for (let looked = 0; day !== null && day <= today && looked < DAYS_MAX; looked += 1) {
    step = then(step, (each) => dated(each, era, day as DayKey, from));
    day = nextDated(step.member, era, day, from, today);
  }
  return told(
    member,
    then(step, (each) => present(each, era, today)),
  );
}

/** First day, from `today` on, on which something is due. */
function wake(member: Member, era: Era, today: DayKey): DayKey {
  const last = addDays(today, BIRTHDAY_DAYS);
  let day: DayKey | null = today;
  for (let looked = 0; day !== null && looked < DAYS_MAX; looked += 1) {
    const step = then(dated(member, era, day, today), (each) => present(each, era, day as DayKey));
    if (step.drafts.length > 0) return day;
    day = nextLook(member, era, day, today, last);
  }
  return day ?? FAR_DAY;
}

/** What has its day: in this order on each of them. */
function dated(member: Member, era: Era, day: DayKey, from: DayKey): Step {
  return [turnOn, giftsOn, birthdayOn].reduce<Step>((step, look) => then(step, (each) => look(each, era, day, from)), {
    member,
    drafts: [],
  });
}

function present(member: Member, era: Era, today: DayKey): Step {
  const expiry = bookExpiry(member, today);
  const expired: Step = { member: expiry.member, drafts: expiry.draft ? [expiry.draft] : [] };
  return then(
    then(expired, (each) => expiringOn(each, era, today)),
    (each) => tierWarningOn(each, era, today),
  );
}

function then(step: Step, next: (member: Member) => Step): Step {
  const more = next(step.member);
  return { member: more.member, drafts: [...step.drafts, ...more.drafts] };
}

/** @param last birthdays are looked for until then */
function nextDated(member: Member, era: Era, day: DayKey, from: DayKey, last: DayKey): DayKey | null {
  const birthdays = birthdaysAfter(member, era.programme, day, from, last);
  return earliest([nextTurn(member.tier, era.ladders, day), ...birthdays], day);
}

function nextLook(member: Member, era: Era, day: DayKey, from: DayKey, last: DayKey): DayKey | null {
  return earliest(
    [nextDated(member, era, day, from, last), nextExpiry(member, day), ...expiringDays(member, day)],
    day,
  );
}

function earliest(days: readonly (DayKey | null)[], after: DayKey): DayKey | null {
  const ahead = days.filter((day) => day !== null && day > after && day < FAR_DAY) as DayKey[];
  return ahead.sort()[0] ?? null;
}

/** Only what the drafts changed. */
function told(before: Member, { member, drafts }: Step): Due {
  if (drafts.length === 0) return { change: {}, drafts };
  const { lots, tier, lastBirthday, lastExpiry, lastExpiring } = member;
  return {
    change: { ...(before.tier === tier ? {} : { tier }), lots, lastBirthday, lastExpiry, lastExpiring },
    drafts,
  };
}
