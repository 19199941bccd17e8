import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, type Collection, openBench, refusal } from './cloud-database-sdk';

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

const ids = async (query: { get(): Promise<{ data: { _id?: unknown }[] }> }): Promise<unknown[]> =>
  (await query.get()).data.map(({ _id }) => _id);

describe('queries', () => {
  test('comparisons look only at values of their own type', async () => {
    const { _ } = bench;
    const rows = await holding([
      { _id: 1, v: 1 },
      { _id: 2, v: 5 },
      { _id: 3, v: '5' },
      { _id: 4, v: null },
      { _id: 5 },
      { _id: 6, v: true },
    ]);
    expect(await ids(rows.where({ v: _.gt(1) }))).toEqual([2]);
    expect(await ids(rows.where({ v: _.gte(1).and(_.lt(5)) }))).toEqual([1]);
    expect(await ids(rows.where({ v: _.lte('5') }))).toEqual([3]);
    expect(await ids(rows.where({ v: _.eq(5) }))).toEqual([2]);
    expect(await ids(rows.where({ v: _.neq(5) }))).toEqual([1, 3, 4, 5, 6]);
    expect(await ids(rows.where({ v: _.in([1, '5']) }))).toEqual([1, 3]);
    expect(await ids(rows.where({ v: _.nin([1, '5', null]) }))).toEqual([2, 6]);
    expect(await ids(rows.where({ v: _.lt(1).or(_.eq(true)) }))).toEqual([6]);
    expect(await ids(rows.where({ v: _.not(_.gt(1)) }))).toEqual([1, 3, 4, 5, 6]);
  });

  test('null equals a missing field, also in $gte', async () => {
    const { _ } = bench;
    const rows = await holding([
      { _id: 1, v: null },
      { _id: 2 },
      { _id: 3, v: 0 },
      { _id: 4, v: [null] },
      { _id: 5, v: [] },
    ]);
    expect(await ids(rows.where({ v: null }))).toEqual([1, 2, 4]);
    expect(await ids(rows.where({ v: _.gte(null) }))).toEqual([1, 2, 4]);
    expect(await ids(rows.where({ v: _.exists(false) }))).toEqual([2]);
    expect(await ids(rows.where({ v: _.exists(true) }))).toEqual([1, 3, 4, 5]);
  });

  test('and, or and nor of whole queries', async () => {
    const { _ } = bench;
    const rows = await holding([
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
      { _id: 3, a: 2, b: 2 },
    ]);
    expect(await ids(rows.where(_.or([{ a: 2 }, { b: 1 }])))).toEqual([1, 3]);
    expect(await ids(rows.where(_.and([{ a: 1 }, { b: _.gt(1) }])))).toEqual([2]);
    expect(await ids(rows.where(_.nor([{ a: 2 }, { b: 1 }])))).toEqual([2]);
  });

  test('arrays are met by an element, by the whole, by size and by all', async () => {
    const { _ } = bench;
    const rows = await holding([
      { _id: 1, v: [1, 2, 3] },
      { _id: 2, v: [3] },
      { _id: 3, v: [[1, 2, 3]] },
      { _id: 4, v: 3 },
      { _id: 5, v: [0, 9] },
    ]);
    expect(await ids(rows.where({ v: 3 }))).toEqual([1, 2, 4]);
    expect(await ids(rows.where({ v: [1, 2, 3] }))).toEqual([1, 3]);
    expect(await ids(rows.where({ v: _.size(1) }))).toEqual([2, 3]);
    expect(await ids(rows.where({ v: _.all([3, 1]) }))).toEqual([1]);
    // Each demand may be met by another element; elemMatch wants one element to meet both.
    expect(await ids(rows.where({ v: _.gt(1).and(_.lt(3)) }))).toEqual([1, 5]);
    expect(await ids(rows.where({ v: _.elemMatch({ $gt: 1, $lt: 3 }) }))).toEqual([1]);
  });

  test('elemMatch of fields wants documents, not scalars', async () => {
    const { _ } = bench;
    const rows = await holding([
      { _id: 1, v: [{ a: 1, b: 5 }] },
      { _id: 2, v: [{ a: 1 }, { b: 5 }] },
      { _id: 3, v: [1, 5] },
      { _id: 4, v: { a: 1, b: 5 } },
    ]);
    expect(await ids(rows.where({ v: _.elemMatch({ a: 1, b: _.gt(1) }) }))).toEqual([1]);
    expect(await ids(rows.where({ v: _.elemMatch({ a: _.neq(9) }) }))).toEqual([1, 2]);
    expect(await ids(rows.where({ 'v.a': 1, 'v.b': 5 }))).toEqual([1, 2, 4]);
    expect(await ids(rows.where({ 'v.0.a': 1 }))).toEqual([1, 2]);
  });

  test('equality of documents minds the order of fields', async () => {
    const { _ } = bench;
    const rows = await holding([
      { _id: 1, o: { a: 1, b: 2 } },
      { _id: 2, o: { b: 2, a: 1 } },
    ]);
    expect(await ids(rows.where({ o: _.eq({ a: 1, b: 2 }) }))).toEqual([1]);
    expect(await ids(rows.where({ o: { b: 2, a: 1 } }))).toEqual([1, 2]);
  });

  test('patterns, remainders, expressions and schemas', async () => {
    const { _, db } = bench;
    const rows = await holding([
      { _id: 1, s: 'Apple', n: 4, m: 4 },
      { _id: 2, s: 'pineapple', n: 5, m: 4 },
      { _id: 3, s: ['x', 'app'], n: -4 },
    ]);
    expect(await ids(rows.where({ s: /^app/i }))).toEqual([1, 3]);
    expect(await ids(rows.where({ s: db.RegExp({ regexp: 'apple', options: 'g' }) }))).toEqual([2]);
    expect(await ids(rows.where({ n: _.mod(4, 0) }))).toEqual([1, 3]);
    // A missing field is below every number.
    expect(await ids(rows.where(_.expr({ $gt: ['$n', '$m'] })))).toEqual([2, 3]);
    const schema = { required: ['m'], properties: { n: { bsonType: 'int', minimum: 5 }, s: { type: 'string' } } };
    expect(await ids(rows.where(_.jsonSchema(schema)))).toEqual([2]);
    expect(await refusal(rows.where(_.jsonSchema({ properties: { n: { minimun: 5 } } })).get())).toMatchObject({
      errCode: -502001,
    });
  });

  test('an unknown operator is refused', async () => {
    const { database } = bench;
    const rows = await holding([{ _id: 1 }]);
    await rows.get();
    const body = { ...bench.requests.at(-1), query: '{"a":{"$nearly":1}}' };
    await expect(database.perform('database.getDocument', body, 0)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
    await expect(
      database.perform('database.getDocument', { ...body, query: '{"$where":"true"}' }, 0),
    ).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });

  test('sorting on arrays takes the least going up and the greatest going down', async () => {
    const rows = await holding([
      { _id: 1, v: [5, 1] },
      { _id: 2, v: [3, 4] },
      { _id: 3, v: 2 },
      { _id: 4 },
      { _id: 5, v: [] },
    ]);
    expect(await ids(rows.orderBy('v', 'asc'))).toEqual([5, 4, 1, 3, 2]);
    expect(await ids(rows.orderBy('v', 'desc'))).toEqual([1, 2, 3, 4, 5]);
  });

  test('strings sort by code point', async () => {
    const rows = await holding([
      { _id: 1, v: '\u{1f600}' },
      { _id: 2, v: '\uff01' },
      { _id: 3, v: '积分' },
      { _id: 4, v: 'a' },
      { _id: 5, v: 'B' },
    ]);
    expect(await ids(rows.orderBy('v', 'asc'))).toEqual([5, 4, 3, 2, 1]);
  });
});

describe('places', () => {
  test('near comes sorted by distance, within its limits', async () => {
    const { _, db } = bench;
    const rows = await holding([
      { _id: 'far', p: db.Geo.Point(114, 23) },
      { _id: 'here', p: db.Geo.Point(113.3, 23.1) },
      { _id: 'near', p: db.Geo.Point(113.31, 23.1) },
      { _id: 'none' },
    ]);
    const geometry = db.Geo.Point(113.3, 23.1);
    expect(await ids(rows.where({ p: _.geoNear({ geometry }) }))).toEqual(['here', 'near', 'far']);
    expect(await ids(rows.where({ p: _.geoNear({ geometry, minDistance: 1, maxDistance: 5000 }) }))).toEqual(['near']);
    expect(
      await ids(
        rows
          .where({ p: _.geoNear({ geometry }) })
          .skip(1)
          .limit(1),
      ),
    ).toEqual(['near']);
  });

  test('within and intersects', async () => {
    const { _, db } = bench;
    const square = db.Geo.Polygon([
      db.Geo.LineString(
        [
          [0, 0],
          [0, 2],
          [2, 2],
          [2, 0],
          [0, 0],
        ].map(([x, y]) => db.Geo.Point(x as number, y as number)),
      ),
    ]);
    const line = (points: [number, number][]) => db.Geo.LineString(points.map(([x, y]) => db.Geo.Point(x, y)));
    const rows = await holding([
      { _id: 'in', p: db.Geo.Point(1, 1) },
      { _id: 'out', p: db.Geo.Point(3, 1) },
      {
        _id: 'across',
        p: line([
          [-1, 1],
          [3, 1],
        ]),
      },
      {
        _id: 'inside',
        p: line([
          [0.5, 0.5],
          [1, 1],
        ]),
      },
    ]);
    expect(await ids(rows.where({ p: _.geoWithin({ geometry: square }) }))).toEqual(['in', 'inside']);
    expect(await ids(rows.where({ p: _.geoIntersects({ geometry: square }) }))).toEqual(['across', 'in', 'inside']);
    expect(await ids(rows.where({ p: _.geoWithin({ centerSphere: [[1, 1], 0.001] }) }))).toEqual(['in']);
  });
});

describe('updates', () => {
  const updated = async (before: object, change: object): Promise<unknown> => {
    const rows = await holding([{ _id: 1, ...before }]);
    await rows.doc(1).update({ data: change });
    const { _id, ...fields } = (await rows.doc(1).get()).data;
    return fields;
  };
  const refused = async (before: object, change: object) => {
    const rows = await holding([{ _id: 1, ...before }]);
    const error = await refusal(rows.doc(1).update({ data: change }));
    expect((await rows.doc(1).get()).data).toEqual({ _id: 1, ...before });
    return error;
  };

  test('numbers', async () => {
    const { _ } = bench;
    expect(await updated({ n: 2 }, { n: _.inc(3), made: _.inc(1), none: _.mul(5) })).toEqual({
      n: 5,
      made: 1,
      none: 0,
    });
    expect(await updated({ n: 0.2 }, { n: _.inc(-0.05) })).toEqual({ n: 0.2 + -0.05 });
    expect(await updated({ n: 3 }, { n: _.mul(-2) })).toEqual({ n: -6 });
    expect(await updated({ n: 3, m: 3 }, { n: _.max(5), m: _.min(5), k: _.min(1) })).toEqual({ n: 5, m: 3, k: 1 });
    expect(await updated({ n: 3, m: '3' }, { n: _.max('a'), m: _.max(99) })).toEqual({ n: 'a', m: '3' });
    expect(await updated({ n: 13 }, { n: _.bit({ and: 10 }) })).toEqual({ n: 8 });
  });

  test('fields', async () => {
    const { _ } = bench;
    expect(await updated({ a: 1, o: { k: 1, z: 2 } }, { a: _.remove(), 'o.k': _.remove(), gone: _.remove() })).toEqual({
      o: { z: 2 },
    });
    expect(await updated({ a: 1 }, { a: _.rename('b') })).toEqual({ b: 1 });
    expect(await updated({ l: [1, 2, 3] }, { 'l.1': _.remove() })).toEqual({ l: [1, null, 3] });
    expect(await updated({ l: [1] }, { 'l.3': 4 })).toEqual({ l: [1, null, null, 4] });
    expect(await updated({}, { 'a.b.c': 1 })).toEqual({ a: { b: { c: 1 } } });
    expect(await updated({ d: 1 }, { d: new Date(5), l: [{}, []] })).toEqual({ d: new Date(5), l: [{}, []] });
  });

  test('arrays', async () => {
    const { _ } = bench;
    expect(await updated({ l: [1] }, { l: _.push([2, 3]) })).toEqual({ l: [1, 2, 3] });
    expect(await updated({}, { l: _.push(2) })).toEqual({ l: [2] });
    expect(await updated({ l: [5, 1] }, { l: _.push({ each: [4, 2], sort: 1, slice: 3 }) })).toEqual({ l: [1, 2, 4] });
    expect(
      await updated({ l: [{ n: 2 }] }, { l: _.push({ each: [{ n: 3 }, { n: 1 }], sort: { n: -1 }, slice: -2 }) }),
    ).toEqual({ l: [{ n: 2 }, { n: 1 }] });
    expect(await updated({ l: [1, 2] }, { l: _.push({ each: [9], position: 1 }) })).toEqual({ l: [1, 9, 2] });
    expect(await updated({ l: [1] }, { l: _.unshift([3, 4]) })).toEqual({ l: [3, 4, 1] });
    expect(await updated({ l: [1, 2, 3] }, { l: _.pop() })).toEqual({ l: [1, 2] });
    expect(await updated({ l: [1, 2, 3] }, { l: _.shift() })).toEqual({ l: [2, 3] });
    expect(await updated({ l: [1, 2, 1, 3] }, { l: _.pull(1) })).toEqual({ l: [2, 3] });
    expect(await updated({ l: [1, 2, 3] }, { l: _.pull(_.in([1, 3])) })).toEqual({ l: [2] });
    expect(await updated({ l: [{ k: 1 }, { k: 5 }, 7] }, { l: _.pull({ k: _.gt(1) }) })).toEqual({ l: [{ k: 1 }, 7] });
    expect(await updated({ l: [1, 2, 3, 2] }, { l: _.pullAll([2, 3]) })).toEqual({ l: [1] });
    expect(await updated({ l: [1, 2] }, { l: _.addToSet(2), m: _.addToSet(1) })).toEqual({ l: [1, 2], m: [1] });
    expect(await updated({ l: [1, 2] }, { l: _.addToSet({ $each: [2, 3, 3] }) })).toEqual({ l: [1, 2, 3] });
  });

  test('a value of the wrong type is refused as MongoDB refuses it, and nothing changes', async () => {
    const { _ } = bench;
    expect(await refused({ n: 'x' }, { n: _.inc(1) })).toMatchObject({ errCode: -502001 });
    expect((await refused({ n: 'x' }, { n: _.inc(1) })).message).toContain(
      'Cannot apply $inc to a value of non-numeric type',
    );
    expect((await refused({ n: 1 }, { n: _.push(1) })).message).toContain('must be an array but is of type number');
    expect((await refused({ n: 1 }, { n: _.addToSet(1) })).message).toContain('must be an array');
    expect((await refused({ n: 1 }, { n: _.pop() })).message).toContain('must be an array');
    expect((await refused({ n: 1 }, { 'n.k': 2 })).message).toContain("Cannot create field 'k' in element {n: 1}");
    expect((await refused({ n: null }, { 'n.k': 2 })).message).toContain('Cannot create field');
    expect((await refused({ l: [1] }, { 'l.k': 2 })).message).toContain('Cannot create field');
    expect((await refused({ a: { b: 1 } }, { a: _.set({ c: 1 }), 'a.b': 2 })).message).toContain(
      'would create a conflict',
    );
  });

  test('an operand that is a server date keeps the quirk of the SDK', async () => {
    const { _, db } = bench;
    expect(await updated({}, { d: _.set(db.serverDate()) })).toEqual({ d: { offset: 0 } });
  });
});
