import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, type Collection, openBench, refusal } from './cloud-database-sdk';

let bench: Bench;
let things: Collection;
let serial = 0;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

beforeEach(async () => {
  const name = `things${++serial}`;
  await bench.database.declare({
    [name]: {
      acl: 'ADMINONLY',
      indexes: [
        { name: 'code', keys: { code: 1 }, unique: true },
        { name: 'kind_n', keys: { kind: 1, n: -1 } },
      ],
    },
  });
  things = bench.db.collection(name);
});

/** Rows without `code` would meet in the unique index: a missing field counts as null. */
const coded = (row: object, at = 0) => ({ code: `c${at}`, ...row });

describe('collections', () => {
  test('one is created once', async () => {
    await bench.db.createCollection('made');
    const again = await refusal(bench.db.createCollection('made'));
    expect(again).toMatchObject({ errCode: -1, code: 'DATABASE_COLLECTION_ALREADY_EXIST' });
    expect(again.message).toContain('Table exist');
    await bench.db.collection('made').add({ data: { a: 1 } });
    expect((await bench.db.collection('made').count()).total).toBe(1);
  });

  test('none is created by use', async () => {
    const nowhere = bench.db.collection('nowhere');
    const attempts = [
      () => nowhere.add({ data: { a: 1 } }),
      () => nowhere.get(),
      () => nowhere.count(),
      () => nowhere.where({ a: 1 }).update({ data: { a: 2 } }),
      () => nowhere.where({ a: 1 }).remove(),
      () => nowhere.doc('x').set({ data: { a: 1 } }),
    ];
    for (const attempt of attempts) expect(await refusal(attempt())).toMatchObject({ errCode: -502005 });
    expect(await refusal(nowhere.aggregate().end())).toMatchObject({
      errCode: -1,
      code: 'DATABASE_COLLECTION_NOT_EXIST',
    });
  });
});

