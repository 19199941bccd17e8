/** Lists as spreadsheets open them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { exact, linesOf, yuan } from '../../../../cloudfunctions/core/exports/cell';
import { kinds } from '../../../../cloudfunctions/core/exports/kinds';
import { type Cursor, type Found, pageAfter, type Source } from '../../../../cloudfunctions/core/exports/pages';
import type { Query, Reader } from '../../../../cloudfunctions/platform/store';

const parsed = (text: string) => Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' }).data.slice(0, -1);
const DANGEROUS = [...'=+-@＝＋－＠', '\t', '\r', '\n'];

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .tuple(fc.constantFrom(...DANGEROUS, '"', ',', "'", '😀', '\u202e'), fc.string({ maxLength: 8 }))
    .map((two) => two.join('')),
);

test('any text comes back as it was, and what begins like a formula with one apostrophe before it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anything, anything), { minLength: 1, maxLength: 8 }), (rows) => {
      const back = parsed(linesOf(rows));
      const expected = rows.map((row) =>
        row.map((text) => (DANGEROUS.includes([...text][0] ?? '') ? `'${text}` : text)),
      );
      expect(back).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('numbers stay numbers, negative ones too', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -1_000_000, max: 1_000_000 }), (n, fen) => {
      expect(parsed(linesOf([[n, yuan(fen)]]))).toEqual([[String(n), String(fen / 100)]]);
    }),
  );
});

test('digits that are a name are not rounded, and what is more than digits is left alone', () => {
  expect(linesOf([[exact('100000000007'), exact('A-1')]])).toBe('100000000007\t,A-1\r\n');
});

/** A collection in memory, as the database answers: ties of one value in any order. */
function readerOf(rows: readonly Found[]): Reader & { asked: number } {
  return {
    asked: 0,
    async find<T>(_collection: string, { where, order, limit }: Query) {
      this.asked += 1;
      const [field = '_id'] = order ?? [];
      const found = rows.filter((row) => {
        const at = where.at as number | { from: number; before: number };
        const id = where._id as { gt: string } | undefined;
        const inRange =
          typeof at === 'number' ? row.at === at : Number(row.at) >= at.from && Number(row.at) < at.before;
        return inRange && (id === undefined || row._id > id.gt);
      });
      const value = (row: Found) => row[field] as number | string;
      return found.sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0)).slice(0, limit) as T[];
    },
  };
}

test('whatever shares one moment, every row stands in exactly one page, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      async (moments, limit) => {
        const rows = moments.map((at, n): Found => ({ _id: `r${(n * 37) % 101}-${n}`, at }));
        const source: Source = { collection: 'ledger', by: 'at', where: {}, before: 6, fields: [] };
        const seen: Found[] = [];
        let cursor: Cursor | null = { from: 0, after: null };
        const reader = readerOf(rows);
        while (cursor) {
          const page: { rows: Found[]; next: Cursor | null } = await pageAfter(reader, source, cursor, limit);
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          seen.push(...page.rows);
          cursor = page.next;
        }
        const order = (row: Found) => `${row.at} ${row._id}`;
        expect(seen.map(order)).toEqual(
          rows
            .filter(({ at }) => Number(at) < 6)
            .map(order)
            .sort(),
        );
      },
    ),
    { numRuns: 150 },
  );
});

test('no list has a column that is called like another, and each is explained where the shop can read it', () => {
  const told = readFileSync(join(import.meta.dirname, '../../../../docs/transfer.md'), 'utf8');
  for (const { columns } of Object.values(kinds)) {
    const list = columns(true);
    expect(new Set(list.map(({ header }) => header)).size).toBe(list.length);
    for (const { header, note } of list) expect(told).toContain(`| ${header} | ${note} |`);
  }
});

test('no list reads a code, an address, an openid or anything else that is nobody’s business', () => {
  for (const [kind, { fields, columns }] of Object.entries(kinds)) {
    for (const secret of ['code', 'address', 'journal', 'aliases', 'lastCodeStep', 'consent'])
      expect(fields, kind).not.toContain(secret);
    // Whose role has no names gets neither number nor nickname.
    expect(columns(false).map(({ header }) => header)).not.toContain('会员号');
    expect(columns(false).map(({ header }) => header)).not.toContain('昵称');
  }
});
