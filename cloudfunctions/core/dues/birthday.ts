/**
 * The birthday's reward. Once a calendar year; on the day, or in its month from the first; not before the member has been
 * one for long enough. A birthday told on the day itself (with 'month': within its month) is rewarded at once; one told
 * later comes round next year. Who was born on 29 February is celebrated on the 28th in other years. Pure.
 */
import type { Because, DayKey, MonthDay, MonthKey, Points } from '../../../typings/domain';
import { type Birth, gain, type Member } from '../account';
import { addDays, isDayKey, lastDayOf, monthOf } from '../calendar';
import { evaluate } from '../earning';
import { noticeBirth } from '../messaging';
import { lastDayOfPoints, type Programme } from '../programme';
import { standingOn, tierFactor, tierIn } from '../tiers';
import { draftOf, type Era, maxDay, type Step } from './span';

/** What a year's birthday brings on `day`; the member as it is when it brings nothing. */
export function birthdayOn(member: Member, era: Era, day: DayKey, from: DayKey): Step {
  const open = openDays(member, era.programme, Number(day.slice(0, 4)), from);
  if (!open || day < open.first || day > open.last) return { member, drafts: [] };
  const year = Number(day.slice(0, 4));
  const key = `birthday:${year}`;
  const brought = reward(member, era, day, key);
  if (!brought) return { member, drafts: [] };
  const { points, because, coupons, tier } = brought;
  const lot = { from: null, until: lastDayOfPoints(era.programme, day), points };
  const { lots, moves } = points > 0 ? gain(member.lots, lot, day) : { lots: member.lots, moves: [] };
  const notices = points > 0 ? [noticeBirth(member._id, key, 'birthday', { points }, era.at)] : [];
  const births = [...notices, ...coupons];
  return {
    member: { ...member, lots, lastBirthday: year },
    drafts: [draftOf({ key, kind: 'birthday', moves, because, births, result: { context: { tier, day } } })],
  };
}

/** Whether a birthday brings anything to anybody: without this nobody would ever sleep through one. */
function rewardsBirthdays({ earning, tiers }: Programme): boolean {
  return (
    earning.rules.some(({ on }) => on.includes('birthday')) ||
    tiers.list.some(({ rights }) => rights.some(({ code }) => code === 'birthdayPack'))
  );
}

/** Days after `day`, up to `last`, on which a birthday could be rewarded: the first of them and those near it. */
export function birthdaysAfter(
  member: Member,
  programme: Programme,
  day: DayKey,
  from: DayKey,
  last: DayKey,
): DayKey[] {
  if (member.birthday === null || !rewardsBirthdays(programme)) return [];
  const year = Number(day.slice(0, 4));
  // Minimum membership is at most a year, and a birthday of this year may be over: the third is always ahead.
  const days = [year, year + 1, year + 2].map((each) => openDays(member, programme, each, from)?.first);
  return days.filter((each): each is DayKey => each !== undefined && each > day && each <= last);
}

/**
 * Days of a year on which its birthday can be rewarded: as a rule the first of them does it, but in a month the tier may
 * change, and the one that comes may bring what the one before did not.
 */
function openDays(
  member: Member,
  programme: Programme,
  year: number,
  from: DayKey,
): { first: DayKey; last: DayKey } | null {
  const { birthday, lastBirthday, joinedOn } = member;
  if (birthday === null || (lastBirthday !== null && lastBirthday >= year)) return null;
  const day = dayIn(birthday, year);
  const month: MonthKey = monthOf(day);
  const inMonth = programme.birthday.on === 'month';
  const opens = inMonth ? (`${month}-01` as DayKey) : day;
  const last = inMonth ? lastDayOf(month) : day;
  const first = [from, addDays(joinedOn, programme.birthday.minimumDays)].reduce(maxDay, opens);
  return first <= last ? { first, last } : null;
}

export function dayIn(birthday: MonthDay, year: number): DayKey {
  const day = `${year}-${birthday}`;
  return isDayKey(day) ? day : (`${year}-02-28` as DayKey);
}

interface Reward {
  points: Points;
  because: Because[];
  /** Code of the tier held: with the day it is kept for ever, so that the reward can be replayed. */
  tier: string;
  /** With the notices of them. */
  coupons: Birth[];
}

/** Null when there is nothing to give, and no pack to give it. */
function reward(member: Member, { programme, ladders, grant }: Era, day: DayKey, key: string): Reward | null {
  const { tiers } = programme;
  const { tier } = standingOn(member.tier, ladders, day);
  const { points, because, grants } = evaluate(programme.earning, {
    occasion: 'birthday',
    day,
    channel: 'system',
    storeId: 'default',
    tier: tierFactor(tiers, tier, 'birthday'),
    birthday: member.birthday,
    firstOrder: false,
    amountFen: 0 as never,
    base: 0 as Points,
  });
  const own = tierIn(tiers, tier);
  const pack = own.rights.find((right) => right.code === 'birthdayPack');
  const sum = (points + (pack?.points ?? 0)) as Points;
  const to = { memberId: member._id, key, day, source: 'birthday' as const, result: sum };
  const granted = grant([...(pack?.coupons ?? []), ...grants], to);
  if (!pack && sum === 0 && granted.births.length === 0) return null;
  const lines = pack ? [{ code: 'birthday.pack', args: { tier: own.name, points: pack.points }, result: sum }] : [];
  return { points: sum, because: [...because, ...lines, ...granted.because], coupons: granted.births, tier };
}