describe('add', () => {
  test('keeps the given _id, and makes 32 hex digits where there is none', async () => {
    expect((await things.add({ data: coded({ _id: 'mine' }) }))._id).toBe('mine');
    expect((await things.add({ data: coded({ _id: 7 }, 1) }))._id).toBe(7);
    const { _id } = await things.add({ data: coded({}, 2) });
    expect(_id).toMatch(/^[0-9a-f]{32}$/);
    expect((await things.doc(7).get()).data).toEqual({ _id: 7, code: 'c1' });
  });

  test('answers many ids in order', async () => {
    const { _ids } = await things.add({ data: [coded({ _id: 'b' }), coded({ _id: 'a' }, 1)] });
    expect(_ids).toEqual(['b', 'a']);
  });

  test('a taken _id is refused in the platform words', async () => {
    await things.add({ data: coded({ _id: 'x' }) });
    const error = await refusal(things.add({ data: coded({ _id: 'x' }, 1) }));
    expect(error.errCode).toBe(-502001);
    expect(error.message).toContain('E11000 duplicate key error collection: tnt-');
    expect(error.message).toContain('index: _id_ dup key: { : "x" }');
  });

  test('a taken unique key is refused, a missing field counts as null', async () => {
    await things.add({ data: { _id: 1, code: 'same' } });
    expect((await refusal(things.add({ data: { _id: 2, code: 'same' } }))).message).toContain(
      'index: code dup key: { : "same" }',
    );
    await things.add({ data: { _id: 3 } });
    expect((await refusal(things.add({ data: { _id: 4, code: null } }))).message).toContain('dup key: { : null }');
    expect((await things.count()).total).toBe(2);
  });

  test('of many, those before the refused one stay', async () => {
    await refusal(
      things.add({ data: [coded({ _id: 1 }), coded({ _id: 2 }, 1), coded({ _id: 1 }, 2), coded({ _id: 3 }, 3)] }),
    );
    expect((await things.get()).data.map(({ _id }) => _id)).toEqual([1, 2]);
  });

  test('a key that begins with $ is refused at any depth, dots are kept', async () => {
    const { requests } = bench;
    await things.add({ data: coded({ _id: 'dots', 'key.': 1 }) });
    const body = { ...requests.at(-1), data: ['{"code":"z","a":[{"$b":{"$numberInt":"1"},"c":1}]}'] };
    await expect(bench.database.perform('database.insertDocument', body, 0)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
    expect((await things.doc('dots').get()).data['key.']).toBe(1);
  });

  test('a field named __proto__ is refused, and nothing is poisoned', async () => {
    const { database } = bench;
    const collectionName = `things${serial}`;
    const insertion = { collectionName, data: ['{"_id":"p","code":"p","__proto__":{"polluted":true}}'] };
    await expect(database.perform('database.insertDocument', insertion, 0)).rejects.toThrow(
      '__proto__ is not supported',
    );
    await things.add({ data: coded({ _id: 'q' }) });
    const change = { collectionName, query: '{"_id":"q"}', data: '{"$set":{"__proto__.polluted":true}}', merge: true };
    await expect(database.perform('database.modifyDocument', change, 0)).rejects.toThrow('__proto__ is not supported');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('every kind of value comes back', async () => {
    const sent = {
      _id: 'kinds',
      code: 'k',
      i: 1,
      big: 1_700_000_000_000,
      f: 0.5,
      s: '积分 🎫',
      t: true,
      n: null,
      d: new Date(86_400_000),
      a: [1, [2], {}],
      o: { k: {} },
      e: [],
    };
    await things.add({ data: sent });
    expect((await things.doc('kinds').get()).data).toEqual(sent);
  });

  test('server dates are one instant of the local clock, with their offsets', async () => {
    const { db, clock } = bench;
    await things.add({ data: { _id: 'dated', a: db.serverDate(), b: [{ c: db.serverDate({ offset: 60_000 }) }] } });
    const { data } = await things.doc('dated').get();
    expect(data).toEqual({ _id: 'dated', a: new Date(clock.nowMs), b: [{ c: new Date(clock.nowMs + 60_000) }] });
    expect((await things.where({ a: bench._.lte(db.serverDate()) }).count()).total).toBe(1);
    expect((await things.where({ a: bench._.gt(db.serverDate()) }).count()).total).toBe(0);
  });

  test('more than 5 MB at once is refused', async () => {
    expect(await refusal(things.add({ data: { big: 'x'.repeat(5 * 1024 * 1024) } }))).toMatchObject({
      errCode: -501007,
    });
    expect((await things.count()).total).toBe(0);
  });
});

describe('get', () => {
  beforeEach(async () => {
    const data = Array.from({ length: 250 }, (_, at) =>
      coded(
        { _id: `d${String(at).padStart(3, '0')}`, n: at, kind: at % 2 ? 'odd' : 'even', list: [at, at + 1, at + 2] },
        at,
      ),
    );
    await things.add({ data });
  });

  test('gives 100 rows unless told, at most what is told', async () => {
    expect((await things.get()).data.length).toBe(100);
    expect((await things.limit(0).get()).data.length).toBe(100);
    expect((await things.limit(7).get()).data.length).toBe(7);
    expect((await things.limit(1000).get()).data.length).toBe(250);
    const tooMany = { ...bench.requests.at(-1), limit: 1001 };
    await expect(bench.database.perform('database.getDocument', tooMany, 0)).rejects.toMatchObject({
      code: 'INVALID_PARAM',
    });
  });

  test('skips and sorts by several fields', async () => {
    const { data } = await things.orderBy('kind', 'desc').orderBy('n', 'desc').skip(1).limit(2).get();
    expect(data.map(({ n }) => n)).toEqual([247, 245]);
  });

  test('a missing document is the SDK own error', async () => {
    const error = await refusal(things.doc('none').get());
    expect(error.message).toContain('document with _id none does not exist');
  });

  test('field includes, excludes and slices', async () => {
    const { _ } = bench;
    expect((await things.doc('d001').field({ n: true }).get()).data).toEqual({ _id: 'd001', n: 1 });
    expect((await things.doc('d001').field({ n: true, _id: false }).get()).data).toEqual({ n: 1 });
    expect((await things.doc('d001').field({ list: false, code: false }).get()).data).toEqual({
      _id: 'd001',
      n: 1,
      kind: 'odd',
    });
    expect(
      (
        await things
          .doc('d001')
          .field({ list: _.project.slice(1) })
          .get()
      ).data,
    ).toEqual({ _id: 'd001', code: 'c1', n: 1, kind: 'odd', list: [1] });
    expect(
      (
        await things
          .doc('d001')
          .field({ n: 1, list: _.project.slice(-2) })
          .get()
      ).data,
    ).toEqual({ _id: 'd001', n: 1, list: [2, 3] });
  });

  test('counts with and without a query', async () => {
    expect((await things.count()).total).toBe(250);
    expect((await things.where({ kind: 'odd', n: bench._.lt(10) }).count()).total).toBe(5);
  });
});

describe('update', () => {
  beforeEach(() =>
    things.add({
      data: [coded({ _id: 'a', n: 1, o: { k: 1 } }), coded({ _id: 'b', n: 2 }, 1), coded({ _id: 'c', n: 2 }, 2)],
    }),
  );

  test('counts the documents that changed: an equal value counts 0, no match counts 0', async () => {
    const { _ } = bench;
    expect((await things.doc('a').update({ data: { n: 5 } })).stats.updated).toBe(1);
    expect((await things.doc('a').update({ data: { n: 5 } })).stats.updated).toBe(0);
    expect((await things.doc('none').update({ data: { n: 5 } })).stats.updated).toBe(0);
    expect((await things.where({ n: 2 }).update({ data: { n: _.inc(1) } })).stats.updated).toBe(2);
    expect((await things.where({ n: _.in([3, 5]) }).update({ data: { n: 3 } })).stats.updated).toBe(1);
  });

  test('multi:false changes one', async () => {
    expect((await things.where({ n: 2 }).update({ data: { n: 9 }, multi: false })).stats.updated).toBe(1);
  });

  test('nested objects merge by dotted paths, set replaces them', async () => {
    await things.doc('a').update({ data: { o: { z: 2 } } });
    expect((await things.doc('a').get()).data.o).toEqual({ k: 1, z: 2 });
    await things.doc('a').update({ data: { o: bench._.set({ only: true }) } });
    expect((await things.doc('a').get()).data.o).toEqual({ only: true });
  });

  test('a condition and its change are one', async () => {
    const { _ } = bench;
    const takes = await Promise.all(
      Array.from({ length: 20 }, () => things.where({ _id: 'a', n: _.gte(1) }).update({ data: { n: _.inc(-1) } })),
    );
    expect(takes.filter(({ stats }) => stats.updated === 1).length).toBe(1);
    expect((await things.doc('a').get()).data.n).toBe(0);
  });

  test('a change that would take a unique key is refused and leaves the document', async () => {
    expect((await refusal(things.doc('a').update({ data: { code: 'c1' } }))).message).toContain('E11000');
    expect((await things.doc('a').get()).data.code).toBe('c0');
    expect((await things.where({ code: 'c0' }).get()).data.length).toBe(1);
  });

  test('indexes follow the change', async () => {
    await things.doc('a').update({ data: { code: 'new' } });
    expect((await things.where({ code: 'c0' }).get()).data).toEqual([]);
    expect((await things.where({ code: 'new' }).get()).data.length).toBe(1);
    await things.add({ data: coded({ _id: 'd' }) });
  });

  test('without a where nothing is changed', async () => {
    expect(await refusal(things.update({ data: { n: 0 } }))).toMatchObject({ errCode: -501007 });
    expect((await things.where({ n: 0 }).count()).total).toBe(0);
  });

  test('set replaces or creates, and says which', async () => {
    expect((await things.doc('a').set({ data: { x: 1 } })).stats).toEqual({ updated: 1, created: 0 });
    expect((await things.doc('a').get()).data).toEqual({ _id: 'a', x: 1 });
    expect((await things.doc('a').set({ data: { x: 1 } })).stats).toEqual({ updated: 1, created: 0 });
    expect((await things.doc('new').set({ data: coded({}, 9) })).stats).toEqual({ updated: 0, created: 1 });
    expect(await refusal(things.doc('third').set({ data: { y: 1 } }))).toMatchObject({ errCode: -502001 });
  });

  test('updateAndReturn gives the document after the change', async () => {
    const { database, requests } = bench;
    const body = {
      collectionName: `things${serial}`,
      queryType: 'WHERE',
      query: '{"_id":"a"}',
      data: '{"$inc":{"n":{"$numberInt":"4"}}}',
    };
    const { data } = (await database.perform('database.modifyAndReturnDoc', body, 0)) as {
      data: { updated: number; doc: string };
    };
    expect(data.updated).toBe(1);
    expect(JSON.parse(data.doc)).toMatchObject({ _id: 'a', n: 5 });
    const none = await database.perform('database.modifyAndReturnDoc', { ...body, query: '{"_id":"zz"}' }, 0);
    expect(none).toEqual({ data: { updated: 0, doc: null } });
    expect(requests.length).toBeGreaterThan(0);
  });
});

describe('remove', () => {
  beforeEach(() => things.add({ data: [1, 2, 3, 4].map((n) => coded({ _id: n, kind: 'k', n }, n)) }));

  test('one, many, or one of many', async () => {
    const { _ } = bench;
    expect((await things.doc(1).remove()).stats.removed).toBe(1);
    expect((await things.doc(1).remove()).stats.removed).toBe(0);
    expect((await things.where({ n: _.gt(1) }).remove({ multi: false })).stats.removed).toBe(1);
    expect((await things.where({ kind: 'k' }).remove()).stats.removed).toBe(2);
    expect((await things.count()).total).toBe(0);
  });

  test('frees its unique keys', async () => {
    await things.doc(1).remove();
    await things.add({ data: coded({ _id: 'again' }, 1) });
    expect((await things.where({ code: 'c1' }).get()).data.length).toBe(1);
  });

  test('without a where nothing is removed', async () => {
    expect(await refusal(things.remove())).toMatchObject({ errCode: -501007 });
    expect((await things.count()).total).toBe(4);
  });
});

test('an unknown action and a malformed body are refused', async () => {
  const { database } = bench;
  await expect(database.perform('database.runCommand', {}, 0)).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  await expect(database.perform('database.getDocument', {}, 0)).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  const body = { collectionName: `things${serial}`, query: 7 };
  await expect(database.perform('database.getDocument', body, 0)).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  await expect(database.perform('database.getDocument', { ...body, query: '{' }, 0)).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
