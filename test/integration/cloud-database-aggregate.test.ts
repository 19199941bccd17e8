import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, type Collection, openBench, type Pipeline, refusal } from './cloud-database-sdk';

let bench: Bench;
let serial = 0;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

async function holding(rows: object[]): Promise<Collection> {
  const name = `rows${++serial}`;
  await bench.db.createCollection(name);
  const collection = bench.db.collection(name);
  await collection.add({ data: rows });
  return collection;
}

type Build = (start: Pipeline) => Pipeline;

const run = async (rows: Collection, build: Build) => (await build(rows.aggregate()).end()).list;

/** One expression over one row. */
async function computed(row: object, expression: unknown): Promise<unknown> {
  const rows = await holding([{ _id: 1, ...row }]);
  const [found] = await run(rows, (a) => a.project({ _id: 0, value: expression }));
  return found?.value;
}

describe('stages', () => {
  test('20 rows without a limit, with one as many as asked', async () => {
    const rows = await holding(Array.from({ length: 50 }, (_, at) => ({ _id: at, n: at % 5 })));
    expect((await run(rows, (a) => a.match({ n: 1 }).sort({ _id: 1 }))).length).toBe(10);
    expect((await run(rows, (a) => a.sort({ _id: -1 }))).length).toBe(20);
    expect((await run(rows, (a) => a.sort({ _id: -1 }).limit(45))).length).toBe(45);
    expect((await run(rows, (a) => a.sort({ _id: 1 }).skip(3).limit(2))).map(({ _id }) => _id)).toEqual([3, 4]);
  });

  test('match, sort and limit at the beginning go through an index', async () => {
    const { database, requests } = bench;
    await database.declare({ indexed: { acl: 'ADMINONLY', indexes: [{ name: 'k_n', keys: { k: 1, n: -1 } }] } });
    const rows = bench.db.collection('indexed');
    await rows.add({ data: Array.from({ length: 300 }, (_, at) => ({ _id: at, k: at % 3, n: at })) });
    const found = await run(rows, (a) => a.match({ k: 1 }).sort({ n: -1 }).limit(5));
    expect(found.map(({ n }) => n)).toEqual([298, 295, 292, 289, 286]);
    expect(database.explain('database.aggregateDocuments', requests.at(-1) as Record<string, unknown>, 0)).toEqual({
      index: 'k_n',
      examined: 5,
    });
  });

  test('group, with accumulators passing over null', async () => {
    const rows = await holding([{ k: 'a', n: 1 }, { k: 'a', n: null }, { k: 'a', n: 3 }, { n: 4 }, { k: null, n: 6 }]);
    const found = await run(rows, (a) =>
      a
        .group({
          _id: '$k',
          sum: { $sum: '$n' },
          avg: { $avg: '$n' },
          max: { $max: '$n' },
          min: { $min: '$n' },
          count: { $sum: 1 },
        })
        .sort({ _id: 1 }),
    );
    expect(found).toEqual([
      { _id: null, sum: 10, avg: 5, max: 6, min: 4, count: 2 },
      { _id: 'a', sum: 4, avg: 2, max: 3, min: 1, count: 3 },
    ]);
  });

  test('a boundary opens its bucket, empty buckets are not listed', async () => {
    const rows = await holding([0, 5, 10, 15, 99].map((n) => ({ _id: n, n })));
    const found = await run(rows, (a) =>
      a.bucket({ groupBy: '$n', boundaries: [0, 10, 20, 50], default: 'other', output: { n: { $push: '$n' } } }),
    );
    expect(found).toEqual([
      { _id: 0, n: [0, 5] },
      { _id: 10, n: [10, 15] },
      { _id: 'other', n: [99] },
    ]);
    expect(await refusal(run(rows, (a) => a.bucket({ groupBy: '$n', boundaries: [0, 10] })))).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });

  test('bucketAuto, count, sortByCount, replaceRoot, addFields, project', async () => {
    const rows = await holding([1, 2, 3, 4].map((n) => ({ _id: n, n, k: n > 1 ? 'b' : 'a', o: { x: n } })));
    expect((await run(rows, (a) => a.bucketAuto({ groupBy: '$n', buckets: 2 }))).map(({ count }) => count)).toEqual([
      2, 2,
    ]);
    expect(await run(rows, (a) => a.match({ n: bench._.gt(1) }).count('total'))).toEqual([{ total: 3 }]);
    expect(await run(rows, (a) => a.match({ n: 99 }).count('total'))).toEqual([]);
    expect(await run(rows, (a) => a.sortByCount('$k'))).toEqual([
      { _id: 'b', count: 3 },
      { _id: 'a', count: 1 },
    ]);
    expect(await run(rows, (a) => a.match({ _id: 2 }).replaceRoot({ newRoot: '$o' }))).toEqual([{ x: 2 }]);
    expect(
      await run(rows, (a) =>
        a
          .match({ _id: 2 })
          .addFields({ 'o.y': { $add: ['$n', 1] } })
          .project({ o: 1 }),
      ),
    ).toEqual([{ _id: 2, o: { x: 2, y: 3 } }]);
  });

  test('unwind keeps what it must and copies what it opens', async () => {
    const rows = await holding([
      { _id: 1, o: { l: [1, 2] }, k: 'x' },
      { _id: 2, o: { l: [] } },
      { _id: 3 },
      { _id: 4, o: { l: '' } },
    ]);
    expect(await run(rows, (a) => a.unwind('$o.l'))).toEqual([
      { _id: 1, o: { l: 1 }, k: 'x' },
      { _id: 1, o: { l: 2 }, k: 'x' },
      { _id: 4, o: { l: '' } },
    ]);
    const kept = await run(rows, (a) =>
      a.unwind({ path: '$o.l', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true }),
    );
    expect(kept.map(({ _id, at }) => [_id, at])).toEqual([
      [1, 0],
      [1, 1],
      [2, null],
      [3, null],
      [4, null],
    ]);
    expect(kept[2]).toEqual({ _id: 2, o: {}, at: null });
  });

  test('sample never gives a row twice', async () => {
    const rows = await holding([1, 2, 3, 4, 5].map((_id) => ({ _id })));
    const found = await run(rows, (a) => a.sample({ size: 4 }));
    expect(new Set(found.map(({ _id }) => _id)).size).toBe(4);
    expect((await run(rows, (a) => a.sample({ size: 40 }))).length).toBe(5);
  });

  test('lookup by equal fields, by pipeline with its own words, and through _id', async () => {
    const { db, _ } = bench;
    await db.createCollection('goods');
    await db.collection('goods').add({
      data: [
        { _id: 'g1', name: 'tea', price: 5 },
        { _id: 'g2', name: 'cup', price: 9 },
        { _id: 'g3', name: 'tea', price: 1 },
      ],
    });
    const orders = await holding([
      { _id: 1, item: 'tea', ids: ['g1', 'g2'], budget: 4 },
      { _id: 2, item: 'none', ids: [], budget: 9 },
    ]);
    const byName = await run(orders, (a) =>
      a.lookup({ from: 'goods', localField: 'item', foreignField: 'name', as: 'found' }),
    );
    expect(byName.map(({ found }) => (found as { _id: string }[]).map(({ _id }) => _id))).toEqual([['g1', 'g3'], []]);
    const byId = await run(orders, (a) =>
      a.lookup({ from: 'goods', localField: 'ids', foreignField: '_id', as: 'found' }),
    );
    expect(byId.map(({ found }) => (found as object[]).length)).toEqual([2, 0]);
    const pipeline = _.aggregate
      .pipeline()
      .match(_.expr({ $lte: ['$price', '$$budget'] }))
      .sort({ price: 1 })
      .limit(2)
      .project({ _id: 1 });
    const affordable = await run(orders, (a) =>
      a.lookup({
        from: 'goods',
        let: { budget: '$budget' },
        pipeline: pipeline.done(),
        as: 'found',
      }),
    );
    expect(affordable.map(({ found }) => found)).toEqual([[{ _id: 'g3' }], [{ _id: 'g3' }, { _id: 'g1' }]]);
    expect(
      await refusal(run(orders, (a) => a.lookup({ from: 'nowhere', localField: 'a', foreignField: 'b', as: 'c' }))),
    ).toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
  });

  test('geoNear is the first stage, nearest first, in metres', async () => {
    const { db } = bench;
    const rows = await holding([
      { _id: 'a', p: db.Geo.Point(113.3089506, 23.0968251), k: 1 },
      { _id: 'b', p: db.Geo.Point(113.2678, 23.1), k: 1 },
      { _id: 'c', p: db.Geo.Point(113.3, 23.1), k: 2 },
    ]);
    const near = db.Geo.Point(113.3089506, 23.0968251);
    const found = await run(rows, (a) =>
      a.geoNear({ near, spherical: true, distanceField: 'far.m', query: { k: 1 }, key: 'p', includeLocs: 'at' }),
    );
    expect(found.map(({ _id }) => _id)).toEqual(['a', 'b']);
    expect(found[0]).toMatchObject({ far: { m: 0 }, at: { type: 'Point', coordinates: [113.3089506, 23.0968251] } });
    expect(found[1]?.far).toEqual({ m: expect.closeTo(4228.4, 1) });
    const limited = await run(rows, (a) =>
      a.geoNear({ near, distanceField: 'd', maxDistance: 2000, limit: 1, key: 'p' }),
    );
    expect(limited.map(({ _id }) => _id)).toEqual(['a']);
    expect(await refusal(run(rows, (a) => a.match({ k: 1 }).geoNear({ near, distanceField: 'd' })))).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });

  test('project gives _id first, then the fields as the document has them, then what is computed', async () => {
    const rows = await holding([{ _id: 1, b: 2, a: { x: 1, y: 2 }, list: ['p', 'q'] }]);
    const names = async (build: Build) => Object.keys((await run(rows, build))[0] ?? {});
    expect(await names((a) => a.project({ made: { $add: ['$b', 1] }, a: 1, b: 1 }))).toEqual(['_id', 'b', 'a', 'made']);
    expect(await names((a) => a.project({ b: 1, _id: '$a.x' }))).toEqual(['_id', 'b']);
    expect(await run(rows, (a) => a.unwind('$list').project({ list: 1, _id: 0 }))).toEqual([
      { list: 'p' },
      { list: 'q' },
    ]);
    expect(await run(rows, (a) => a.project({ 'a.x': 0, list: 0 }))).toEqual([{ _id: 1, b: 2, a: { y: 2 } }]);
  });

  test('a projection of nothing and a count by a plain word are refused', async () => {
    const rows = await holding([{ _id: 1 }]);
    for (const build of [(a: Pipeline) => a.project({}), (a: Pipeline) => a.sortByCount('kind')]) {
      expect(await refusal(run(rows, build))).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
    }
  });

  test('a stage the platform does not have is refused', async () => {
    const rows = await holding([{ _id: 1 }]);
    await run(rows, (a) => a.limit(1));
    const body = { ...bench.requests.at(-1), stages: [{ stageKey: '$out', stageValue: '"x"' }] };
    await expect(bench.database.perform('database.aggregateDocuments', body, 0)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });
});

describe('expressions', () => {
  test('comparisons follow BSON order across types, arrays are wholes', async () => {
    expect(await computed({ n: 1 }, { $lt: ['$n', 'a'] })).toBe(true);
    expect(await computed({ n: 1 }, { $gt: [null, '$n'] })).toBe(false);
    expect(await computed({ n: 1 }, { $cmp: ['a', '$n'] })).toBe(1);
    expect(await computed({ l: [1, 2] }, { $eq: ['$l', 1] })).toBe(false);
    expect(await computed({ n: null }, { $eq: ['$none', '$n'] })).toBe(false);
    expect(await computed({ l: [1, 2] }, { $in: [2, '$l'] })).toBe(true);
  });

  test('text', async () => {
    const s = { s: 'a积分🎫b' };
    expect(await computed(s, { $indexOfCP: ['$s', '🎫'] })).toBe(3);
    expect(await computed(s, { $indexOfCP: ['$s', 'z'] })).toBe(-1);
    expect(await computed(s, { $indexOfCP: ['$none', 'z'] })).toBe(null);
    expect(await computed(s, { $substr: ['$s', 0, -1] })).toBe('a积分🎫b');
    expect(await computed(s, { $substrBytes: ['$s', 1, 3] })).toBe('积');
    expect(await computed(s, { $substr: ['$s', 99, 3] })).toBe('');
    expect(await computed(s, { $substrCP: ['$s', 3, 9] })).toBe('🎫b');
    expect(await computed({}, { $toUpper: '$none' })).toBe('');
    expect(await computed({ s: 'aB' }, { $concat: [{ $toUpper: '$s' }, { $toLower: '$s' }] })).toBe('ABab');
  });

  test('numbers', async () => {
    expect(await computed({ n: 2.5 }, { $round: '$n' })).toBe(2);
    expect(await computed({ n: 3.5 }, { $round: ['$n'] })).toBe(4);
    expect(await computed({ n: 1.005 }, { $round: ['$n', 2] })).toBe(1);
    expect(await computed({ n: 2.675 }, { $trunc: ['$n', 2] })).toBe(2.67);
    expect(await computed({ n: -7.8 }, { $trunc: '$n' })).toBe(-7);
    expect(await computed({ n: 1234 }, { $round: ['$n', -2] })).toBe(1200);
  });

  test('dates, in UTC and in a zone', async () => {
    const d = { d: new Date('2027-01-02T20:30:05.007Z') };
    expect(await computed(d, { $week: '$d' })).toBe(0);
    expect(await computed(d, { $isoWeek: '$d' })).toBe(53);
    expect(await computed(d, { $isoWeekYear: '$d' })).toBe(2026);
    expect(await computed(d, { $isoWeekYear: { date: '$d', timezone: 'Asia/Shanghai' } })).toBe(2026);
    expect(await computed(d, { $dayOfMonth: { date: '$d', timezone: 'Asia/Shanghai' } })).toBe(3);
    expect(await computed(d, { $hour: { date: '$d', timezone: '-05:30' } })).toBe(15);
    expect(await computed(d, { $year: '$none' })).toBe(null);
    expect(
      await computed(d, {
        $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M:%S.%L %j %u %V %G %z%%', timezone: 'Asia/Shanghai' },
      }),
    ).toBe('2027-01-03 04:30:05.007 003 7 53 2026 +0800%');
    expect(await computed(d, { $dateToString: { date: '$d' } })).toBe('2027-01-02T20:30:05.007Z');
    expect(await computed(d, { $dateToString: { date: '$none', onNull: '-' } })).toBe('-');
  });

  test('the clock of an expression is the local one', async () => {
    expect(await computed({}, '$$NOW')).toEqual(new Date(bench.clock.nowMs));
  });

  test.each<[object, unknown, unknown]>([
    [{}, { $cond: [{ $gt: ['$n', 1] }, 'many', 'few'] }, 'many'],
    [{}, { $ln: 1 }, 0],
    [{}, { $log10: '$none' }, null],
    [{}, { $log: [8, 2] }, 3],
    [{}, { $mod: ['$n', 3] }, 2],
    [{}, { $mod: ['$none', 3] }, null],
    [{ a: [3, 1, 2] }, { $slice: ['$a', -2] }, [1, 2]],
    [{ a: [3, 1, 2] }, { $slice: ['$a', -9, 2] }, [3, 1]],
    [{}, { $slice: ['$none', 1] }, null],
    [{ a: [1, 2, 2] }, { $setUnion: ['$a', [2, 3]] }, [1, 2, 3]],
    [{}, { $setUnion: ['$none', [2]] }, null],
    [
      {
        a: [
          ['p', [1, 2]],
          ['q', null],
        ],
      },
      { $arrayToObject: '$a' },
      { p: [1, 2], q: null },
    ],
    [{}, { $arrayToObject: [[['p', 1]]] }, { p: 1 }],
    [{ a: [{ k: 'p', v: 1 }] }, { $arrayToObject: '$a' }, { p: 1 }],
    [{ o: { x: 1 } }, { $mergeObjects: ['$o', null, { y: 2 }] }, { x: 1, y: 2 }],
    [{ s: '中文' }, { $indexOfBytes: ['$s', '文'] }, 3],
    [{ s: 'a(b' }, { $split: ['$s', '('] }, ['a', 'b']],
    [{ s: 'aB' }, { $strcasecmp: ['$s', 'Ab'] }, 0],
    [{}, { $strcasecmp: ['$none', 'a'] }, -1],
    [{ s: 'text' }, { $sum: '$s' }, 0],
    [{}, { $sum: ['$n', 1, 'text'] }, 6],
    [{}, { $avg: '$n' }, 5],
    [{}, { $stdDevSamp: [1] }, null],
    [{}, { $dateFromParts: { year: 2026 } }, new Date('2026-01-01T00:00:00Z')],
    [{}, { $dateFromParts: { year: 2026, month: 14, day: 0 } }, new Date('2027-01-31T00:00:00Z')],
    [{}, { $dateFromParts: { isoWeekYear: 2020, isoWeek: 1 } }, new Date('2019-12-30T00:00:00Z')],
    [{}, { $dateFromParts: { year: 2026, day: '$none' } }, null],
    [{}, { $dateFromParts: { year: 2026, hour: 8, timezone: 'Asia/Shanghai' } }, new Date('2026-01-01T00:00:00Z')],
    [{}, { $dateFromString: { dateString: '2026-05-01' } }, new Date('2026-05-01T00:00:00Z')],
    [{}, { $dateFromString: { dateString: '2026-05-01T08:00:00.5+08:00' } }, new Date('2026-05-01T00:00:00.500Z')],
    [{}, { $dateFromString: { dateString: '1.5.26', format: '%d.%m.%Y', onError: 'no' } }, 'no'],
    [{}, { $dateFromString: { dateString: '1.5.2026', format: '%d.%m.%Y' } }, new Date('2026-05-01T00:00:00Z')],
    [{}, { $dateFromString: { dateString: '$none', onNull: 'none' } }, 'none'],
  ])('of %j, %j is %j', async (row, expression, value) => {
    expect(await computed({ n: 5, ...row }, expression)).toEqual(value);
  });

  test.each([
    { $ln: 0 },
    { $log10: -1 },
    { $log: [8, 1] },
    { $mod: ['$n', 0] },
    { $size: '$none' },
    // biome-ignore lint/suspicious/noThenProperty: $cond names its field so
    { $cond: { if: true, then: 1 } },
    { $arrayToObject: [[1, 2]] },
    { $mergeObjects: ['$s'] },
    { $split: ['$s', ''] },
    { $slice: [[1], 0, 0] },
    { $dateFromParts: { month: 1 } },
    { $dateFromString: { dateString: '2026-02-30' } },
    { $dateFromString: { dateString: '$n' } },
    { $dateFromString: { dateString: '2026-05-01T08:00:00Z', timezone: 'Asia/Shanghai' } },
  ])('%j is refused, as MongoDB refuses it', async (expression) => {
    expect(await refusal(computed({ n: 5, s: 'text' }, expression))).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });

  test('a switch without a way out is refused', async () => {
    // biome-ignore lint/suspicious/noThenProperty: $switch names its field so
    const branches = [{ case: { $gt: ['$n', 3] }, then: 'big' }];
    expect(await computed({ n: 5 }, { $switch: { branches, default: 'small' } })).toBe('big');
    const rows = await holding([{ _id: 1 }]);
    // biome-ignore lint/suspicious/noThenProperty: $switch names its field so
    const stuck = run(rows, (a) => a.project({ v: { $switch: { branches: [{ case: false, then: 1 }] } } }));
    expect(await refusal(stuck)).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });

  test('an unknown expression is refused', async () => {
    const rows = await holding([{ _id: 1 }]);
    expect(await refusal(run(rows, (a) => a.project({ v: { $nothing: 1 } })))).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
    expect(
      await refusal(run(rows, (a) => a.project({ v: { $function: { body: 'f', args: [], lang: 'js' } } }))),
    ).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });
});
