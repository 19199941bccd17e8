import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorAfter, STRANDS_MAX, seqsOfCursor } from '../../../cloudfunctions/core/points/cursor';
import { type Told, weave } from '../../../cloudfunctions/core/points/weave';
import type { EpochMs, MonthKey } from '../../../typings/domain';

type Entry = Told & { points: number; seq: number };

const LIMIT = 4;
/** Ten instants make a month. */
const monthAt = (at: EpochMs) => `month-${Math.floor(at / 10)}` as MonthKey;

/** A member's entries as `prepare` makes them, newest first. */
function strandOf(drawn: readonly { at: number; points: number }[]): Entry[] {
  const entries: Entry[] = [];
  let month = { key: '', in: 0, out: 0 };
  let balance = 0;
  for (const { at, points } of [...drawn].sort((a, b) => a.at - b.at)) {
    const key = monthAt(at as EpochMs);
    if (month.key !== key) month = { key, in: 0, out: 0 };
    month = { key, in: month.in + Math.max(points, 0), out: month.out + Math.max(-points, 0) };
    balance += points;
    const sums = { balanceAfter: balance, monthIn: month.in, monthOut: month.out };
    entries.push({ ...sums, points, seq: entries.length + 1, at } as Entry);
  }
  return entries.reverse();
}

const strands = fc.array(
  fc.array(fc.record({ at: fc.nat(40), points: fc.integer({ min: -9, max: 9 }) }), { maxLength: 9 }).map(strandOf),
  { minLength: 1, maxLength: 4 },
);

function pageAfter(all: Entry[][], places: number[]) {
  const below = all.map((facts, strand) => facts.filter(({ seq }) => seq < (places[strand] ?? 0)).slice(0, LIMIT + 1));
  return weave(below, LIMIT, monthAt);
}

function readThrough(all: Entry[][]) {
  const seen: ReturnType<typeof pageAfter> = [];
  const places = all.map((facts) => facts.length + 1);
  for (;;) {
    const rows = pageAfter(all, places);
    for (const { fact, strand } of rows) places[strand] = fact.seq;
    seen.push(...rows);
    if (rows.length < LIMIT) return seen;
  }
}

test('page after page shows every entry of every strand once, newest first', () => {
  fc.assert(
    fc.property(strands, (all) => {
      const seen = readThrough(all);
      expect(seen).toHaveLength(all.flat().length);
      expect(new Set(seen.map(({ strand, fact }) => `${strand}:${fact.seq}`)).size).toBe(seen.length);
      const times = seen.map(({ fact }) => fact.at);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }),
  );
});

test('on every row the sums of its month and the balance are those of the rows from it down', () => {
  fc.assert(
    fc.property(strands, (all) => {
      const seen = readThrough(all);
      seen.forEach((row, index) => {
        const below = seen.slice(index).map(({ fact }) => fact);
        const month = below.filter(({ at }) => monthAt(at) === monthAt(row.fact.at));
        const add = (facts: Entry[], of: (points: number) => number) =>
          facts.reduce((sum, { points }) => sum + of(points), 0);
        expect(row).toMatchObject({
          balanceAfter: add(below, (points) => points),
          monthIn: add(month, (points) => Math.max(points, 0)),
          monthOut: add(month, (points) => Math.max(-points, 0)),
        });
      });
    }),
  );
});

test('a cursor stands for the places it was made for, anything else for none', () => {
  const place = fc.integer({ min: 1, max: 1e12 });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: STRANDS_MAX }), (places) => {
      expect(seqsOfCursor(cursorAfter(places))).toEqual(places);
    }),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 64 }), (text) => {
      const seqs = seqsOfCursor(text);
      expect(seqs === null || cursorAfter(seqs) === text).toBe(true);
    }),
  );
  for (const never of [
    `${cursorAfter([7])}=`,
    cursorAfter([0]),
    cursorAfter([]),
    cursorAfter([3, -1]),
    cursorAfter(Array(STRANDS_MAX + 1).fill(1)),
  ])
    expect(seqsOfCursor(never)).toBeNull();
});
