import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claw, restore, rewindow } from '../../../cloudfunctions/core/account/claw';
import { FAR_DAY } from '../../../cloudfunctions/core/account/clockwork';
import { debtOf, debtPaid } from '../../../cloudfunctions/core/account/debt';
import { balanceOf, expire, expired, gain, pending, spend, spendable } from '../../../cloudfunctions/core/account/lots';
import { endingByMonth, pendingByDay } from '../../../cloudfunctions/core/account/outlook';
import { isSame, type Lot, type Moved, type Window } from '../../../cloudfunctions/core/account/window';
import { addDays, addMonths, lastDayOf, monthOf } from '../../../cloudfunctions/core/calendar';
import type { DayKey, Points } from '../../../typings/domain';

const START = '2026-01-15' as DayKey;
const points = (n: number) => n as Points;

const act = fc.record({
  kind: fc.constantFrom('gain', 'gain', 'spend', 'expire', 'claw', 'debt', 'restore', 'rewindow'),
  points: fc.integer({ min: 1, max: 300 }),
  wait: fc.integer({ min: 0, max: 40 }),
  delay: fc.constantFrom(0, 0, 7, 20, -1),
  which: fc.nat({ max: 9 }),
});
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
const lives = fc.array(act, { maxLength: 40 });

/** What stood there before an act, what the act was told, and what it did. */
interface Seen {
  before: Lot[];
  today: DayKey;
  act: Act;
  moved: Moved | null;
}

/** A life of everything that can happen to lots; calls `look` after each act. Windows that were given are remembered. */
function live(acts: readonly Act[], look: (seen: Seen) => void): void {
  let lots: Lot[] = [];
  let today = START;
  const given: Window[] = [];
  const spent: Lot[][] = [];
  for (const each of acts) {
    today = addDays(today, each.wait);
    const until = lastDayOf(addMonths(monthOf(today), (each.which % 3) + 1));
    const window: Window = { from: each.delay < 0 ? FAR_DAY : addDays(today, each.delay), until };
    const own = given[each.which % Math.max(given.length, 1)] ?? window;
    const acted = (): Moved | null => {
      switch (each.kind) {
        case 'gain':
          given.push(window);
          return gain(lots, { ...window, points: points(each.points) }, today);
        case 'spend':
          return spend(lots, points(each.points), today);
        case 'expire':
          return expire(lots, today);
        case 'claw':
          return claw(lots, points(each.points), [own], today, 'waive');
        case 'debt':
          return claw(lots, points(each.points), [own], today, 'debt');
        case 'restore':
          return restore(lots, spent.shift() ?? [], today);
        default:
          return rewindow(lots, own, { ...own, from: today }, points(each.points), today);
      }
    };
    const moved = acted();
    if (moved && each.kind === 'spend') spent.push(moved.moves);
    look({ before: lots, today, act: each, moved });
    lots = moved?.lots ?? lots;
  }
}

test('the moves of an act are the change of the balance, and the lots are what its moves made of them', () => {
  fc.assert(
    fc.property(lives, (acts) => {
      live(acts, ({ before, today, moved }) => {
        if (!moved) return;
        expect(balanceOf(moved.lots)).toBe(balanceOf(before) + balanceOf(moved.moves));
        const windows = (lots: readonly Lot[]) => [
          ...new Set(lots.map(({ from, until }) => `${from !== null && from <= today ? null : from} ${until}`)),
        ];
        for (const name of windows([...before, ...moved.lots, ...moved.moves])) {
          const within = (lots: readonly Lot[]) => balanceOf(lots.filter((lot) => windows([lot]).includes(name)));
          expect(within(moved.lots)).toBe(within(before) + within(moved.moves));
        }
      });
    }),
  );
});

test('what is spendable, pending and expired, less what is owed, adds up to the balance; only a debt is negative', () => {
  fc.assert(
    fc.property(lives, (acts) => {
      live(acts, ({ today, moved, before }) => {
        const lots = moved?.lots ?? before;
        const sum = spendable(lots, today) + pending(lots, today) + expired(lots, today) - debtOf(lots, today);
        expect(sum).toBe(balanceOf(lots));
        for (const lot of lots) {
          expect(lot.points).not.toBe(0);
          if (lot.points < 0) expect(lot).toMatchObject({ from: null, until: FAR_DAY });
        }
        if (debtOf(lots, today) > 0) expect([spendable(lots, today), expired(lots, today)]).toEqual([0, 0]);
      });
    }),
  );
});

