/** What the staff type to find somebody, pages without gaps, streaks put right, and what somebody has spent. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../cloudfunctions/core/calendar';
import { mendedRun } from '../../../cloudfunctions/core/checkin';
import { signIn } from '../../../cloudfunctions/core/checkin/rules';
import { type SignedDay, signedOn, streakOf } from '../../../cloudfunctions/core/checkin/streak';
import { totalsOf } from '../../../cloudfunctions/core/members/profile';
import { afterAll, recognised } from '../../../cloudfunctions/core/members/recognised';
import { candidateNumber } from '../../../cloudfunctions/core/membership/number';
import { defaultProgramme } from '../../../cloudfunctions/core/programme';
import { cursorAfter, pageOf, placeOf } from '../../../cloudfunctions/platform/pages';
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';

const TODAY = '2026-11-21' as DayKey;

describe('what was typed', () => {
  test.each([
    ['138 0013 8000', { by: 'phone', phone: '+8613800138000' }],
    ['１３８００１３８０００', { by: 'phone', phone: '+8613800138000' }],
    ['+85291234567', { by: 'phone', phone: '+85291234567' }],
    ['8000', { by: 'tail', tail: '8000' }],
    [' 小林 ', { by: 'nickname', beginning: '小林' }],
    ['80001', { by: 'nickname', beginning: '80001' }],
  ])('%s is told by its form', (text, sought) => {
    expect(recognised(text)).toEqual(sought);
  });

  test('every member number is one, and none with a wrong digit', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(11), fc.integer({ min: 1, max: 9 }), (id, place, by) => {
        const number = candidateNumber(id, 0);
        expect(recognised(number)).toEqual({ by: 'number', number });
        const digit = (Number(number[place]) + by) % 10;
        const mistyped = number.slice(0, place) + digit + number.slice(place + 1);
        expect(recognised(mistyped).by).not.toBe('number');
      }),
      { numRuns: 200 },
    );
  });

  test('every text that begins so, and no other, lies before the end of its beginnings, in bytes as in code points', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(text, text, (beginning, other) => {
        const end = afterAll(beginning);
        if (end === null) return;
        const bytes = (value: string) => Buffer.from(value);
        const within = (value: string) =>
          Buffer.compare(bytes(value), bytes(beginning)) >= 0 && Buffer.compare(bytes(value), bytes(end)) < 0;
        expect(within(beginning + other)).toBe(true);
        expect(within(other)).toBe(other.startsWith(beginning));
      }),
      { numRuns: 500 },
    );
  });
});

describe('pages', () => {
  const documents = fc.array(fc.record({ at: fc.integer({ min: 1, max: 4 }) }), { maxLength: 25 });

  test.each(['asc', 'desc'] as const)(
    'show every document once, in order, however many are alike (%s)',
    async (towards) => {
      await fc.assert(
        fc.asyncProperty(documents, fc.integer({ min: 1, max: 7 }), async (list, limit) => {
          const memory = new Memory(() => 0);
          const store = memory.plain();
          for (const [n, { at }] of list.entries())
            await store.add('approvals', { _id: `d${n}`, at } as { _id: string });
          const seen: { _id: string; at: number }[] = [];
          let cursor: string | null = null;
          do {
            const place = cursor === null ? null : placeOf(cursor, 'number');
            const page: Awaited<ReturnType<typeof pageOf<{ _id: string; at: number }>>> = await pageOf(
              store,
              'approvals',
              { where: {}, by: 'at', towards, place, limit },
            );
            expect(page.found.length).toBeLessThanOrEqual(limit);
            seen.push(...page.found);
            cursor = page.next && cursorAfter(page.next);
          } while (cursor !== null);
          expect(new Set(seen.map(({ _id }) => _id)).size).toBe(list.length);
          expect(seen).toHaveLength(list.length);
          const order = seen.map(({ at }) => at);
          expect(order).toEqual([...order].sort((a, b) => (towards === 'asc' ? a - b : b - a)));
        }),
        { numRuns: 100 },
      );
    },
  );

  test('a cursor that was never handed out leads nowhere', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const place = placeOf(text, 'number');
        expect(place === null || cursorAfter(place) === text).toBe(true);
      }),
    );
    expect(placeOf(Buffer.from('null').toString('base64url'), 'number')).toBeNull();
    expect(placeOf(Buffer.from('[1,"a",2]').toString('base64url'), 'number')).toBeNull();
    expect(placeOf(cursorAfter({ at: 'x', id: 'a' }), 'number')).toBeNull();
  });
});

describe('a streak put right', () => {
  const signed = (day: DayKey, position: number): SignedDay => ({
    ...{ day, position, points: 5 as Points, milestones: [], madeUp: false, tier: 'regular' },
  });
  const runs = fc
    .record({ length: fc.nat(20), ended: fc.nat(3) })
    .map(({ length, ended }) =>
      Array.from({ length }, (_, n) => signed(addDays(TODAY, n - length + 1 - ended), n + 1)),
    );
  const JOINED = '2026-01-01' as DayKey;

  test('has the length it was given, takes no signed day away, and pays nothing', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 4_000 }), (days, length) => {
        const mended = mendedRun(days, TODAY, JOINED, length, 'regular');
        if (!mended) {
          expect(streakOf(days, TODAY)).toBe(length);
          return;
        }
        expect(streakOf(mended, TODAY)).toBe(length);
        for (const { day, points } of days) expect(signedOn(mended, day)?.points).toBe(points);
        const paid = (list: readonly SignedDay[]) => list.reduce((sum, { points }) => sum + points, 0);
        expect(paid(mended)).toBe(paid(days));
      }),
    );
  });

  test('goes on from there with the next check-in', () => {
    const mended = mendedRun([], TODAY, JOINED, 6, 'regular') ?? [];
    const { checkIn, earning, tiers } = defaultProgramme;
    const terms = { checkIn, earning, tiers, tier: 'regular', birthday: null, coupons: new Map() };
    const next = signIn(mended, terms as never, TODAY);
    expect(next?.days.at(-1)?.position).toBe(7);
  });

  test('is nothing for who has just joined, and none is shorter than a day', () => {
    expect(mendedRun([], TODAY, TODAY, 3, 'regular')).toBeNull();
    expect(mendedRun([], TODAY, JOINED, 0, 'regular')).toBeNull();
  });
});

test('what somebody has spent is what was paid less what went back, and never less than nothing', () => {
  const fact = (kind: 'order' | 'refund' | 'checkin', amountFen: number, at = Date.UTC(2026, 10, 20)) => ({
    ...{ kind, at: at as EpochMs, result: { event: { amountFen } } },
  });
  const facts = [fact('order', 12_800), fact('order', 5_000), fact('refund', 5_000), fact('checkin', 99)];
  const shop = { programme: defaultProgramme };
  expect(totalsOf(facts, shop, true)).toEqual({
    orders: 2,
    spentFen: 12_800,
    lastOrderOn: '2026-11-20',
    complete: true,
  });
  expect(totalsOf([fact('refund', 5_000)], shop, false)).toMatchObject({ orders: 0, spentFen: 0, lastOrderOn: null });
});
