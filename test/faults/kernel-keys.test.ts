import { expect, test } from 'vitest';
import type { Executed } from '../../cloudfunctions/core/account';
import type { Result } from '../../cloudfunctions/platform/refusal';
import { explore } from './simulation/explore';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, tick, world } from './simulation/world';

const tap: Process['run'] = (store) => call(store, 'm', { key: 'tap:a', points: 3 });
const daily: Process['run'] = (store) => call(store, 'm', { key: 'checkin:2026-11-21', points: 5, daily: true });
const other: Process['run'] = (store) => call(store, 'm', { key: 'tap:b', points: 7 });

/** Plays, repeats what the phone would repeat, lets the timer finish, and looks at the books. */
async function law(
  processes: Process[],
  repeat: Process['run'],
  key: string,
  deviations: Deviation[],
): Promise<Ending> {
  const memory = await world('m');
  const ending = await play(memory, processes, deviations);
  const last = (await repeat(memory.plain())) as Result<Executed>;
  if (!last.ok) throw new Error(`the repeat was refused: ${last.code}`);
  const hashes = ending.results.flatMap((result) => {
    if (result === 'died' || 'failure' in result) return [];
    const value = result.value as Result<Executed> | undefined;
    return value?.ok && value.data.fact.key === key ? [value.data.fact.hash] : [];
  });
  if (hashes.some((hash) => hash !== last.data.fact.hash)) throw new Error('two calls of one key got two results');
  const wrong = await aftermath(memory);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  const rows = memory.all('ledger').filter((row) => row.key === key);
  if (rows.length !== 1) throw new Error(`${rows.length} rows under ${key}`);
  return ending;
}

const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
const secondSweeper: Process = { name: 'second sweeper', run: (store) => tick(store, 40) };

test('a key takes effect once, whatever one request does and wherever another process steps in', async () => {
  const processes = [
    { name: 'first', run: tap },
    { name: 'repeat', run: tap },
    { name: 'other', run: other },
    sweeper,
    secondSweeper,
  ];
  const { runs } = await explore((deviations) => law(processes, tap, 'tap:a', deviations), 1);
  expect(runs).toBeGreaterThan(50);
});

test('two things going wrong together change nothing about that', async () => {
  const processes = [{ name: 'first', run: tap }, { name: 'repeat', run: tap }, sweeper, secondSweeper];
  const { runs } = await explore((deviations) => law(processes, tap, 'tap:a', deviations), 2);
  expect(runs).toBeGreaterThan(800);
});

test('a check-in, proven by a field that only grows, is paid once', async () => {
  const processes = [
    { name: 'first', run: daily },
    { name: 'repeat', run: daily },
    { name: 'other', run: other },
    sweeper,
  ];
  const { runs } = await explore((deviations) => law(processes, daily, 'checkin:2026-11-21', deviations), 2);
  expect(runs).toBeGreaterThan(800);
});

test('three things going wrong, of which every fiftieth run is tried, change nothing about that', async () => {
  const processes = [{ name: 'first', run: tap }, { name: 'repeat', run: tap }, sweeper, secondSweeper];
  const { runs } = await explore((deviations) => law(processes, tap, 'tap:a', deviations), 3, 50);
  expect(runs).toBeGreaterThan(1000);
});

test('a commit that did not look at the revision would be found out', async () => {
  const blind: Process['run'] = (store) =>
    call({ ...store, update: (collection, id, _where, change) => store.update(collection, id, {}, change) }, 'm', {
      key: 'tap:b',
      points: 7,
    });
  const processes = [{ name: 'first', run: tap }, { name: 'blind', run: blind }, sweeper];
  await expect(explore((deviations) => law(processes, tap, 'tap:a', deviations), 2)).rejects.toThrow(
    /two calls of one key|entr/,
  );
});

test('a ledger row looked for before the journal would be found out', async () => {
  // The row is asked for at once, and that answer is given later, after the member has been read.
  const hasty: Process['run'] = async (store) => {
    const early = await store.find('ledger', { where: { _id: 'm:tap:a' }, limit: 1 });
    const find: typeof store.find = (collection, query) =>
      collection === 'ledger' ? Promise.resolve(early as never) : store.find(collection, query);
    return call({ ...store, find }, 'm', { key: 'tap:a', points: 3 });
  };
  const processes = [{ name: 'first', run: tap }, sweeper, secondSweeper, { name: 'hasty', run: hasty }];
  await expect(explore((deviations) => law(processes, tap, 'tap:a', deviations), 2)).rejects.toThrow(
    /two calls of one key|twice/,
  );
});
