/** Checking in at a store, by the code on the staff's screen and the printed one, through the functions themselves. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printedScene } from '../../cloudfunctions/core/visits/code';
import { keyFor } from '../../cloudfunctions/platform/secrets';
import type { Answer } from '../../typings/api/envelope';
import type { Points } from '../../typings/domain';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `key-${++keys}`;
const MINUTE = 60_000;
const rule = { code: 'visit', name: '路过有礼', on: ['visit' as const], when: [] };

beforeAll(async () => {
  shop = await openShop();
  const nowhere = { address: '', hours: '', phone: '' };
  const list = [
    { id: 'default', name: '总店', ...nowhere },
    { id: 'east', name: '东店', ...nowhere },
    { id: 'west', name: '西店', ...nowhere },
  ];
  await shop.store('settings', { _id: 'stores', shape: 1, list } as { _id: string });
  const earning = { cap: 500, rules: [{ ...rule, give: { code: 'fixed' as const, points: 3 } }] };
  await shop.programme({ visits: { perDay: 2 }, earning });
  sure(await shop.staff('boss', 'staff.claim', { code: await shop.setupCode(), name: '林店长' }, key()));
  const { code } = sure(await shop.staff('boss', 'staff.invite', { role: 'cashier', stores: ['east'] }, key()));
  sure(await shop.staff('east', 'staff.join', { code, name: '小东' }, key()));
});
afterAll(() => shop.close());

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}
const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);

/** To the beginning of a minute, so that the test itself does not cross one. */
const onTheMinute = () => shop.advance(MINUTE - (shop.now() % MINUTE) + 1000);
const screenOf = async (storeId = 'default') => sure(await shop.staff('boss', 'visits.code', { storeId }));
const visit = (openid: string, code: string, once = key()) => shop.act(openid, 'visit.signIn', { code }, once);
const printed = (openid: string, storeId: string, renew = false) =>
  shop.staff(openid, 'visits.printed', { storeId, renew }, key());
const sceneOf = (storeId: string, printing: number) => printedScene(storeId, printing, keyFor('visit'));

test('twenty scans of one member at once are one visit, one entry and one sum', async () => {
  await shop.join('lin');
  await onTheMinute();
  const { text, store } = await screenOf();
  expect(store).toEqual({ id: 'default', name: '总店' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => visit('lin', text)));
  const told = answers.flatMap((answer) => (answer.ok ? [answer.data] : []));
  // Who lost five races in a row is told to send the same again.
  expect(answers.flatMap((answer) => refusal(answer) ?? []).every((code) => code === 'BUSY')).toBe(true);
  expect(told.filter(({ repeated }) => !repeated)).toHaveLength(1);
  for (const view of told) expect(view).toMatchObject({ earned: 3, available: 3, store: { name: '总店' } });
  const { entries } = await shop.books('lin');
  expect(entries.filter(({ kind }) => kind === 'visit')).toHaveLength(1);
  expect(entries.find(({ kind }) => kind === 'visit')).toMatchObject({ storeId: 'default', channel: 'mini' });
});

test('once a day and store, at two stores a day, and all anew tomorrow', async () => {
  await shop.join('chen');
  await onTheMinute();
  const [here, east, west] = await Promise.all([screenOf(), screenOf('east'), screenOf('west')]);
  expect(sure(await visit('chen', here.text))).toMatchObject({ repeated: false, available: 3 });
  expect(sure(await visit('chen', here.text))).toMatchObject({ repeated: true, earned: 3, available: 3 });
  expect(sure(await visit('chen', east.text))).toMatchObject({ repeated: false, available: 6 });
  expect(refusal(await visit('chen', west.text))).toBe('VISIT_LIMIT');
  // Where one has been today one has been, limit or not.
  expect(sure(await visit('chen', here.text)).repeated).toBe(true);
  await shop.advance(86_400_000);
  await onTheMinute();
  expect(sure(await visit('chen', (await screenOf('west')).text))).toMatchObject({ repeated: false, available: 9 });
});

test('a screen’s code is good for its minute and the ones beside it, wherever the clock is moved', async () => {
  await shop.join('zhou');
  await onTheMinute();
  const { text, until } = await screenOf();
  expect(until - shop.now()).toBeLessThanOrEqual(MINUTE);
  await shop.advance(2 * MINUTE);
  expect(refusal(await visit('zhou', text))).toBe('VISIT_CODE');
  await shop.advance(-5 * MINUTE);
  expect(refusal(await visit('zhou', text))).toBe('VISIT_CODE');
  await shop.advance(2 * MINUTE);
  expect(sure(await visit('zhou', text)).repeated).toBe(false);
  await shop.advance(2 * MINUTE);
  expect(sure(await visit('zhou', text)).repeated).toBe(true);
});

