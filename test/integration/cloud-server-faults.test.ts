import { describe, expect, test } from 'vitest';
import { PATIENT, Place, SDK } from './cloud-server-place';

const BOOK = `${SDK}
const rows = db.collection('rows');
exports.main = async ({ what, id }) => {
  if (what === 'count') return (await rows.count()).total;
  if (what === 'three') { for (const n of [1, 2, 3]) await rows.add({ data: { n } }); return 'three'; }
  if (what === 'add') return rows.add({ data: { _id: id } });
  if (what === 'raise') return (await rows.where({ _id: id, rev: 0 }).update({ data: { rev: _.inc(1) } })).stats.updated;
  if (what === 'make') return rows.add({ data: { _id: id, rev: 0 } });
  if (what === 'transact') return db.runTransaction(async (t) => { await t.collection('rows').doc(id).update({ data: { rev: 9 } }); });
  if (what === 'tell') try { await rows.add({ data: { _id: id } }); return 'stored'; } catch (error) { return { errCode: error.errCode, text: error.errMsg || error.message }; }
};`;

async function open(instances = 1): Promise<Place> {
  const place = await Place.open({ book: BOOK }, { instances });
  await place.collections('rows');
  return place;
}
const order = (place: Place, plan: object) => place.control('POST', '/local/faults', plan);
const calm = (place: Place) => place.control('DELETE', '/local/faults');
const count = async (place: Place) => (await place.call('book', { what: 'count' })).result;

describe('a fault', () => {
  test.each([
    ['before', 0],
    ['after', 1],
  ])('kills the instance %s its second request was applied, and tells the caller', async (when, more) => {
    const place = await open();
    await order(place, { killAfter: { nth: 2, when } });
    const { error } = await place.call('book', { what: 'three' }, 'o-lin');
    expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect(await calm(place)).toMatchObject({ plan: null, struck: 1 });
    expect(await count(place)).toBe(1 + more);
    expect(await place.call('book', { what: 'three' })).toMatchObject({ result: 'three' });
  });

  test('that loses an answer has applied the write', async () => {
    const place = await open();
    await order(place, { answerLost: { nth: 1 } });
    const { result: cut } = await place.call('book', { what: 'tell', id: 'one' });
    expect(cut.text).toMatch(/socket hang up|ECONNRESET/);
    await order(place, { answerLost: { nth: 1, how: 'timeout' } });
    expect((await place.call('book', { what: 'tell', id: 'two' })).result).toMatchObject({ errCode: -501002 });
    await calm(place);
    expect(await count(place)).toBe(2);
  });

  test('of errors applies nothing, and strikes as often by the same seed', async () => {
    const place = await open();
    const round = async (seed: number) => {
      await order(place, { errorRate: 0.5, seed });
      const told = [];
      for (let n = 0; n < 12; n += 1)
        told.push((await place.call('book', { what: 'tell', id: `${seed}-${told.length}-${Math.random()}` })).result);
      return told.map((answer) => (answer === 'stored' ? 'stored' : answer.errCode));
    };
    const first = await round(7);
    expect(await round(7)).toEqual(first);
    expect(await round(8)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set(['stored', -501001]));
    await calm(place);
    expect(await count(place)).toBeGreaterThanOrEqual(2 * first.filter((told) => told === 'stored').length);
  });

  test('of conflict makes a conditional update find nothing, and a transaction die, though nobody wrote', async () => {
    const place = await open();
    await place.call('book', { what: 'make', id: 'a' });
    await order(place, { conflictRate: 1 });
    expect(await place.call('book', { what: 'raise', id: 'a' })).toMatchObject({ result: 0 });
    expect((await place.call('book', { what: 'transact', id: 'a' })).error?.message).toContain(
      'Transaction is conflict',
    );
    await calm(place);
    expect(await place.call('book', { what: 'raise', id: 'a' })).toMatchObject({ result: 1 });
  });

  test('touches only the functions it names, only so often, and never requests from elsewhere', async () => {
    const place = await open();
    await order(place, { functions: ['other'], errorRate: 1 });
    expect(await count(place)).toBe(0);
    await order(place, { errorRate: 1, times: 1 });
    await place.collections('made-from-outside');
    expect((await place.call('book', { what: 'tell', id: 'x' })).result).toMatchObject({ errCode: -501001 });
    expect((await place.call('book', { what: 'tell', id: 'x' })).result).toBe('stored');
    expect(await place.control('GET', '/local/faults')).toMatchObject({ struck: 1 });
  });

  test.each([
    { errorRate: 2 },
    { answerLost: {} },
    { answerLost: { nth: 1, rate: 1 } },
    { killAfter: { nth: 0 } },
    { other: 1 },
  ])('is not ordered by %j', async (plan) => {
    const place = await Place.open({});
    expect(await order(place, plan)).toMatchObject({ error: { code: 'INVALID_PARAM' } });
    expect(await place.control('GET', '/local/faults')).toMatchObject({ plan: null });
  });
});

describe('figures', () => {
  test('tell sequential from parallel requests, and those made after the answer', async () => {
    const place = await Place.open({
      shape: `${SDK}
const rows = db.collection('rows');
const read = () => rows.limit(1).get();
exports.main = async ({ shape }) => {
  if (shape === 'parallel') await Promise.all([read(), read(), read(), read(), read()]);
  if (shape === 'chain') { await read(); await read(); await read(); }
  if (shape === 'both') { await Promise.all([read(), read().then(read)]); await read(); }
  if (shape === 'nested') { await read(); await cloud.callFunction({ name: 'shape', data: { shape: 'chain' } }); }
  if (shape === 'refused') for (let n = 0; n < 3; n += 1) await db.collection('absent').get().catch(() => {});
  if (shape === 'stubborn') for (let n = 0; n < 3; n += 1) await read().catch(() => {});
  if (shape === 'late') { await read(); setTimeout(read, 5); }
};`,
    });
    await place.collections('rows');
    const figures = async (shape: string) => {
      const { requestId } = await place.call('shape', { shape }, 'o-lin');
      const last = (await place.control('GET', '/local/stats')).last as Record<string, unknown>;
      expect(last.requestId).toBe(requestId);
      return [last.requests, last.depth];
    };
    expect(await figures('parallel')).toEqual([5, 1]);
    expect(await figures('chain')).toEqual([3, 3]);
    expect(await figures('both')).toEqual([4, 3]);
    expect(await figures('nested')).toEqual([1, 1]);
    expect(await figures('refused')).toEqual([3, 3]);
    await order(place, { answerLost: { nth: 2 } });
    expect(await figures('stubborn')).toEqual([3, 3]);
    await calm(place);
    const { requestId } = await place.call('shape', { shape: 'late' });
    await expect
      .poll(() => place.control('GET', `/local/stats?requestId=${requestId}`), PATIENT)
      .toMatchObject({ function: 'shape', requests: 2, depth: 1, afterAnswer: 1, outcome: 'ok' });
  });
});
