/** A member left to time: what the clockwork makes due is booked as the account books it. */
import { type Entry, genesis, type Lot, type Member, prepare } from '../../../cloudfunctions/core/account';
import { addDays, dayNumber, monthOf } from '../../../cloudfunctions/core/calendar';
import { clockworkOf, dayIn } from '../../../cloudfunctions/core/dues';
import { defaultProgramme, type Programme } from '../../../cloudfunctions/core/programme';
import { firstTier, type Ladder, ladderOf } from '../../../cloudfunctions/core/tiers';
import type { DayKey, EpochMs, Points } from '../../../typings/domain';

export const JOINED = '2026-01-10' as DayKey;
export const LONG_AGO = '2000-01-01' as DayKey;
export const on = (days: number) => addDays(JOINED, days);
export { dayIn };

/** Noon in Shanghai. */
const at = (day: DayKey) => (dayNumber(day) * 86_400_000 + 4 * 3_600_000) as EpochMs;

export interface Life {
  programme: Programme;
  ladders: Ladder[];
}

export function lifeUnder(changes: Partial<Programme> = {}): Life {
  const programme = { ...defaultProgramme, ...changes };
  return { programme, ladders: [ladderOf(programme.tiers, LONG_AGO)] };
}

export function blank(life: Life, changes: Partial<Member> = {}): Member {
  const lots = changes.lots ?? [];
  return {
    shape: 2,
    _id: 'm1',
    openid: 'o1',
    number: '000000000000',
    state: 'active',
    joinedAt: at(JOINED),
    joinedOn: JOINED,
    inviter: null,
    consent: null,
    rev: 1,
    seq: 0,
    floor: 0,
    head: genesis('m1'),
    balance: lots.reduce((sum, lot) => sum + lot.points, 0) as Points,
    lots: [],
    growth: 0,
    tier: firstTier(JOINED, life.ladders),
    lastExpiry: null,
    month: { key: monthOf(JOINED), in: 0 as Points, out: 0 as Points },
    lastCheckIn: null,
    checkIn: { days: [], makeUp: null },
    rights: [],
    profile: { nickname: null, avatar: null, unchecked: false },
    nameCheck: null,
    birthday: null,
    lastBirthday: null,
    firstOrder: null,
    lastExpiring: null,
    aliases: [],
    mergedInto: null,
    phoneBound: false,
    lastCodeStep: 0,
    journal: {},
    wake: JOINED,
    noticed: 0,
    lastNotice: null,
    noticesSeen: 0,
    counters: [],
    ...changes,
  };
}

export function lot(until: DayKey, points: number, from: DayKey | null = null): Lot {
  return { from, until, points: points as Points };
}

export function clockwork({ programme, ladders }: Life, day: DayKey) {
  return clockworkOf({ programme, ladders, templates: [] }, at(day));
}

/** What a look on this day leaves, and the entries it has made. */
export function look(life: Life, member: Member, day: DayKey): { member: Member; entries: Entry[] } {
  const work = clockwork(life, day);
  const due = work.due(member, day);
  if (due.drafts.length === 0) return { member: { ...member, wake: work.wake(member, day) }, entries: [] };
  const { zone, version } = life.programme;
  const origin = { storeId: 'default', channel: 'system', actor: 'timer', partnerId: null } as const;
  const stamp = { at: at(day), zone, programmeVersion: version, origin, clockwork: work };
  const { after, entries } = prepare(member, due, stamp);
  return { member: after, entries };
}

/** As the nightly run looks: at nobody who sleeps. */
export function lookOn(life: Life, first: Member, days: readonly DayKey[]): { member: Member; entries: Entry[] } {
  let member = first;
  const entries: Entry[] = [];
  for (const day of days) {
    if (day < member.wake) continue;
    const looked = look(life, member, day);
    member = looked.member;
    entries.push(...looked.entries);
  }
  return { member, entries };
}
