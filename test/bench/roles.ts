/**
 * Every action of the function `staff`, as everybody who might call it: each role, somebody suspended, somebody who has left, a
 * member who shops, a stranger, and staff of another store for what names a store. The answers must be those of the table.
 */
import { duties, ROLES, type StaffAction } from '../../cloudfunctions/core/staffing';
import type { Answer } from '../../typings/api/envelope';
import type { Role } from '../../typings/api/staff';
import { openShop, type Shop } from '../integration/shop/shop';
import { payloads } from '../setup/staff-payloads';
import type { Figure } from './figure';

const BOSS = 'boss';
/** What only the roles that may can be answered: anything else is the domain's, and so behind the door. */
const DOOR = ['NOT_STAFF', 'ROLE_REQUIRED'];

let keys = 0;

async function ask(shop: Shop, openid: string, action: StaffAction, payload: object = payloads[action]) {
  const answer = await shop.raw(openid, { action, payload, key: `roles-${++keys}` }, 'staff');
  return answer.ok ? null : answer.error.code;
}

async function sure<T>(answer: Promise<Answer<T>>): Promise<T> {
  const got = await answer;
  if (!got.ok) throw new Error(got.error.code);
  return got.data;
}

async function hire(shop: Shop, openid: string, role: Role, stores: string[] = []): Promise<string> {
  const { code } = await sure(shop.staff(BOSS, 'staff.invite', { role, stores }, `invite-${openid}`));
  const home = await sure(shop.staff(openid, 'staff.join', { code, name: '小陈' }, `join-${openid}`));
  return home.staff?.id ?? '';
}

/** One person of each kind, in a shop of two stores. */
async function people(shop: Shop): Promise<void> {
  const code = await shop.setupCode();
  await sure(shop.staff(BOSS, 'staff.claim', { code, name: 'boss' }, 'claim'));
  const store = { name: '城东店', address: '', hours: '', phone: '', closed: false };
  const { id: east } = await sure(shop.staff(BOSS, 'stores.save', { rev: 0, id: null, store }, 'east'));
  // What is off is refused before anybody's store is looked at.
  await shop.programme({ visits: { perDay: 2 } });
  await shop.advance(10_001);
  for (const role of ROLES) await hire(shop, role, role);
  for (const role of ROLES.filter((each) => each !== 'owner')) await hire(shop, `${role}-east`, role, [east]);
  for (const role of ['owner', 'cashier'] as const) {
    const id = await hire(shop, `suspended-${role}`, role);
    await sure(shop.staff(BOSS, 'staff.suspend', { id, suspended: true }, `suspend-${role}`));
  }
  await hire(shop, 'left', 'manager');
  await sure(shop.staff('left', 'staff.leave', {}, 'leave'));
  await shop.join('shopper');
}

/** Leaving is asked last, by each: afterwards they are nobody. */
const actions = (Object.keys(duties) as StaffAction[])
  .filter((action) => duties[action] !== 'anybody')
  .sort((a, b) => Number(a === 'staff.leave') - Number(b === 'staff.leave'));

async function leaks(shop: Shop): Promise<{ calls: number; wrong: string[] }> {
  const wrong: string[] = [];
  let calls = 0;
  const expectOf = async (openid: string, action: StaffAction, right: (code: string | null) => boolean) => {
    calls += 1;
    const code = await ask(shop, openid, action);
    if (!right(code)) wrong.push(`${action} answers ${openid} with ${code ?? 'yes'}`);
  };
  for (const action of actions) {
    // Everybody is asked at once.
    const asked: Promise<void>[] = [];
    for (const role of ROLES) {
      const may = duties[action].includes(role);
      asked.push(expectOf(role, action, (code) => (may ? !DOOR.includes(code ?? '') : code === 'ROLE_REQUIRED')));
    }
    const outside = ['suspended-owner', 'suspended-cashier', 'shopper', 'stranger'];
    // Leaving once more is no leak: who has left is told so.
    if (action !== 'staff.leave') outside.push('left');
    for (const openid of outside) asked.push(expectOf(openid, action, (code) => code === 'NOT_STAFF'));
    // The payload names the default store; they work in the other one.
    if ('storeId' in payloads[action])
      for (const role of ROLES.filter((each) => each !== 'owner' && duties[action].includes(each)))
        asked.push(expectOf(`${role}-east`, action, (code) => code === 'STORE_NOT_YOURS'));
    await Promise.all(asked);
  }
  return { calls, wrong };
}

export const figures: Figure[] = [
  {
    name: 'roles.leaks',
    unit: 'answers',
    limit: { exactly: 0 },
    measure: async () => {
      const shop = await openShop();
      try {
        await people(shop);
        const { calls, wrong } = await leaks(shop);
        const named = actions.filter((action) => 'storeId' in payloads[action]).length;
        const note = `${calls} calls of ${actions.length} actions by 5 roles, suspended, left, shopper and stranger; ${named} name a store and were called from another`;
        return { value: wrong.length, note, wrong };
      } finally {
        await shop.close();
      }
    },
  },
];
