/** Who works in the shop, through the function itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { duties, type StaffAction } from '../../cloudfunctions/core/staffing';
import type { Answer } from '../../typings/api/envelope';
import type { Role, StaffHome } from '../../typings/api/staff';
import { payloads } from '../setup/staff-payloads';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

let keys = 0;
const key = () => `key-${++keys}`;

const claim = (openid: string, code: string, name = '老板') => shop.staff(openid, 'staff.claim', { code, name }, key());

async function invited(owner: string, openid: string, role: Role = 'cashier', stores: string[] = []) {
  const { code } = sure(await shop.staff(owner, 'staff.invite', { role, stores }, key()));
  const joined = sure(await shop.staff(openid, 'staff.join', { code, name: '小陈' }, key()));
  if (!joined.staff) throw new Error('joined and not of the staff');
  return { code, staff: joined.staff };
}

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);

test('a stranger sees the name of the shop, that nobody owns it, and may do nothing', async () => {
  const home: StaffHome = sure(await shop.staff('stranger', 'staff.home', {}));
  expect(home).toMatchObject({ staff: null, unclaimed: true, may: [] });
});

test('before the right set-up code nobody becomes the owner, and guessing has an end', async () => {
  // To the beginning of a minute: the turns are counted by minutes.
  await shop.advance(60_000 - (shop.now() % 60_000) + 1000);
  const answers = [];
  for (let n = 0; n < 6; n += 1) answers.push(refusal(await claim('guesser', `222222222${2 + n}`)));
  expect(answers).toEqual([...Array(5).fill('SETUP_CODE_WRONG'), 'TOO_MANY_GUESSES']);
  // Even the right one: a turn is a turn.
  expect(refusal(await claim('guesser', await shop.setupCode()))).toBe('TOO_MANY_GUESSES');
  expect(sure(await shop.staff('guesser', 'staff.home', {})).unclaimed).toBe(true);
});

test('of two who have the set-up code and claim at once, one is the owner', async () => {
  const code = await shop.setupCode();
  // As it is read out and typed: in parts, in small letters, by a full-width keyboard.
  const typed = `${code.slice(0, 5)} - ${code.slice(5)}`.toLowerCase();
  const answers = await Promise.all(['owner-a', 'owner-b'].map((openid) => claim(openid, typed)));
  expect(answers.map(refusal).sort()).toEqual(['OWNER_EXISTS', null].sort());
  const homes = await Promise.all(['owner-a', 'owner-b'].map((openid) => shop.staff(openid, 'staff.home', {})));
  const owners = homes.map(sure).flatMap(({ staff }) => (staff ? [staff] : []));
  expect(owners).toMatchObject([{ name: '老板', role: 'owner', state: 'active' }]);
  expect(sure(homes[0] as Answer<StaffHome>).unclaimed).toBe(false);
});

/** Whoever of the two has won. */
async function owner(): Promise<string> {
  const home = sure(await shop.staff('owner-a', 'staff.home', {}));
  return home.staff ? 'owner-a' : 'owner-b';
}

test('once there is an owner the set-up code opens nothing, and the owner who claims again is the owner', async () => {
  const code = await shop.setupCode();
  expect(refusal(await claim('late', code))).toBe('OWNER_EXISTS');
  const again = sure(await claim(await owner(), code));
  expect(again.staff?.role).toBe('owner');
});

test('an invite lets one person in, once, with its role and stores; its repeat tells them so', async () => {
  const boss = await owner();
  const { code, staff } = await invited(boss, 'cashier');
  expect(staff).toMatchObject({ role: 'cashier', state: 'active', stores: [{ id: 'default' }] });
  expect(refusal(await shop.staff('thief', 'staff.join', { code, name: '路人' }, key()))).toBe('INVITE_INVALID');
  const again = sure(await shop.staff('cashier', 'staff.join', { code, name: '小陈' }, key()));
  expect(again.staff?.id).toBe(staff.id);
  expect(sure(await shop.staff(boss, 'staff.team', {})).staff.map(({ role }) => role)).toEqual(['owner', 'cashier']);
});

test('of two who use one invite at once, one is let in', async () => {
  const { code } = sure(await shop.staff(await owner(), 'staff.invite', { role: 'cashier', stores: [] }, key()));
  const joined = await Promise.all(
    ['twin-a', 'twin-b'].map((openid) => shop.staff(openid, 'staff.join', { code, name: '双胞胎' }, key())),
  );
  expect(joined.map(refusal).sort()).toEqual(['INVITE_INVALID', null].sort());
});

test('an invite is good for two days', async () => {
  const boss = await owner();
  const { code, until } = sure(await shop.staff(boss, 'staff.invite', { role: 'cashier', stores: [] }, key()));
  expect(until - shop.now()).toBeLessThanOrEqual(48 * 3_600_000);
  await shop.advance(48 * 3_600_000 + 1);
  expect(refusal(await shop.staff('too-late', 'staff.join', { code, name: '迟到' }, key()))).toBe('INVITE_INVALID');
});

test('the same key makes the same invite; a store that is not there makes none', async () => {
  const boss = await owner();
  const [one, two] = [1, 2].map(() =>
    shop.staff(boss, 'staff.invite', { role: 'cashier', stores: ['default'] }, 'same-invite'),
  );
  expect(sure(await (one as Promise<Answer<{ code: string }>>)).code).toBe(
    sure(await (two as Promise<Answer<{ code: string }>>)).code,
  );
  expect(refusal(await shop.staff(boss, 'staff.invite', { role: 'cashier', stores: ['nowhere'] }, key()))).toBe(
    'STORE_UNKNOWN',
  );
});