test('a refund never takes more than its order gave: what it takes, waives and leaves owed is exactly that', () => {
  fc.assert(
    fc.property(lives, fc.nat({ max: 500 }), (acts, asked) => {
      live(acts, ({ before, today, act: { which } }) => {
        const own = before.filter((_, i) => i === which % Math.max(before.length, 1));
        for (const shortfall of ['waive', 'debt'] as const) {
          const { lots, moves, waived, owed } = claw(before, points(asked), own, today, shortfall);
          expect(-balanceOf(moves) + waived).toBe(asked);
          expect(shortfall === 'waive' ? owed : waived).toBe(0);
          if (waived > 0) expect([spendable(lots, today), pending(lots, today)]).toEqual([0, 0]);
        }
      });
    }),
  );
});

test('a window whose points have just paid a debt has none left to move', () => {
  const today = '2026-03-01' as DayKey;
  const waited: Window = { from: FAR_DAY, until: '2026-02-28' as DayKey };
  const debt: Lot = { from: null, until: FAR_DAY, points: points(-1) };
  const { lots, moves } = rewindow(
    [{ ...waited, points: points(1) }, debt],
    waited,
    { ...waited, from: today },
    points(1),
    today,
  );
  expect([lots, balanceOf(moves)]).toEqual([[], 0]);
});

test('a refund takes from its own windows, then from what waits, latest first, then from what ends first', () => {
  const today = '2026-11-21' as DayKey;
  const lot = (from: string | null, until: string, n: number): Lot => ({
    from: from as DayKey | null,
    until: until as DayKey,
    points: points(n),
  });
  const own = lot('2026-11-25', '2027-11-30', 10);
  const lots = [
    lot(null, '2026-12-31', 10),
    lot(null, '2027-11-30', 10),
    own,
    lot('2026-11-28', '2027-11-30', 10),
    lot('2026-12-05', '2027-11-30', 10),
  ];
  const taken = (n: number) =>
    claw(lots, points(n), [own], today, 'waive')
      .moves.map((move) => `${move.from} ${move.until} ${move.points}`)
      .sort();
  expect(taken(10)).toEqual(['2026-11-25 2027-11-30 -10']);
  expect(taken(15)).toEqual(['2026-11-25 2027-11-30 -10', '2026-12-05 2027-11-30 -5']);
  expect(taken(35)).toEqual([
    '2026-11-25 2027-11-30 -10',
    '2026-11-28 2027-11-30 -10',
    '2026-12-05 2027-11-30 -10',
    'null 2026-12-31 -5',
  ]);
  expect(claw(lots, points(60), [own], today, 'waive')).toMatchObject({ lots: [], waived: 10, owed: 0 });
  const indebted = claw(lots, points(60), [own], today, 'debt');
  expect(indebted).toMatchObject({ lots: [lot(null, FAR_DAY, -10)], waived: 0, owed: 10 });
  expect(debtOf(indebted.lots, today)).toBe(10);
});

test('the next points pay a debt off first, and the moves say so', () => {
  const today = '2026-11-21' as DayKey;
  const debt: Lot[] = [{ from: null, until: FAR_DAY, points: points(-30) }];
  const until = '2027-11-30' as DayKey;
  const gained = gain(debt, { from: null, until, points: points(100) }, today);
  expect(gained.lots).toEqual([{ from: null, until, points: 70 }]);
  expect(balanceOf(gained.moves)).toBe(100);
  expect(debtPaid(gained.moves)).toBe(30);
  // A waiting point pays nothing until its day has come.
  const waiting = gain(debt, { from: '2026-11-28' as DayKey, until, points: points(100) }, today);
  expect([debtOf(waiting.lots, today), pending(waiting.lots, today), debtPaid(waiting.moves)]).toEqual([30, 100, 0]);
  const later = '2026-11-28' as DayKey;
  expect([debtOf(waiting.lots, later), spendable(waiting.lots, later)]).toEqual([0, 70]);
  expect(endingByMonth(waiting.lots, later)).toEqual([{ points: 70, lastDay: until }]);
  const spent = spend(waiting.lots, points(70), later);
  expect(spent && [balanceOf(spent.moves), spent.lots]).toEqual([-70, []]);
});

