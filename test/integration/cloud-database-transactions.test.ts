import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, type Collection, openBench, refusal } from './cloud-database-sdk';

let bench: Bench;
let accounts: Collection;
let name: string;
let serial = 0;

const CONFLICT = '[ResourceUnavailable.TransactionConflict] Transaction is conflict';
const GONE =
  '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds';

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

beforeEach(async () => {
  name = `accounts${++serial}`;
  await bench.database.declare({
    [name]: {
      acl: 'ADMINONLY',
      indexes: [
        { name: 'code', keys: { code: 1 }, unique: true },
        { name: 'n', keys: { n: 1 } },
      ],
    },
  });
  accounts = bench.db.collection(name);
  await accounts.add({ data: [1, 2, 3].map((at) => ({ _id: `a${at}`, n: at, code: `c${at}` })) });
});

const n = async (id: string) => (await accounts.doc(id).get()).data.n;

/** The code of a refusal raised inside a transaction, as the wire carries it. */
const withId = (transactionId: unknown, id: string, change: string) => ({
  collectionName: name,
  queryType: 'DOC',
  query: JSON.stringify({ _id: id }),
  data: change,
  multi: false,
  merge: true,
  upsert: false,
  transactionId,
});

const start = async () => (await bench.database.perform('database.startTransaction', {}, 0)).transactionId;
const update = (transactionId: unknown, id: string, to: number) =>
  bench.database.perform('database.modifyDocument', withId(transactionId, id, JSON.stringify({ $set: { n: to } })), 0);
const read = async (transactionId: unknown, id: string) => {
  const body = { collectionName: name, queryType: 'DOC', query: JSON.stringify({ _id: id }), limit: 1, transactionId };
  const { data } = (await bench.database.perform('database.getDocument', body, 0)) as { data: { list: string[] } };
  return data.list[0] === undefined ? undefined : (JSON.parse(data.list[0]) as { n: number }).n;
};
const end = (how: 'commit' | 'abort', transactionId: unknown) =>
  bench.database.perform(`database.${how}Transaction`, { transactionId }, 0);