test('a tap whose answer was lost gets it, also when the code has run out since or the day is over', async () => {
  await shop.join('gao');
  await onTheMinute();
  const { text } = await screenOf();
  const once = key();
  const first = sure(await visit('gao', text, once));
  await shop.advance(5 * MINUTE);
  expect(sure(await visit('gao', text, once))).toMatchObject({ repeated: false, earned: first.earned });
  expect(refusal(await visit('gao', text))).toBe('VISIT_CODE');
  // One minute before midnight in Shanghai, and one after it; the journal has been trimmed in between.
  await shop.day(4);
  await shop.advance(14 * 3_600_000 + 59 * MINUTE + 30_000);
  await shop.tick();
  const late = await screenOf();
  const lastTap = key();
  expect(sure(await visit('gao', late.text, lastTap))).toMatchObject({ repeated: false, available: 6 });
  await shop.advance(MINUTE);
  await shop.tick();
  expect(sure(await visit('gao', late.text, lastTap))).toMatchObject({ repeated: false, available: 6 });
  // Somebody who scans again after midnight is there on another day.
  expect(sure(await visit('gao', late.text))).toMatchObject({ repeated: false, available: 9 });
});

test('what is guessed, of another store, or no code at all is refused and changes nothing', async () => {
  await shop.join('he');
  await onTheMinute();
  const { text } = await screenOf();
  const guesses = [
    text.replace('default', 'east'),
    text.replace('default', 'nowhere'),
    `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`,
    'v=AAAAAAAAAAAAAAAA',
    'v=default.1',
    'https://example.com',
    '880000000000000000',
    '{"$gt":""}',
  ];
  for (const guess of guesses) expect([guess, refusal(await visit('he', guess))]).toEqual([guess, 'VISIT_CODE']);
  for (const guess of ['', 'x'.repeat(65)]) expect(refusal(await visit('he', guess))).toBe('INVALID_INPUT');
  expect((await shop.books('he')).entries.some(({ kind }) => kind === 'visit')).toBe(false);
  expect(refusal(await visit('nobody', text))).toBe('NOT_MEMBER');
});

test('a printed code is good for any day, until the owner prints it anew', async () => {
  await shop.join('xu');
  expect(refusal(await visit('xu', sceneOf('west', 1)))).toBe('VISIT_CODE');
  const { picture, store } = sure(await printed('boss', 'west'));
  expect(picture).toMatch(/^cloud:\/\/.+\/visits\/west-1-/);
  expect(store).toEqual({ id: 'west', name: '西店' });
  expect(sure(await printed('boss', 'west')).picture).toBe(picture);
  expect(sure(await visit('xu', sceneOf('west', 1)))).toMatchObject({ repeated: false, store: { id: 'west' } });
  await shop.advance(40 * 86_400_000);
  expect(sure(await visit('xu', sceneOf('west', 1)))).toMatchObject({ repeated: false });
  await shop.advance(86_400_000);
  const renewed = sure(await printed('boss', 'west', true));
  expect(renewed.picture).toMatch(/\/visits\/west-2-/);
  expect(refusal(await visit('xu', sceneOf('west', 1)))).toBe('VISIT_CODE');
  expect(sure(await visit('xu', sceneOf('west', 2)))).toMatchObject({ repeated: false });
  // The other stores' codes are as they were.
  sure(await printed('boss', 'east'));
  expect(sure(await visit('xu', sceneOf('east', 1)))).toMatchObject({ repeated: false });
});

test('five owners who print at once make codes of which the last alone is good', async () => {
  await shop.join('ma');
  const answers = await Promise.all(Array.from({ length: 5 }, () => printed('boss', 'default', true)));
  const pictures = answers.flatMap((answer) => (answer.ok ? [answer.data.picture] : []));
  expect(pictures.length).toBeGreaterThan(0);
  const kept = sure(await printed('boss', 'default')).picture ?? '';
  const last = Number(/\/visits\/default-(\d+)-/.exec(kept)?.[1]);
  expect(last).toBe(pictures.length);
  for (let printing = 1; printing < last; printing += 1)
    expect(refusal(await visit('ma', sceneOf('default', printing)))).toBe('VISIT_CODE');
  expect(sure(await visit('ma', sceneOf('default', last))).repeated).toBe(false);
});

test('a cashier shows the code of their own store, and prints none', async () => {
  expect(sure(await shop.staff('east', 'visits.code', { storeId: 'east' })).text).toMatch(/^HTKV\.east\./);
  expect(refusal(await shop.staff('east', 'visits.code', { storeId: 'default' }))).toBe('STORE_NOT_YOURS');
  expect(refusal(await shop.staff('boss', 'visits.code', { storeId: 'nowhere' }))).toBe('STORE_UNKNOWN');
  expect(refusal(await printed('east', 'east', true))).toBe('ROLE_REQUIRED');
  expect(refusal(await printed('boss', 'nowhere'))).toBe('STORE_UNKNOWN');
  expect(refusal(await shop.staff('lin', 'visits.code', { storeId: 'default' }))).toBe('NOT_STAFF');
});

test('home says what a visit brings, and nothing once there are none', async () => {
  expect(sure(await shop.act('lin', 'home.shelf', {})).visit).toEqual({ points: 3 as Points });
  const { text } = await screenOf();
  await shop.programme({ visits: null });
  expect(sure(await shop.act('lin', 'home.shelf', {})).visit).toBeNull();
  expect(refusal(await visit('lin', text))).toBe('VISIT_OFF');
  expect(refusal(await visit('lin', sceneOf('east', 1)))).toBe('VISIT_OFF');
  expect(refusal(await shop.staff('boss', 'visits.code', { storeId: 'default' }))).toBe('VISIT_OFF');
  expect(refusal(await printed('boss', 'default'))).toBe('VISIT_OFF');
});
