import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EJSON } from 'bson';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IndexDeclaration } from '../../../cloudfunctions/manifest/schema';
import { type LocalDatabase, openDatabase } from '../../../local/cloud/database/index';

const dir = mkdtempSync(join(tmpdir(), 'huitouke-planning-'));
let database: LocalDatabase;

const wire = (value: unknown): string => EJSON.stringify(value as object, { relaxed: false });

beforeAll(async () => {
  database = await openDatabase({ dir });
});

afterAll(async () => {
  await database.close();
  rmSync(dir, { recursive: true, force: true });
});

const INDEXES: IndexDeclaration[] = [
  { name: 'a', keys: { a: 1 } },
  { name: 'b_desc_a', keys: { b: -1, a: 1 } },
  { name: 'a_b_c', keys: { a: 1, b: -1, c: 1 } },
  { name: 'nested', keys: { 'o.k': 1, b: 1 } },
];

async function filled(name: string, rows: unknown[], indexes: IndexDeclaration[]): Promise<void> {
  await database.declare({ [name]: { acl: 'ADMINONLY', indexes } });
  if (rows.length > 0)
    await database.perform('database.insertDocument', { collectionName: name, data: rows.map(wire) }, 0);
}

async function list(name: string, query: unknown, order?: unknown, limit = 1000): Promise<unknown[]> {
  const body = {
    collectionName: name,
    queryType: 'WHERE',
    query: wire(query),
    limit,
    ...(order ? { order: wire(order) } : {}),
  };
  const { data } = (await database.perform('database.getDocument', body, 0)) as { data: { list: string[] } };
  return data.list.map((text) => EJSON.parse(text));
}

const field = fc.oneof(
  fc.constantFrom(null, 0, 1, 2, 3, -1.5, 'x', 'xy', 'y', '', true, Number.NaN),
  fc.constantFrom(new Date(0), new Date(5), { k: 1 }, { k: 2 }),
  fc.array(fc.constantFrom(0, 1, 2, 'x', null), { maxLength: 3 }),
);

const row = fc.record(
  {
    a: field,
    b: fc.oneof(fc.constantFrom(0, 1, 2, 3), fc.constantFrom(null, 'x')),
    c: fc.nat(3),
    o: fc.oneof(
      fc.constantFrom(null, 1),
      fc.record({ k: fc.nat(3) }),
      fc.array(fc.record({ k: fc.nat(3) }, { requiredKeys: [] }), { maxLength: 2 }),
    ),
  },
  { requiredKeys: [] },
);

const operand = fc.oneof(fc.constantFrom(null, 0, 1, 2, 'x', 'xy', true, new Date(5)), fc.constantFrom({ k: 1 }));

const demand = fc.oneof(
  operand,
  fc.record({ $gt: operand }),
  fc.record({ $gte: operand, $lt: operand }),
  fc.record({ $lte: operand }),
  fc.record({ $in: fc.array(operand, { maxLength: 3 }) }),
  fc.record({ $ne: operand }),
  fc.record({ $exists: fc.boolean() }),
  fc.constant(/^x/),
  fc.constant(/^xy?/),
  fc.array(fc.constantFrom(0, 1), { maxLength: 2 }),
);