test('points that have ended pay a debt before they expire', () => {
  const today = '2026-12-01' as DayKey;
  const lots: Lot[] = [
    { from: null, until: '2026-11-30' as DayKey, points: points(50) },
    { from: null, until: FAR_DAY, points: points(-20) },
  ];
  const ended = expire(lots, today);
  expect([balanceOf(ended.moves), ended.lots]).toEqual([-30, []]);
});

test('what is restored goes to the lots it came from, ended ones too, and restoring a debit leaves no trace of it', () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 1, max: 300 }), (acts, asked) => {
      live(acts, ({ before, today }) => {
        const spent = spend(before, points(asked), today);
        if (!spent) return;
        const back = restore(spent.lots, spent.moves, today);
        const { lots } = restore(before, [], today);
        expect(back.lots).toEqual(lots);
        const later = addDays(today, 200);
        expect(balanceOf(restore(expire(spent.lots, later).lots, spent.moves, later).moves)).toBe(asked);
      });
    }),
  );
});

test('moving a window makes and loses no point, and moves no more than is there', () => {
  fc.assert(
    fc.property(lives, fc.nat({ max: 500 }), (acts, asked) => {
      live(acts, ({ before, today, act: { which } }) => {
        const from = before[which % Math.max(before.length, 1)];
        if (!from || from.points < 0) return;
        const to: Window = { from: today, until: from.until };
        const moved = rewindow(before, from, to, points(asked), today);
        expect(balanceOf(moved.moves)).toBe(0);
        expect(balanceOf(moved.lots)).toBe(balanceOf(before));
        if (isSame(from, to, today)) expect(moved.lots).toEqual(restore(before, [], today).lots);
        else expect(pending(before, today) - pending(moved.lots, today)).toBeLessThanOrEqual(asked);
      });
    }),
  );
});

test('debits take the earliest ending lot first, and a pending point is never spent, also with a debt', () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 1, max: 300 }), (acts, asked) => {
      live(acts, ({ before, today }) => {
        const spent = spend(before, points(asked), today);
        expect(spent === null).toBe(spendable(before, today) < asked);
        if (!spent) return;
        expect(balanceOf(spent.moves)).toBe(-asked);
        expect(pending(spent.lots, today)).toBe(pending(before, today));
        const last = spent.moves.filter((move) => move.points < 0).at(-1)?.until ?? '';
        const open = spent.lots.filter((lot) => lot.from === null && lot.until >= today && lot.points > 0);
        for (const lot of open) expect(lot.until >= last).toBe(true);
      });
    }),
  );
});

test('waiting points are told by the day on which they begin, and by none while it is not known', () => {
  const today = '2026-11-21' as DayKey;
  const until = '2027-11-30' as DayKey;
  const lots = [
    { from: FAR_DAY, until, points: points(5) },
    { from: '2026-11-28' as DayKey, until, points: points(3) },
    { from: '2026-11-28' as DayKey, until: '2027-12-31' as DayKey, points: points(4) },
    { from: null, until, points: points(9) },
  ];
  expect(pendingByDay(lots, today)).toEqual([
    { points: 7, from: '2026-11-28' },
    { points: 5, from: null },
  ]);
});

test('a debt is paid by what has begun since, before what comes now', () => {
  const [today, until] = ['2027-02-19', '2027-06-30'] as DayKey[] as [DayKey, DayKey];
  const lots: Lot[] = [
    { from: '2027-01-05' as DayKey, until, points: points(1998) },
    { from: null, until: FAR_DAY, points: points(-174) },
  ];
  const moved = gain(lots, { from: null, until: '2027-03-31' as DayKey, points: points(2) }, today);
  expect(moved.lots).toEqual([
    { from: null, until: '2027-03-31', points: 2 },
    { from: null, until, points: 1824 },
  ]);
});