test('every action of the table refuses whom the table does not name', async () => {
  const wrong: string[] = [];
  for (const [action, roles] of Object.entries(duties) as [StaffAction, (typeof duties)[StaffAction]][]) {
    // Whoever leaves is asked nothing more; team.test.ts tells of it.
    if (roles === 'anybody' || action === 'staff.leave') continue;
    const ask = async (openid: string) =>
      refusal(await shop.raw(openid, { action, payload: payloads[action], key: key() }, 'staff'));
    if ((await ask('stranger')) !== 'NOT_STAFF') wrong.push(`${action} answers a stranger`);
    const cashier = await ask('cashier');
    if ((cashier === 'ROLE_REQUIRED') === roles.includes('cashier'))
      wrong.push(`${action} says ${cashier} to a cashier`);
    if (['ROLE_REQUIRED', 'NOT_STAFF'].includes((await ask(await owner())) ?? ''))
      wrong.push(`${action} refuses an owner`);
  }
  expect(wrong).toEqual([]);
});

test('what a role may do is what home says', async () => {
  const { may } = sure(await shop.staff('cashier', 'staff.home', {}));
  expect(may).toContain('counter.sell');
  expect(may).not.toContain('staff.invite');
  expect(sure(await shop.staff(await owner(), 'staff.home', {})).may).toContain('staff.suspend');
});

test('a cashier who is suspended is out at once, and back when the owner says so', async () => {
  const boss = await owner();
  const { staff } = await invited(boss, 'brief');
  const suspend = (suspended: boolean) => shop.staff(boss, 'staff.suspend', { id: staff.id, suspended }, key());
  const recent = async () => refusal(await shop.staff('brief', 'counter.recent', {}));
  expect(await recent()).toBe(null);
  sure(await suspend(true));
  expect(await recent()).toBe('NOT_STAFF');
  // An invite that is still open does not bring them back.
  const { code } = sure(await shop.staff(boss, 'staff.invite', { role: 'cashier', stores: [] }, key()));
  expect(refusal(await shop.staff('brief', 'staff.join', { code, name: '小陈' }, key()))).toBe('NOT_ALLOWED');
  sure(await suspend(false));
  expect(await recent()).toBe(null);
});

test('the last owner cannot be suspended, and of two owners who suspend each other at once one stays', async () => {
  const boss = await owner();
  const own = sure(await shop.staff(boss, 'staff.home', {})).staff;
  const suspend = (by: string, id: string) => shop.staff(by, 'staff.suspend', { id, suspended: true }, key());
  const alone = await suspend(boss, own?.id ?? '');
  expect(alone).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED', details: { reason: 'lastOwner' } } });
  const { staff: second } = await invited(boss, 'partner', 'owner');
  await Promise.all([suspend(boss, second.id), suspend('partner', own?.id ?? '')]);
  const homes = await Promise.all([boss, 'partner'].map((openid) => shop.staff(openid, 'staff.home', {})));
  const acting = homes.map(sure).filter(({ staff }) => staff !== null);
  expect(acting).toHaveLength(1);
});

test('the invites of an owner who is suspended let nobody in', async () => {
  const boss = await owner();
  const { staff: leaving } = await invited(boss, 'leaving', 'owner');
  const open = async (name: string) =>
    sure(await shop.staff('leaving', 'staff.invite', { role: 'owner', stores: [] }, name)).code;
  const [used, left] = [await open('back-door-1'), await open('back-door-2')];
  const join = (openid: string, code: string) => shop.staff(openid, 'staff.join', { code, name: '老友' }, key());
  sure(await join('friend', used));
  sure(await shop.staff(boss, 'staff.suspend', { id: leaving.id, suspended: true }, key()));
  expect(refusal(await join('leaving-again', left))).toBe('INVITE_INVALID');
  // Who was let in before is in.
  expect(sure(await join('friend', used)).staff?.role).toBe('owner');
});

test('payloads with anything wrong in them are refused and named', async () => {
  const field = async (action: string, payload: object) => {
    const answer = await shop.raw('cashier', { action, payload, key: key() }, 'staff');
    return answer.ok ? null : answer.error.details?.field;
  };
  expect(await field('staff.join', { code: 'ABC', name: '' })).toBe('payload.name');
  expect(await field('staff.join', { code: 'ABC', name: '一个长得没有人会叫的名字' })).toBe(undefined);
  expect(await field('staff.join', { code: 'ABC', name: '一个长得没有人会这样叫的名字' })).toBe('payload.name');
  expect(await field('staff.join', { code: 'x'.repeat(41), name: '小陈' })).toBe('payload.code');
  for (const amountFen of [0, -1, 1.5, 10_000_001, '100', null])
    expect(
      await field('counter.quote', { member: { number: '1' }, storeId: 'default', amountFen }),
      String(amountFen),
    ).toBe('payload.amountFen');
  expect(await field('counter.quote', { member: {}, storeId: 'default', amountFen: 1 })).toMatch(/^payload\.member/);
  expect(await field('counter.recent', { limit: 51 })).toBe('payload.limit');
  expect(await field('counter.recent', { cursor: 'nonsense' })).toBe('cursor');
});