describe('through the SDK', () => {
  test('everything of a transaction happens at once, or nothing', async () => {
    const { db, _ } = bench;
    await db.runTransaction(async (t) => {
      await t
        .collection(name)
        .doc('a1')
        .update({ data: { n: _.inc(10) } });
      await t.collection(name).doc('a2').remove();
      await t
        .collection(name)
        .doc('a4')
        .set({ data: { n: 4, code: 'c4' } });
      await t.collection(name).add({ data: { _id: 'a5', n: 5, code: 'c5' } });
      expect((await t.collection(name).doc('a1').get()).data.n).toBe(11);
      expect(await n('a1')).toBe(1);
      expect((await accounts.count()).total).toBe(3);
    });
    expect(await n('a1')).toBe(11);
    expect((await accounts.orderBy('n', 'asc').get()).data.map(({ _id }) => _id)).toEqual(['a3', 'a4', 'a5', 'a1']);
    expect((await accounts.where({ code: 'c2' }).count()).total).toBe(0);
  });

  test('a rollback leaves nothing and rejects with the reason', async () => {
    const { db } = bench;
    const attempt = db.runTransaction(async (t) => {
      await t
        .collection(name)
        .doc('a1')
        .update({ data: { n: 99 } });
      await t.rollback('no stock');
    });
    await expect(attempt).rejects.toBe('no stock');
    expect(await n('a1')).toBe(1);
    await accounts.doc('a1').update({ data: { n: 2 } });
    expect(await n('a1')).toBe(2);
  });

  test('an exception in the callback aborts', async () => {
    const { db } = bench;
    const attempt = db.runTransaction(async (t) => {
      await t
        .collection(name)
        .doc('a1')
        .update({ data: { n: 99 } });
      throw new Error('mine');
    });
    await expect(attempt).rejects.toThrow('mine');
    expect(await n('a1')).toBe(1);
  });

  test('set inside a transaction reports created 0, as the SDK does', async () => {
    const { db } = bench;
    const stats = await db.runTransaction(
      async (t) =>
        (
          await t
            .collection(name)
            .doc('new')
            .set({ data: { code: 'x' } })
        ).stats,
    );
    expect(stats.created).toBe(0);
    expect((await accounts.doc('new').get()).data).toEqual({ _id: 'new', code: 'x' });
  });

  test('a conflict raised by an operation reaches the program as a system error', async () => {
    const { db } = bench;
    const first = await db.startTransaction();
    await first
      .collection(name)
      .doc('a1')
      .update({ data: { n: 10 } });
    const second = await db.startTransaction();
    const error = await refusal(
      second
        .collection(name)
        .doc('a1')
        .update({ data: { n: 20 } }),
    );
    expect(error.errCode).toBe(-501001);
    expect(error.message).toContain(CONFLICT);
    expect(await refusal(second.commit())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    await first.commit();
    expect(await n('a1')).toBe(10);
  });

  test('two operations at once in one transaction are refused', async () => {
    const { db } = bench;
    const attempt = db.runTransaction((t) =>
      Promise.all(['a1', 'a2', 'a3'].map((id) => t.collection(name).doc(id).get())),
    );
    const error = await refusal(attempt);
    expect(error.message).toContain('[ResourceUnavailable.TransactionBusy] Transaction is busy');
  });

  test('an abort ends it even while an operation is on its way, and the locks are free', async () => {
    const { database } = bench;
    const perform = (action: string, body: object) => database.perform(action, { ...body }, 0);
    const { transactionId } = await perform('database.startTransaction', {});
    const change = withId(transactionId, 'a1', '{"$set":{"n":50}}');
    const [written, aborted] = await Promise.allSettled([
      perform('database.modifyDocument', { ...change, merge: true, upsert: false, multi: false }),
      perform('database.abortTransaction', { transactionId }),
    ]);
    expect(aborted).toMatchObject({ status: 'fulfilled' });
    expect(written).toMatchObject({ status: 'rejected', reason: { code: 'DATABASE_TRANSACTION_FAIL' } });
    await accounts.doc('a1').update({ data: { n: 60 } });
    expect(await n('a1')).toBe(60);
  });

  test('more than a hundred that nobody ended neither stop each other nor ordinary requests', async () => {
    const left = [];
    for (let at = 0; at < 140; at += 1) {
      const t = await start();
      left.push(t);
      expect(await read(t, 'a1')).toBe(at === 0 ? 1 : 1000 + at - 1);
      await accounts.doc('a1').update({ data: { n: 1000 + at } });
    }
    expect(await read(left[0], 'a1')).toBe(1);
    expect(await n('a1')).toBe(1139);
    for (const transactionId of left) await bench.database.perform('database.abortTransaction', { transactionId }, 0);
  });

  test('more than a thousand inserts in one add are one transaction', async () => {
    const { db } = bench;
    const data = Array.from({ length: 1200 }, (_, at) => ({ _id: `many${at}`, code: `many${at}` }));
    await db.runTransaction((t) => t.collection(name).add({ data }));
    expect((await accounts.count()).total).toBe(1203);
  });
});

describe('isolation', () => {
  test('the snapshot is fixed at the first operation, not at the start', async () => {
    const t = await start();
    await accounts.doc('a1').update({ data: { n: 100 } });
    expect(await read(t, 'a1')).toBe(100);
    await accounts.doc('a1').update({ data: { n: 101 } });
    await accounts.doc('a2').update({ data: { n: 200 } });
    expect(await read(t, 'a1')).toBe(100);
    expect(await read(t, 'a2')).toBe(2);
    await end('commit', t);
  });

  test('a write to a document changed since the snapshot conflicts at once, and the transaction is dead', async () => {
    const t = await start();
    await read(t, 'a3');
    await accounts.doc('a1').update({ data: { n: 100 } });
    await expect(update(t, 'a1', 5)).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_CONFLICT',
      message: expect.stringContaining(CONFLICT),
    });
    for (const use of [() => read(t, 'a3'), () => end('commit', t), () => end('abort', t)]) {
      await expect(use()).rejects.toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
        message: expect.stringContaining(GONE),
      });
    }
    expect(await n('a1')).toBe(100);
  });

  test('a document of the same value again still counts as changed by others', async () => {
    const t = await start();
    await read(t, 'a1');
    await accounts.doc('a1').update({ data: { n: 7 } });
    await accounts.doc('a1').update({ data: { n: 1 } });
    await expect(update(t, 'a1', 5)).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' });
  });

  test('ordinary reads never wait, ordinary writes wait for the lock', async () => {
    const t = await start();
    await update(t, 'a1', 50);
    expect(await n('a1')).toBe(1);
    let written = false;
    const waiting = accounts
      .where({ _id: 'a1' })
      .update({ data: { n: bench._.inc(1) } })
      .then(() => {
        written = true;
      });
    await accounts.doc('a2').update({ data: { n: 9 } });
    expect(written).toBe(false);
    await end('commit', t);
    await waiting;
    expect(await n('a1')).toBe(51);
  });

  test('a waiting write goes on after an abort too', async () => {
    const t = await start();
    await update(t, 'a1', 50);
    const waiting = accounts.doc('a1').update({ data: { n: bench._.inc(1) } });
    await end('abort', t);
    expect((await waiting).stats.updated).toBe(1);
    expect(await n('a1')).toBe(2);
  });

  test('write skew is allowed', async () => {
    const [one, two] = [await start(), await start()];
    expect([await read(one, 'a1'), await read(one, 'a2'), await read(two, 'a1'), await read(two, 'a2')]).toEqual([
      1, 2, 1, 2,
    ]);
    await update(one, 'a1', 0);
    await update(two, 'a2', 0);
    await end('commit', one);
    await end('commit', two);
    expect([await n('a1'), await n('a2')]).toEqual([0, 0]);
  });

  test('a where-get sees the snapshot with the own writes, sorted and limited', async () => {
    const t = await start();
    await update(t, 'a1', 2.5);
    await accounts.add({ data: { _id: 'later', n: 2.6, code: 'later' } });
    await bench.database.perform(
      'database.insertDocument',
      { collectionName: name, data: ['{"_id":"own","n":0,"code":"own"}'], transactionId: t },
      0,
    );
    await bench.database.perform(
      'database.removeDocument',
      { collectionName: name, queryType: 'DOC', query: '{"_id":"a3"}', transactionId: t },
      0,
    );
    const body = {
      collectionName: name,
      queryType: 'WHERE',
      query: '{"n":{"$gte":0}}',
      order: '{"n":1}',
      limit: 2,
      offset: 1,
      transactionId: t,
    };
    const { data } = (await bench.database.perform('database.getDocument', body, 0)) as { data: { list: string[] } };
    expect(data.list.map((text) => (JSON.parse(text) as { _id: string })._id)).toEqual(['a2', 'a1']);
    await end('abort', t);
    expect((await accounts.count()).total).toBe(4);
  });
});

