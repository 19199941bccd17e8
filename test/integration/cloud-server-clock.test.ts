import { describe, expect, test } from 'vitest';
import { PATIENT, Place, SDK } from './cloud-server-place';

const DAY_MS = 86_400_000;
const TIME = `${SDK}
exports.main = async () => {
  const { _id } = await db.collection('times').add({ data: { at: db.serverDate() } });
  const { data } = await db.collection('times').doc(_id).get();
  return { now: Date.now(), made: new Date().getTime(), said: Date(), given: new Date(5).getTime(), isDate: new Date() instanceof Date,
    plain: new Date().constructor === Date, stored: data.at.getTime() };
};`;

function near(ms: number, expected: number): void {
  expect(Math.abs(ms - expected)).toBeLessThan(60_000);
}

describe('the clock', () => {
  test('when moved, is what functions and the database see', async () => {
    const place = await Place.open({ time: TIME });
    await place.collections('times');
    await place.call('time');
    const moved = await place.control('POST', '/local/clock', { advanceDays: 7 });
    near(moved.now as number, Date.now() + 7 * DAY_MS);
    const { result } = await place.call('time');
    near(result.now, Date.now() + 7 * DAY_MS);
    near(result.made, result.now);
    near(Date.parse(result.said), result.now);
    near(result.stored, result.now);
    expect(result).toMatchObject({ given: 5, isDate: true, plain: true });
  });

  test('goes to an instant, goes on ticking, and comes back', async () => {
    const place = await Place.open({ time: 'exports.main = async () => Date.now();' });
    const target = Date.UTC(2027, 1, 28, 15, 59, 50);
    await place.control('POST', '/local/clock', { now: new Date(target).toISOString() });
    const { result: first } = await place.call('time');
    await new Promise((done) => setTimeout(done, 20));
    const { result: second } = await place.call('time');
    near(first, target);
    expect(second).toBeGreaterThan(first);
    expect(await place.control('POST', '/local/clock', { reset: true })).toMatchObject({ offsetMs: 0 });
  });

  test('is seen by a call that is already running', async () => {
    const place = await Place.open({
      long: 'exports.main = async () => { const before = Date.now(); while (Date.now() - before < 3600000) await new Promise((done) => setTimeout(done, 10)); return "moved"; };',
    });
    let over = false;
    const running = place.call('long').finally(() => {
      over = true;
    });
    // However late the instance begins, a move comes after it.
    while (!over) {
      await new Promise((done) => setTimeout(done, 300));
      await place.control('POST', '/local/clock', { advanceMs: 7_200_000 });
    }
    expect(await running).toMatchObject({ result: 'moved' });
  });

  test('keeps its move over a restart', async () => {
    const place = await Place.open({ time: 'exports.main = async () => Date.now();' });
    await place.control('POST', '/local/clock', { advanceDays: 30 });
    await place.close();
    await place.start();
    near((await place.call('time')).result, Date.now() + 30 * DAY_MS);
  });

  test.each([
    {},
    { now: 5 },
    { now: 'yesterday' },
    { advanceDays: '1' },
    { advanceDays: 1, reset: true },
    { advanceMs: 1e15 },
  ])('refuses %j and stays', async (body) => {
    const place = await Place.open({});
    expect(await place.control('POST', '/local/clock', body)).toMatchObject({ error: { code: 'INVALID_PARAM' } });
    expect(await place.control('GET', '/local/clock')).toMatchObject({ offsetMs: 0 });
  });
});

describe('a timer trigger', () => {
  const TICK = `${SDK}
exports.main = async (event) => {
  await db.collection('ticks').add({ data: { event, context: cloud.getWXContext(), source: process.env.TRIGGER_SRC } });
};`;
  const READ = `${SDK}
exports.main = async () => (await db.collection('ticks').get()).data;`;

  async function withTimer(config: string): Promise<Place> {
    const place = Place.make({ tick: TICK, read: READ });
    const triggers = [{ name: 'nightly', type: 'timer', config }];
    place.write('functions/tick/config.json', JSON.stringify({ triggers }));
    await place.start({ timers: true });
    await place.collections('ticks');
    return place;
  }
  const ticks = async (place: Place) => (await place.call('read')).result as Record<string, unknown>[];

  test('fires once for a move over many of its times, with the latest, and without a person', async () => {
    const place = await withTimer('0 0 3 * * * *');
    const latest = '2027-03-04T19:00:00Z';
    await place.control('POST', '/local/clock', { now: '2027-03-01T00:00:00.000Z' });
    const times = async () => (await ticks(place)).map(({ event }) => (event as { Time: string }).Time);
    await expect.poll(times, PATIENT).toEqual(['2027-02-28T19:00:00Z']);
    await place.control('POST', '/local/clock', { now: '2027-03-05T00:00:00.000Z' });
    await expect.poll(times, PATIENT).toEqual(expect.arrayContaining([latest]));
    const fired = await ticks(place);
    expect(fired).toHaveLength(2);
    for (const row of fired) {
      expect(row).toMatchObject({ event: { Type: 'Timer', TriggerName: 'nightly' }, context: {}, source: 'timer' });
    }
  });

  test('does not fire for a move between two of its times, nor backwards', async () => {
    const place = await withTimer('0 0 3 * * * *');
    const moves = ['2027-03-01T20:00Z', '2027-03-02T18:00Z', '2027-02-01T18:00Z', '2027-02-01T20:00Z'];
    for (const now of moves) await place.control('POST', '/local/clock', { now: Date.parse(now) });
    const times = async () => (await ticks(place)).map(({ event }) => (event as { Time: string }).Time).sort();
    await expect.poll(times, PATIENT).toEqual(['2027-02-01T19:00:00Z', '2027-03-01T19:00:00Z']);
  });

  test('fires by itself when its time comes', async () => {
    const place = await withTimer('* * * * * * *');
    await expect.poll(async () => (await ticks(place)).length, PATIENT).toBeGreaterThan(1);
  });

  test('can be fired by hand', async () => {
    const place = await withTimer('0 0 3 * * * *');
    expect(await place.control('POST', '/local/timer', { name: 'tick' })).toMatchObject({ result: null });
    expect(await ticks(place)).toHaveLength(1);
    expect(await place.control('POST', '/local/timer', { name: 'absent' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  test('that cannot be read keeps the cloud from starting', async () => {
    await expect(withTimer('every night')).rejects.toThrow('timer of tick');
    await expect(withTimer('0 3 * * *')).rejects.toThrow('timer of tick');
  });
});
