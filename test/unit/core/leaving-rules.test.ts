import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceOf, FAR_DAY, type Lot, prepare } from '../../../cloudfunctions/core/account';
import { erasureBirth } from '../../../cloudfunctions/core/leaving/erasure';
import {
  asked,
  CLOSING_DAYS,
  closed,
  closingFrom,
  closingOf,
  putOff,
  stayed,
} from '../../../cloudfunctions/core/leaving/rules';
import { columnOf, isClosing, measuresOf } from '../../../cloudfunctions/core/reports/measures';
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import { member, NOON, stamp } from '../../faults/simulation/world';

const DAY = 86_400_000;
const day = (text: string) => text as DayKey;

const windows = [
  { from: null, until: day('2026-11-30') },
  { from: null, until: day('2027-11-30') },
  { from: day('2026-12-03'), until: day('2027-11-30') },
  { from: FAR_DAY, until: day('2027-11-30') },
  { from: null, until: FAR_DAY },
];
const lots = fc
  .tuple(...windows.map(() => fc.integer({ min: 0, max: 5_000 })), fc.integer({ min: 0, max: 400 }))
  .map((points): Lot[] => {
    const owed = points.at(-1) ?? 0;
    const all = windows.map((window, n) => ({ ...window, points: points[n] as Points }));
    // A debt stands in the lot that never ends.
    const last = all.at(-1) as Lot;
    last.points = (last.points > 0 ? last.points : 0 - owed) as Points;
    return all.filter((lot) => lot.points !== 0);
  });

const having = (own: Lot[]) => ({ ...member('m'), lots: own, balance: balanceOf(own) });

test('closing leaves no lot, whatever was in them, and says what was given up and what was waived', () => {
  fc.assert(
    fc.property(lots, (own) => {
      const before = having(own);
      const { after, entries } = prepare(before, closed(before, erasureBirth(before, NOON)), stamp);
      const [entry] = entries;
      expect(after).toMatchObject({ state: 'closed', openid: null, balance: 0, lots: [], closing: null, tags: [] });
      expect(after.profile).toEqual({ nickname: null, avatar: null, unchecked: false });
      expect(entry?.points).toBe(0 - before.balance);
      const told = (entry?.because ?? []).reduce((sum, { code, args }) => {
        return sum + (code === 'closing.waived' ? 1 : -1) * Number(args.points);
      }, 0);
      expect(told).toBe(entry?.points);
      expect(entry?.because.map(({ code }) => code)).not.toContain('debt.paid');
      expect(entry?.births.map(({ collection }) => collection)).toEqual(['erasures']);
    }),
  );
});

test('what is given up stands in one column of the sums, and the member is gone in them', () => {
  fc.assert(
    fc.property(lots, (own) => {
      const before = having(own);
      const { entries } = prepare(before, closed(before, erasureBirth(before, NOON)), stamp);
      const row = { ...entries[0], _id: 'm:closed', memberId: 'm' } as Parameters<typeof measuresOf>[0];
      expect(isClosing(row)).toBe(true);
      expect(columnOf(row.kind, row.points)).toBe('expired');
      const { gone, expired = 0, ...others } = measuresOf(row);
      expect([gone, expired]).toEqual([1, before.balance]);
      expect(Object.keys(others).filter((name) => !name.startsWith('expired_'))).toEqual(['entries']);
    }),
  );
});

test('asking and staying move no points, and waiting takes a week', () => {
  const own: Lot[] = [{ from: null, until: day('2027-11-30'), points: 70 as Points }];
  const before = having(own);
  const closing = closingFrom(NOON);
  expect(closing.until - NOON).toBe(CLOSING_DAYS * DAY);
  const waiting = prepare(before, asked('m', '1-a', closing, day('2026-11-28')), stamp);
  expect(waiting.after).toMatchObject({ balance: 70, state: 'active', openid: before.openid });
  expect(closingOf(waiting.after)).toEqual(closing);
  const back = prepare(waiting.after, stayed('m', '2-b', NOON), stamp);
  expect([closingOf(back.after), back.after.balance]).toEqual([null, 70]);
  expect([...waiting.entries, ...back.entries].map(({ points, kind }) => [points, kind])).toEqual([
    [0, 'state'],
    [0, 'state'],
  ]);
});

test('who has never asked waits for nothing, and an end that is put off is a day later', () => {
  expect(closingOf(member('m'))).toBeNull();
  const later = (NOON + 9 * DAY) as EpochMs;
  expect(putOff(closingFrom(NOON), later)).toEqual({ at: NOON, until: later + DAY });
});

test('all pictures that are known are erased, the one of now and those of before', () => {
  const profile = { nickname: '小满', avatar: 'cloud://e.b/avatars/1/c.png', unchecked: false, former: ['a', 'b'] };
  expect(erasureBirth({ _id: 'm', profile }, NOON).document).toMatchObject({
    _id: 'm',
    files: ['a', 'b', 'cloud://e.b/avatars/1/c.png'],
  });
});
