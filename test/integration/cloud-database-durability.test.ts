import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalDatabase, openDatabase } from '../../local/cloud/database/index';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'huitouke-durable-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

const COLLECTIONS = {
  rows: {
    acl: 'ADMINONLY' as const,
    indexes: [
      { name: 'k', keys: { k: 1 as const } },
      { name: 'n_k', keys: { n: -1 as const, k: 1 as const } },
    ],
  },
};

const insert = (database: LocalDatabase, row: object) =>
  database.perform('database.insertDocument', { collectionName: 'rows', data: [JSON.stringify(row)] }, 0);

const where = (query: object) => ({ collectionName: 'rows', queryType: 'WHERE', query: JSON.stringify(query) });

async function list(database: LocalDatabase, query: object, order?: object): Promise<Record<string, unknown>[]> {
  const body = { ...where(query), limit: 1000, ...(order ? { order: JSON.stringify(order) } : {}) };
  const { data } = (await database.perform('database.getDocument', body, 0)) as { data: { list: string[] } };
  return data.list.map((text) => JSON.parse(text) as Record<string, unknown>);
}

/** Writes rows and increments, and says each one it was answered. */
const WRITER = `
  import { openDatabase } from './local/cloud/database/index.ts';
  const database = await openDatabase({ dir: process.argv[1] });
  await database.declare(${JSON.stringify(COLLECTIONS)});
  await database.perform('database.insertDocument', { collectionName: 'rows', data: ['{"_id":"sum","n":0}'] }, 0);
  const one = async (worker) => {
    for (let at = 0; ; at++) {
      const _id = worker + ':' + at;
      await database.perform('database.insertDocument', { collectionName: 'rows', data: [JSON.stringify({ _id, k: worker, n: at })] }, 0);
      process.stdout.write(_id + '\\n');
      await database.perform('database.modifyDocument', { collectionName: 'rows', queryType: 'WHERE', query: '{"_id":"sum"}', multi: true, merge: true, data: '{"$inc":{"n":1}}' }, 0);
      process.stdout.write('sum\\n');
    }
  };
  await Promise.all([0, 1, 2, 3].map(one));
`;

/** Kills the writer without warning after so many acknowledgements, and gives all that were read. */
async function acknowledgedBeforeKill(atLeast: number): Promise<string[]> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', WRITER, dir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines: string[] = [];
  if (!child.stdout) throw new Error('no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === atLeast) child.kill('SIGKILL');
  }
  return lines;
}

describe('durability', () => {
  test('every acknowledged write is there after kill -9', async () => {
    const acknowledged = await acknowledgedBeforeKill(400);
    expect(acknowledged.length).toBeGreaterThanOrEqual(400);
    const database = await openDatabase({ dir });
    const rows = await list(database, { k: { $exists: true } }, { k: 1, n: 1 });
    const present = new Set(rows.map(({ _id }) => _id));
    const inserted = acknowledged.filter((line) => line !== 'sum');
    expect(inserted.filter((id) => !present.has(id))).toEqual([]);
    const [sum] = await list(database, { _id: 'sum' });
    expect(sum?.n).toBeGreaterThanOrEqual(acknowledged.length - inserted.length);
    // What the indexes hold is what the documents hold.
    for (const k of [0, 1, 2, 3]) {
      const byIndex = await list(database, { k });
      expect(byIndex.length).toBe(rows.filter((row) => row.k === k).length);
    }
    await database.close();
  });

  test('a random history is the same after opening again, in documents and in indexes', {
    timeout: 120_000,
  }, async () => {
    const id = fc.nat(12);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('insert' as const), _id: id, k: fc.nat(3), n: fc.nat(5) }),
      fc.record({ kind: fc.constant('inc' as const), k: fc.nat(3), n: fc.integer({ min: -2, max: 2 }), _id: id }),
      fc.record({ kind: fc.constant('move' as const), _id: id, k: fc.nat(3), n: fc.nat(5) }),
      fc.record({ kind: fc.constant('remove' as const), _id: id, k: fc.nat(3), n: fc.nat(5) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (history) => {
        const own = mkdtempSync(join(dir, 'history-'));
        const model = new Map<number, { _id: number; k: number; n: number }>();
        const database = await openDatabase({ dir: own });
        await database.declare(COLLECTIONS);
        for (const { kind, _id, k, n } of history) {
          if (kind === 'insert') {
            const attempt = insert(database, { _id, k, n });
            if (model.has(_id)) await expect(attempt).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
            else await attempt;
            if (!model.has(_id)) model.set(_id, { _id, k, n });
          } else if (kind === 'remove') {
            await database.perform('database.removeDocument', { ...where({ _id }), multi: true }, 0);
            model.delete(_id);
          } else {
            const query = kind === 'inc' ? { k } : { _id };
            const data = JSON.stringify(kind === 'inc' ? { $inc: { n } } : { $set: { k, n } });
            await database.perform('database.modifyDocument', { ...where(query), data, multi: true, merge: true }, 0);
            for (const row of model.values()) {
              if (kind === 'inc' && row.k === k) row.n += n;
              if (kind === 'move' && row._id === _id) Object.assign(row, { k, n });
            }
          }
        }
        await database.close();
        const again = await openDatabase({ dir: own });
        await again.declare(COLLECTIONS);
        const expected = [...model.values()].sort((a, b) => a._id - b._id);
        expect(await list(again, {}, { _id: 1 })).toEqual(expected);
        for (const k of [0, 1, 2, 3]) {
          expect(await list(again, { k })).toEqual(expected.filter((row) => row.k === k));
        }
        const sorted = [...expected].sort((a, b) => b.n - a.n || a.k - b.k || a._id - b._id);
        expect(await list(again, {}, { n: -1, k: 1 })).toEqual(sorted);
        await again.close();
      }),
      { numRuns: 25 },
    );
  });

  test('concurrent conditional increments never lose one', async () => {
    const database = await openDatabase({ dir });
    await database.declare(COLLECTIONS);
    await insert(database, { _id: 'c', n: 0, rev: 0 });
    let lost = 0;
    const worker = async () => {
      for (let done = 0; done < 25; ) {
        const [row] = await list(database, { _id: 'c' });
        const body = {
          ...where({ _id: 'c', rev: row?.rev }),
          data: '{"$inc":{"n":1,"rev":1}}',
          merge: true,
          multi: true,
        };
        const { data } = (await database.perform('database.modifyDocument', body, 0)) as { data: { updated: number } };
        if (data.updated === 1) done++;
        else lost++;
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    const [row] = await list(database, { _id: 'c' });
    expect(row).toEqual({ _id: 'c', n: 200, rev: 200 });
    expect(lost).toBeGreaterThan(0);
    await database.close();
  });

  test('stock is never sold twice', async () => {
    const database = await openDatabase({ dir });
    await database.declare(COLLECTIONS);
    await insert(database, { _id: 's', left: 30 });
    const take = () =>
      database.perform(
        'database.modifyDocument',
        { ...where({ _id: 's', left: { $gte: 1 } }), data: '{"$inc":{"left":-1}}', merge: true, multi: true },
        0,
      );
    const answers = (await Promise.all(Array.from({ length: 100 }, take))) as { data: { updated: number } }[];
    expect(answers.filter(({ data }) => data.updated === 1).length).toBe(30);
    expect((await list(database, { _id: 's' }))[0]?.left).toBe(0);
    await database.close();
  });
});
