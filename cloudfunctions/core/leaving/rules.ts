/**
 * Leaving the shop. Whoever asks is closed after a waiting time, in which everything goes on and they may stay after all.
 *
 * Laws: asking and staying move no points. Closing leaves no lot, whatever was in them, so the balance is 0; what was owed is
 * waived. A closed account is nobody's, and nothing of the person is left on it but the number.
 */
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import {
  type Birth,
  balanceOf,
  CLOSED_KEY,
  type Closing,
  type Draft,
  type Lot,
  type Member,
  type Posting,
  printOf,
} from '../account';
import { noticeBirth } from '../messaging';

/** Between asking and the end. */
export const CLOSING_DAYS = 7;
const DAY_MS = 86_400_000;

export function closingOf({ closing }: Pick<Member, 'closing'>): Closing | null {
  return closing ?? null;
}

export function closingFrom(now: EpochMs): Closing {
  return { at: now, until: (now + CLOSING_DAYS * DAY_MS) as EpochMs };
}

/** The same end a day later: something is in the way that was not there when it was asked. */
export function putOff({ at }: Closing, now: EpochMs): Closing {
  return { at, until: (now + DAY_MS) as EpochMs };
}

/** Of asking and staying: what is asked says nothing but that. */
export function printOfWish(wish: 'asked' | 'stayed'): string {
  return printOf(`closing.${wish}`, {});
}

/** @param day on which it ends: told to the member, at home too, for as long as they have not looked */
export function asked(memberId: string, key: string, closing: Closing, day: DayKey): Posting {
  const because = [{ code: 'closing.asked', args: { until: day }, result: 0 }];
  const told = noticeBirth(memberId, key, 'closing', { until: day }, closing.at);
  return { change: { closing }, drafts: [wished(key, 'asked', because, told)] };
}

export function stayed(memberId: string, key: string, now: EpochMs): Posting {
  const because = [{ code: 'closing.stayed', args: {}, result: 0 }];
  const told = noticeBirth(memberId, key, 'closing', { until: '' }, now);
  return { change: { closing: null }, drafts: [wished(key, 'stayed', because, told)] };
}

function wished(key: string, wish: 'asked' | 'stayed', because: Draft['because'], told: Birth): Draft {
  return { key, kind: 'state', ref: null, moves: [], because, print: printOfWish(wish), result: {}, births: [told] };
}

export const CLOSED_PRINT = printOf('closing.done', {});

/** The account's last entry: the points go, the person goes, and what is to be erased is written down with it. */
export function closed({ lots }: Pick<Member, 'lots'>, erasure: Birth): Posting {
  const [lost, owed] = [points(lots.filter((lot) => lot.points > 0)), 0 - points(lots.filter((lot) => lot.points < 0))];
  const done = { code: 'closing.done', args: { points: lost }, result: 0 - lost };
  const waived = { code: 'closing.waived', args: { points: owed }, result: owed - lost };
  const draft: Draft = {
    key: CLOSED_KEY,
    kind: 'state',
    ref: null,
    moves: lots.map((lot): Lot => ({ ...lot, points: (0 - lot.points) as Points })),
    because: owed > 0 ? [done, waived] : [done],
    print: CLOSED_PRINT,
    result: {},
    births: [erasure],
  };
  const change: Posting['change'] = {
    state: 'closed',
    closing: null,
    lots: [],
    rights: [],
    profile: { nickname: null, avatar: null, unchecked: false },
    nameCheck: null,
    birthday: null,
    phoneBound: false,
  };
  return { change, drafts: [draft], leaves: true };
}

function points(lots: readonly Lot[]): number {
  return balanceOf(lots);
}
