/** Roles and stores: who lets whom in, changes them, and sees what they did; through the function itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../typings/api/envelope';
import type { Role } from '../../typings/api/staff';
import type { StoreFields } from '../../typings/api/team';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `key-${++keys}`;
const BOSS = 'boss';

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}
const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);
const field = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.details?.field);

const inviteBy = (by: string, role: Role, stores: string[] = [], more: { days?: number } = {}) =>
  shop.staff(by, 'staff.invite', { role, stores, ...more }, key());
const joinWith = (openid: string, code: string) => shop.staff(openid, 'staff.join', { code, name: openid }, key());
async function hired(openid: string, role: Role, stores: string[] = [], by = BOSS): Promise<string> {
  const { code } = sure(await inviteBy(by, role, stores));
  return sure(await joinWith(openid, code)).staff?.id ?? '';
}
const teamOf = async (openid: string) => sure(await shop.staff(openid, 'staff.team', {}));
const revOf = async (id: string) => (await teamOf(BOSS)).staff.find((each) => each.id === id)?.rev ?? 0;
const change = async (by: string, id: string, role: Role, stores: string[] = [], rev?: number) =>
  shop.staff(by, 'staff.change', { id, role, stores, rev: rev ?? (await revOf(id)) }, key());

const FIELDS: StoreFields = { name: '', address: '', hours: '', phone: '', closed: false };
async function opened(name: string): Promise<string> {
  const { rev } = sure(await shop.staff(BOSS, 'stores.view', {}));
  return sure(await shop.staff(BOSS, 'stores.save', { rev, id: null, store: { ...FIELDS, name } }, key())).id;
}

let east: string;
let west: string;

beforeAll(async () => {
  shop = await openShop();
  sure(await shop.staff(BOSS, 'staff.claim', { code: await shop.setupCode(), name: '何禾' }, key()));
  east = await opened('城东店');
  west = await opened('城西店');
  // What is set reaches every instance within ten seconds.
  await shop.advance(10_001);
});
afterAll(() => shop.close());

test('a manager lets in who stands below, in stores of their own, and nobody else', async () => {
  await hired('manager-east', 'manager', [east]);
  expect(refusal(await inviteBy('manager-east', 'manager', [east]))).toBe('ROLE_REQUIRED');
  expect(refusal(await inviteBy('manager-east', 'owner'))).toBe('ROLE_REQUIRED');
  expect(refusal(await inviteBy('manager-east', 'cashier'))).toBe('STORE_NOT_YOURS');
  expect(refusal(await inviteBy('manager-east', 'cashier', [east, west]))).toBe('STORE_NOT_YOURS');
  const cashier = await hired('cashier-east', 'cashier', [east], 'manager-east');
  const home = sure(await shop.staff('cashier-east', 'staff.home', {}));
  expect(home.staff).toMatchObject({ id: cashier, role: 'cashier', stores: [{ id: east }] });
  const { appoints, everywhere } = await teamOf('manager-east');
  expect([appoints, everywhere]).toEqual([['operator', 'cashier', 'analyst'], false]);
});

test('a manager of some stores sees who works there, and changes none who stands beside, above or elsewhere', async () => {
  const west1 = await hired('cashier-west', 'cashier', [west]);
  const roaming = await hired('roaming', 'cashier');
  const { staff } = await teamOf('manager-east');
  expect(staff.map(({ name }) => name)).not.toContain('cashier-west');
  const open = Object.fromEntries(staff.map(({ name, changeable }) => [name, changeable]));
  expect(open).toEqual({ 何禾: false, 'manager-east': false, 'cashier-east': true, roaming: false });
  expect(refusal(await change('manager-east', west1, 'operator', [east]))).toBe('STORE_NOT_YOURS');
  expect(refusal(await change('manager-east', roaming, 'operator', [east]))).toBe('STORE_NOT_YOURS');
  const suspend = { id: west1, suspended: true };
  expect(refusal(await shop.staff('manager-east', 'staff.suspend', suspend, key()))).toBe('STORE_NOT_YOURS');
  const boss = staff[0]?.id ?? '';
  expect(refusal(await change('manager-east', boss, 'cashier', [east]))).toBe('ROLE_REQUIRED');
});

test('of two who change one person at once the second is told, and the repeat of a change is the change', async () => {
  const id = await hired('moving', 'cashier', [east]);
  const rev = await revOf(id);
  const payload = { id, role: 'operator' as const, stores: [], rev };
  sure(await shop.staff(BOSS, 'staff.change', payload, 'same-change'));
  sure(await shop.staff(BOSS, 'staff.change', payload, 'same-change'));
  expect(refusal(await change(BOSS, id, 'analyst', [], rev))).toBe('OUTDATED');
  expect(sure(await shop.staff('moving', 'staff.home', {})).staff?.role).toBe('operator');
  expect(refusal(await shop.staff('moving', 'counter.recent', {}))).toBe('ROLE_REQUIRED');
});

test('the last owner cannot leave or be moved down; when there is another one, they can', async () => {
  const boss = sure(await shop.staff(BOSS, 'staff.home', {})).staff?.id ?? '';
  const lastOwner = { ok: false, error: { code: 'NOT_ALLOWED', details: { reason: 'lastOwner' } } };
  expect(await shop.staff(BOSS, 'staff.leave', {}, key())).toMatchObject(lastOwner);
  expect(await change(BOSS, boss, 'manager')).toMatchObject(lastOwner);
  const second = await hired('second', 'owner');
  // Promoted and moved down again, by an owner.
  sure(await change(BOSS, second, 'manager'));
  expect(await shop.staff(BOSS, 'staff.leave', {}, key())).toMatchObject(lastOwner);
  sure(await change(BOSS, second, 'owner'));
  expect(sure(await shop.staff('second', 'staff.leave', {}, key())).staff).toBe(null);
  expect(refusal(await shop.staff('second', 'staff.team', {}))).toBe('NOT_STAFF');
  expect((await teamOf(BOSS)).staff.map(({ name }) => name)).not.toContain('second');
  // An invite brings them back, as what it says.
  const back = sure(await inviteBy(BOSS, 'analyst'));
  expect(sure(await joinWith('second', back.code)).staff?.role).toBe('analyst');
});

test('an open invite is listed without its code, and lets nobody in once it is taken back', async () => {
  const { code } = sure(await inviteBy(BOSS, 'operator', [], { days: 14 }));
  const listed = (await teamOf(BOSS)).invites.filter(({ role }) => role === 'operator');
  expect(listed).toMatchObject([{ role: 'operator', stores: [], by: '何禾' }]);
  expect(JSON.stringify(listed)).not.toContain(code);
  expect(((listed[0]?.until ?? 0) - shop.now()) / 86_400_000).toBeCloseTo(14, 1);
  // A manager of some stores neither sees nor takes back what is for all of them.
  expect((await teamOf('manager-east')).invites).toEqual([]);
  const id = listed[0]?.id ?? '';
  expect(refusal(await shop.staff('manager-east', 'staff.cancelInvite', { id }, key()))).toBe('STORE_NOT_YOURS');
  sure(await shop.staff(BOSS, 'staff.cancelInvite', { id }, key()));
  expect(refusal(await joinWith('late', code))).toBe('INVITE_INVALID');
  expect((await teamOf(BOSS)).invites.filter(({ role }) => role === 'operator')).toEqual([]);
  for (const days of [0, 15, 1.5]) expect(field(await inviteBy(BOSS, 'operator', [], { days }))).toBe('payload.days');
});

test('the invites of a manager who is moved down or leaves let nobody in', async () => {
  const id = await hired('fading', 'manager');
  const { code } = sure(await inviteBy('fading', 'cashier'));
  sure(await change(BOSS, id, 'cashier'));
  expect(refusal(await joinWith('hopeful', code))).toBe('INVITE_INVALID');
  // As a manager of another store they could not have made it.
  sure(await change(BOSS, id, 'manager', [west]));
  expect(refusal(await joinWith('hopeful', code))).toBe('INVITE_INVALID');
  sure(await change(BOSS, id, 'manager'));
  expect(refusal(await joinWith('hopeful', code))).toBe(null);
});

test('the trail tells who did what; a manager of some stores sees what is of those stores, and their own', async () => {
  const phone = '13800138001';
  sure(await shop.staff('cashier-east', 'counter.createMember', { phone, storeId: east }, key()));
  sure(await shop.staff('cashier-west', 'counter.createMember', { phone: '13800138002', storeId: west }, key()));
  const page = async (openid: string, more: object = {}) => sure(await shop.staff(openid, 'audit.list', more)).acts;
  const all = await page(BOSS, { limit: 50 });
  const made = all.filter(({ what }) => what === 'counter.createMember');
  expect(made.map(({ by, store, group }) => [by, store, group])).toEqual([
    ['cashier-west', '城西店', 'counter'],
    ['cashier-east', '城东店', 'counter'],
  ]);
  expect(made[0]?.member).toMatch(/^\d{4}$/);
  expect(JSON.stringify(all)).not.toContain(phone);
  expect(all.find(({ what }) => what === 'staff.changed')?.colleague).toBe('fading');
  const east1 = await page('manager-east', { limit: 50 });
  expect(east1.some(({ store }) => store === '城西店')).toBe(false);
  expect(east1.every(({ by, store }) => by === 'manager-east' || store === '城东店')).toBe(true);
  expect(east1.map(({ what }) => what)).toContain('staff.invited');
  expect((await page(BOSS, { area: 'shop' })).map(({ what }) => what)).toContain('stores.save');
  expect((await page(BOSS, { area: 'counter' })).every(({ group }) => group === 'counter')).toBe(true);
  const own = sure(await shop.staff('cashier-east', 'staff.home', {})).staff?.id ?? '';
  expect((await page(BOSS, { staffId: own })).every(({ by }) => by === 'cashier-east')).toBe(true);
});

test('the pages of the trail say everything once', async () => {
  const all = sure(await shop.staff(BOSS, 'audit.list', { limit: 50 })).acts.map(({ id }) => id);
  expect(all.length).toBeGreaterThan(15);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = sure(await shop.staff(BOSS, 'audit.list', { limit: 7, ...(cursor ? { cursor } : {}) }));
    seen.push(...page.acts.map(({ id }) => id));
    cursor = page.nextCursor as string | null;
  } while (cursor);
  expect(seen).toEqual(all);
  expect(field(await shop.staff(BOSS, 'audit.list', { cursor: 'nonsense' }))).toBe('cursor');
});

test('who leads a store sees and undoes what was done in it; a cashier sees their own', async () => {
  const recent = async (openid: string) => sure(await shop.staff(openid, 'counter.recent', {})).actions;
  expect((await recent('manager-east')).map(({ by }) => by)).toEqual(['cashier-east']);
  expect((await recent(BOSS)).map(({ by }) => by)).toEqual(['cashier-west', 'cashier-east']);
  expect((await recent('roaming')).map(({ by }) => by)).toEqual([]);
  // Moved to another store, a cashier no longer sees what they did in the one before.
  const id = (await teamOf(BOSS)).staff.find(({ name }) => name === 'cashier-west')?.id ?? '';
  sure(await change(BOSS, id, 'cashier', [east]));
  expect(await recent('cashier-west')).toEqual([]);
});

test('a store that is closed takes nobody, is not chosen, and opens again; its id never comes again', async () => {
  const north = await opened('城北店');
  await shop.advance(10_001);
  const save = async (store: Partial<StoreFields>, id: string | null = north, by = BOSS) => {
    const { rev } = sure(await shop.staff(BOSS, 'stores.view', {}));
    return shop.staff(by, 'stores.save', { rev, id, store: { ...FIELDS, name: '城北店', ...store } }, key());
  };
  sure(await save({ closed: true }));
  await shop.advance(10_001);
  expect(sure(await shop.staff(BOSS, 'staff.home', {})).staff?.stores.map(({ name }) => name)).not.toContain('城北店');
  const sale = { member: { number: '1' }, storeId: north, amountFen: 100 as never };
  expect(refusal(await shop.staff(BOSS, 'counter.quote', sale))).toBe('STORE_UNKNOWN');
  const { stores } = sure(await shop.staff(BOSS, 'stores.view', {}));
  expect(stores.at(-1)).toMatchObject({ id: north, closed: true });
  // The name is free again, and then it is not.
  const other = sure(await save({}, null)).id;
  expect(other).not.toBe(north);
  expect(field(await save({}))).toBe('store.name');
  sure(await save({ name: '老城北店' }));
  await shop.advance(10_001);
  expect(sure(await shop.staff(BOSS, 'staff.home', {})).staff?.stores.map(({ id }) => id)).toContain(north);
});

test('the default store stays, and a manager looks after stores of their own and opens none', async () => {
  const { rev, stores } = sure(await shop.staff('manager-east', 'stores.view', {}));
  expect(stores.map(({ id }) => id)).toEqual([east]);
  const save = (by: string, id: string | null, store: Partial<StoreFields>, at = rev) =>
    shop.staff(by, 'stores.save', { rev: at, id, store: { ...FIELDS, name: '某店', ...store } }, key());
  expect(refusal(await save('manager-east', null, {}))).toBe('STORE_NOT_YOURS');
  expect(refusal(await save('manager-east', west, {}))).toBe('STORE_NOT_YOURS');
  expect(refusal(await save('manager-east', east, { closed: true }))).toBe('STORE_NOT_YOURS');
  expect(field(await save(BOSS, 'default', { closed: true }))).toBe('store.closed');
  expect(field(await save(BOSS, null, { name: ' ' }))).toBe('payload.store.name');
  expect(refusal(await save(BOSS, 'nowhere', {}))).toBe('STORE_UNKNOWN');
  const saved = sure(await save('manager-east', east, { name: '城东店', hours: '9:00–21:00 <b>🎉</b>' }));
  expect(saved.stores).toMatchObject([{ id: east, hours: '9:00–21:00 <b>🎉</b>' }]);
  expect(refusal(await save(BOSS, west, { name: '新城西店' }))).toBe('OUTDATED');
});

test('the same command opens one store, however often it comes', async () => {
  const { rev } = sure(await shop.staff(BOSS, 'stores.view', {}));
  const payload = { rev, id: null, store: { ...FIELDS, name: '城南店' } };
  const one = sure(await shop.staff(BOSS, 'stores.save', payload, 'south'));
  const two = sure(await shop.staff(BOSS, 'stores.save', payload, 'south'));
  expect([two.id, two.rev]).toEqual([one.id, one.rev]);
  expect(two.stores.filter(({ name }) => name === '城南店')).toHaveLength(1);
});

test('a partner’s secret is shown once: it opens the door, is in no list and in no trail, and ends when it is renewed', async () => {
  const make = () =>
    shop.staff(BOSS, 'partners.create', { name: '前台收银', rights: ['orders'], stores: [east] }, 'make-key');
  const { issued } = sure(await make());
  // Whose answer was lost gets the same one.
  expect(sure(await make()).issued).toEqual(issued);
  const ping = async (secret: string) =>
    (await shop.partner('GET', '/v1/ping', undefined, { key: { id: issued.id, secret } })).status;
  expect(await ping(issued.secret)).toBe(200);
  const list = sure(await shop.staff(BOSS, 'partners.list', {}));
  const listed = { id: issued.id, name: '前台收银', state: 'on', stores: [{ name: '城东店' }] };
  expect(list.partners.find(({ id }) => id === issued.id)).toMatchObject(listed);
  const renewed = sure(await shop.staff(BOSS, 'partners.renew', { id: issued.id }, 'renew')).issued;
  expect(sure(await shop.staff(BOSS, 'partners.renew', { id: issued.id }, 'renew')).issued).toEqual(renewed);
  expect(renewed.secret).not.toBe(issued.secret);
  await shop.advance(10_001);
  expect([await ping(issued.secret), await ping(renewed.secret)]).toEqual([401, 200]);
  sure(await shop.staff(BOSS, 'partners.switchOff', { id: issued.id }, key()));
  await shop.advance(10_001);
  expect(await ping(renewed.secret)).not.toBe(200);
  expect(refusal(await shop.staff(BOSS, 'partners.renew', { id: issued.id }, key()))).toBe('PARTNER_OFF');
  const told = JSON.stringify([list, sure(await shop.staff(BOSS, 'audit.list', { area: 'shop' }))]);
  for (const { secret } of [issued, renewed]) expect(told).not.toContain(secret);
  const bad = { name: '', rights: ['orders' as const], stores: null };
  expect(field(await shop.staff(BOSS, 'partners.create', bad, key()))).toBe('payload.name');
  const lost = { name: '网店', rights: ['orders' as const], stores: ['nowhere'] };
  expect(refusal(await shop.staff(BOSS, 'partners.create', lost, key()))).toBe('STORE_UNKNOWN');
});