const query = fc.oneof(
  fc.record({ a: demand, b: demand, c: demand, 'o.k': demand }, { requiredKeys: [] }),
  fc.record({
    $and: fc.array(fc.record({ a: demand, b: demand }, { requiredKeys: [] }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    $or: fc.array(fc.record({ a: demand, b: demand }, { requiredKeys: [] }), { minLength: 1, maxLength: 2 }),
    b: demand,
  }),
);

const order = fc.constantFrom(
  undefined,
  { a: 1 },
  { b: -1, a: 1 },
  { b: 1, a: -1 },
  { b: 1 },
  { a: 1, b: -1 },
  { c: -1 },
  { _id: -1 },
);

const withoutId = (rows: unknown[], keys: string[]): unknown[] =>
  rows.map((each) => Object.fromEntries(keys.map((key) => [key, (each as Record<string, unknown>)[key] ?? null])));

let runs = 0;

describe('planning', () => {
  test('a planned query finds what a full scan finds, in the order that was asked for', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 25 }),
        fc.array(fc.tuple(query, order), { minLength: 1, maxLength: 12 }),
        async (rows, queries) => {
          const id = ++runs;
          const documents = rows.map((each, at) => ({ _id: `d${at}`, ...each }));
          // Arrays along two paths of one index are refused, so the scan keeps to rows both collections can hold.
          const indexable = documents.filter((each) => !(Array.isArray(each.a) && Array.isArray(each.b)));
          await filled(`indexed${id}`, indexable, INDEXES);
          await filled(`scanned${id}`, indexable, []);
          for (const [asked, by] of queries) {
            const planned = await list(`indexed${id}`, asked, by);
            const scanned = await list(`scanned${id}`, asked, by);
            const ids = (found: unknown[]) => found.map((each) => (each as { _id: string })._id).sort();
            expect(ids(planned)).toEqual(ids(scanned));
            const simple =
              by &&
              Object.keys(by).every(
                (key) => !scanned.some((each) => Array.isArray((each as Record<string, unknown>)[key])),
              );
            if (simple) expect(withoutId(planned, Object.keys(by))).toEqual(withoutId(scanned, Object.keys(by)));
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  describe('among a thousand rows', () => {
    const explain = (query: unknown, rest: Record<string, unknown> = {}) =>
      database.explain('database.getDocument', { collectionName: 'ledger', query: wire(query), limit: 20, ...rest }, 0);

    beforeAll(async () => {
      const rows = Array.from({ length: 1000 }, (_, at) => ({
        _id: `m${at % 10}:k${String(at).padStart(4, '0')}`,
        memberId: `m${at % 10}`,
        seq: Math.floor(at / 10),
        tags: [`t${at % 3}`, `u${at % 7}`],
      }));
      await filled('ledger', rows, [
        { name: 'member_seq', keys: { memberId: 1, seq: -1 } },
        { name: 'tags', keys: { tags: 1 } },
      ]);
    });

    test('a page by prefix and sort reads only its own rows', () => {
      expect(explain({ memberId: 'm3' }, { order: wire({ seq: -1 }) })).toEqual({ index: 'member_seq', examined: 20 });
    });

    test('the same index serves the opposite order backwards', () => {
      expect(explain({ memberId: 'm3' }, { order: wire({ seq: 1 }) })).toEqual({ index: 'member_seq', examined: 20 });
    });

    test('a cursor in the sorted field narrows the range', () => {
      expect(explain({ memberId: 'm3', seq: { $lt: 5 } }, { order: wire({ seq: -1 }) })).toEqual({
        index: 'member_seq',
        examined: 5,
      });
    });

    test('a document is reached by its _id alone', () => {
      expect(explain({ _id: 'm3:k0003' })).toEqual({ index: '_id_', examined: 1 });
      expect(explain({ _id: { $in: ['m3:k0003', 'm4:k0004', 'none'] } })).toEqual({ index: '_id_', examined: 2 });
    });

    test('a range and a literal beginning of _id read only that stretch', () => {
      expect(explain({ _id: { $gte: 'm3:', $lt: 'm3:k0100' } })).toEqual({ index: '_id_', examined: 10 });
      expect(explain({ _id: /^m3:k00/ })).toEqual({ index: '_id_', examined: 10 });
    });

    test('$in on the first field reads each prefix', () => {
      expect(explain({ memberId: { $in: ['m1', 'm2'] }, seq: { $gte: 98 } })).toEqual({
        index: 'member_seq',
        examined: 4,
      });
    });

    test('an array is found by any of its elements, once', async () => {
      expect((await list('ledger', { tags: { $in: ['t1', 'u1'] } })).length).toBe(428);
      expect(explain({ tags: 'u1' }).index).toBe('tags');
    });

    test('without a usable index the collection is read until the page is full', () => {
      expect(explain({ seq: 50 })).toEqual({ index: '_id_', examined: 1000 });
    });
  });

  test('an index declared later is built from the rows at hand, and declaring again changes nothing', async () => {
    await filled('late', [{ _id: 1, a: 2 }, { _id: 2, a: 1 }, { _id: 3 }], []);
    const late = { late: { acl: 'ADMINONLY' as const, indexes: [{ name: 'a', keys: { a: 1 as const } }] } };
    await database.declare(late);
    await database.declare(late);
    expect(await list('late', { a: { $gt: 0 } }, { a: 1 })).toEqual([
      { _id: 2, a: 1 },
      { _id: 1, a: 2 },
    ]);
    expect(database.explain('database.getDocument', { collectionName: 'late', query: wire({ a: null }) }, 0)).toEqual({
      index: 'a',
      examined: 1,
    });
  });

  test('the name of an index is never reused for other keys', async () => {
    await filled('renamed', [], [{ name: 'i', keys: { a: 1 } }]);
    await expect(
      database.declare({ renamed: { acl: 'ADMINONLY', indexes: [{ name: 'i', keys: { b: 1 } }] } }),
    ).rejects.toThrow('never reused');
  });

  test('an index cannot become unique over rows that repeat', async () => {
    await filled(
      'twice',
      [
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
      ],
      [],
    );
    await expect(
      database.declare({ twice: { acl: 'ADMINONLY', indexes: [{ name: 'a', keys: { a: 1 }, unique: true }] } }),
    ).rejects.toThrow('cannot be unique');
  });
});