describe('unique keys', () => {
  const insert = (transactionId: unknown, document: object) =>
    bench.database.perform(
      'database.insertDocument',
      { collectionName: name, data: [JSON.stringify(document)], transactionId },
      0,
    );

  test('a key taken in the snapshot is a duplicate, one taken since is a conflict', async () => {
    const t = await start();
    await expect(insert(t, { _id: 'x', code: 'c1' })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000'),
    });
    const late = await start();
    await read(late, 'a1');
    await accounts.add({ data: { _id: 'y', code: 'fresh' } });
    await expect(insert(late, { _id: 'z', code: 'fresh' })).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_CONFLICT',
    });
  });

  test('a key freed inside the transaction can be taken inside it', async () => {
    const t = await start();
    await bench.database.perform(
      'database.removeDocument',
      { collectionName: name, queryType: 'DOC', query: '{"_id":"a1"}', transactionId: t },
      0,
    );
    await insert(t, { _id: 'heir', code: 'c1' });
    await expect(insert(t, { _id: 'second', code: 'c1' })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
    const again = await start();
    await bench.database.perform(
      'database.removeDocument',
      { collectionName: name, queryType: 'DOC', query: '{"_id":"a1"}', transactionId: again },
      0,
    );
    await insert(again, { _id: 'heir', code: 'c1' });
    await end('commit', again);
    expect((await accounts.where({ code: 'c1' }).get()).data.map(({ _id }) => _id)).toEqual(['heir']);
  });

  test('an ordinary insert of a key that a transaction takes waits, then is a duplicate', async () => {
    const t = await start();
    await insert(t, { _id: 'x', code: 'wanted' });
    const waiting = refusal(accounts.add({ data: { _id: 'y', code: 'wanted' } }));
    await accounts.doc('a1').update({ data: { n: 5 } });
    await end('commit', t);
    expect((await waiting).message).toContain('E11000');
    expect((await accounts.where({ code: 'wanted' }).count()).total).toBe(1);
  });
});

describe('life', () => {
  test('a transaction that takes too long is gone, and so are its locks', async () => {
    const short = await openBench({ transactionMs: 30 });
    try {
      await short.db.createCollection('t');
      await short.db.collection('t').add({ data: { _id: 1, n: 1 } });
      const t = await short.db.startTransaction();
      await t
        .collection('t')
        .doc(1)
        .update({ data: { n: 2 } });
      // Blocks until the lock goes with the transaction.
      await short.db
        .collection('t')
        .doc(1)
        .update({ data: { n: 3 } });
      expect(await refusal(t.commit())).toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
        message: expect.stringContaining(GONE),
      });
      expect((await short.db.collection('t').doc(1).get()).data.n).toBe(3);
    } finally {
      await short.close();
    }
  });

  test('after commit, and with an id nobody gave, every use is refused', async () => {
    const t = await start();
    await update(t, 'a1', 5);
    await end('commit', t);
    await expect(end('commit', t)).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    await expect(update(t, 'a1', 6)).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    await expect(end('abort', 'never')).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    expect(await n('a1')).toBe(5);
  });

  test('a failed write ends the transaction, nothing of it remains', async () => {
    const t = await start();
    await update(t, 'a2', 50);
    const wrong = withId(t, 'a1', '{"$push":{"n":1}}');
    await expect(bench.database.perform('database.modifyDocument', wrong, 0)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
    await expect(end('commit', t)).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    expect(await n('a2')).toBe(2);
  });
});
