import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  actionsOf,
  boundTo,
  change,
  claim,
  coversStore,
  duties,
  groupOf,
  groups,
  invite,
  join,
  leave,
  rolesOf,
  type StaffAction,
  setupCode,
  suspend,
  team,
} from '../../../cloudfunctions/core/staffing';
import { codeFor, typed } from '../../../cloudfunctions/core/staffing/code';
import { letOwnerIn, suspendOwner } from '../../../cloudfunctions/core/staffing/owners';
import { placeFor } from '../../../cloudfunctions/core/staffing/place';
import { isSetupCode } from '../../../cloudfunctions/core/staffing/setup';
import { type Staff, staffIdOf } from '../../../cloudfunctions/core/staffing/staff';
import { takeTurn } from '../../../cloudfunctions/core/tallies';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { EpochMs } from '../../../typings/domain';
import { explore } from '../../faults/simulation/explore';
import { Memory } from '../../faults/simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from '../../faults/simulation/schedule';
import { environment, NOON } from '../../faults/simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));

let memory: Memory;
beforeEach(() => {
  memory = new Memory(() => NOON);
});

const caller = (openid: string) => ({ openid, key: 'tap' });

test('the set-up code has ten characters that nobody mistakes, however it is typed', () => {
  const code = setupCode();
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/);
  expect(isSetupCode(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `)).toBe(true);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTUVWXYZ'), (at, other) => {
      const wrong = code.slice(0, at) + other + code.slice(at + 1);
      expect(isSetupCode(wrong)).toBe(wrong === code);
    }),
  );
  expect(typed('ａｂｃ－２３４ ５')).toBe('ABC2345');
});

test('a code follows from what it is for and from the key, and from nothing else', () => {
  const key = Buffer.alloc(32, 3);
  expect(codeFor('one', key)).toBe(codeFor('one', key));
  expect(new Set(['one', 'two'].flatMap((what) => [codeFor(what, key), codeFor(what, Buffer.alloc(32, 4))])).size).toBe(
    4,
  );
});

test('any number of turns taken at once are no more than there are', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const place = new Memory(() => NOON);
    const turns = { id: 't', max: 2, until: NOON };
    const taking: Process[] = [1, 2, 3].map((n) => ({ name: `${n}`, run: (store) => takeTurn(store, turns) }));
    const ending = await play(place, taking, deviations);
    const told = ending.results.filter((result) => result !== 'died' && 'value' in result && result.value === true);
    if (told.length > 2) throw new Error(`${told.length} have had a turn`);
    if (Number(place.all('tallies')[0]?.n ?? 0) > 2) throw new Error('more are counted than there are');
    return ending;
  };
  expect((await explore(law, 2)).runs).toBeGreaterThan(50);
});

test('wherever claiming is cut off, two who claim end in one owner whom the rest can find', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const place = new Memory(() => NOON);
    const claims = ['a', 'b'].map(
      (openid): Process => ({
        name: openid,
        run: (store) => claim(environment(store), caller(openid), { code: setupCode(), name: openid }),
      }),
    );
    const ending = await play(place, claims, deviations);
    for (const openid of ['a', 'b'])
      await claim(environment(place.plain()), caller(openid), { code: setupCode(), name: openid });
    const owners = place.all('staff').filter(({ role }) => role === 'owner');
    if (owners.length !== 1) throw new Error(`${owners.length} owners`);
    if (place.all('actions').length !== 1) throw new Error('the claim is not written down once');
    return ending;
  };
  expect((await explore(law, 1)).runs).toBeGreaterThan(20);
});

async function twoOwners(place: Memory): Promise<[string, string]> {
  const store = place.plain();
  await claim(environment(store), caller('a'), { code: setupCode(), name: 'a' });
  const [a, b] = [staffIdOf('a'), staffIdOf('b')];
  const owner = place.all('staff').find(({ _id }) => _id === a) as unknown as Staff;
  await store.add('staff', { ...owner, _id: b, openid: 'b', name: 'b' } as Staff);
  await letOwnerIn(store, b, 'active');
  return [a, b];
}

test('whatever owners do to each other and wherever it is cut off, one who may act is left', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const place = new Memory(() => NOON);
    const [a, b] = await twoOwners(place);
    const acts: [string, (store: Store) => Promise<unknown>][] = [
      ['a suspends b', (store) => suspendOwner(store, b)],
      ['b suspends a', (store) => suspendOwner(store, a)],
      ['b is let in', (store) => letOwnerIn(store, b)],
    ];
    const ending = await play(
      place,
      acts.map(([name, run]) => ({ name, run })),
      deviations,
    );
    holdsOwners(place);
    return ending;
  };
  expect((await explore(law, 2)).runs).toBeGreaterThan(100);
});

/** Whoever is on the list of owners is one who may act, and there is one. */
function holdsOwners(place: Memory): void {
  const staff = place.all('staff') as unknown as Staff[];
  const active = staff.filter(({ role, state }) => role === 'owner' && state === 'active');
  if (active.length === 0) throw new Error('nobody is left');
  const list = place.all('staff').find(({ _id }) => _id === 'owners')?.active as string[];
  const wrong = list.filter((id) => !active.some(({ _id }) => _id === id));
  if (wrong.length > 0) throw new Error(`${wrong} are on the list and no owners`);
}

test('whoever leaves, is moved down or let in at once and wherever it is cut off, the list of owners tells the truth', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const place = new Memory(() => NOON);
    const [a, b] = await twoOwners(place);
    const [one, two] = [a, b].map((id) => place.all('staff').find(({ _id }) => _id === id) as unknown as Staff);
    if (!one || !two) throw new Error('there are no owners');
    const down = { id: b, role: 'cashier' as const, stores: [], rev: 0 };
    const acts: [string, (store: Store) => Promise<unknown>][] = [
      ['a moves b down', (store) => change(environment(store), one, down, 'down')],
      ['a leaves', (store) => leave(environment(store), { openid: 'a', key: 'leave' })],
      ['b is let in', (store) => letOwnerIn(store, b)],
    ];
    const ending = await play(
      place,
      acts.map(([name, run]) => ({ name, run })),
      deviations,
    );
    holdsOwners(place);
    return ending;
  };
  expect((await explore(law, 1)).runs).toBeGreaterThan(20);
});

test('wherever a change of role is cut off, its repeat does it once and writes it down once', async () => {
  for (const role of ['owner', 'manager'] as const) {
    const law = async (deviations: Deviation[]): Promise<Ending> => {
      const place = new Memory(() => NOON);
      const [a, b] = await twoOwners(place);
      const boss = place.all('staff').find(({ _id }) => _id === a) as unknown as Staff;
      const store = place.plain();
      await change(environment(store), boss, { id: b, role: 'cashier', stores: [], rev: 0 }, 'before');
      const input = { id: b, role, stores: [], rev: 1 };
      const move = (through: Store) => change(environment(through), boss, input, 'move');
      const ending = await play(place, [{ name: 'move', run: move }], deviations);
      expect(await move(store)).toMatchObject({ ok: true });
      expect(await move(store)).toMatchObject({ ok: true });
      expect(place.all('staff').find(({ _id }) => _id === b)).toMatchObject({ role, state: 'active', rev: 2 });
      expect(place.all('actions').filter((act) => act.change === 'changed' && act.role === role)).toHaveLength(1);
      holdsOwners(place);
      // An owner is on the list: they can be the last one.
      if (role === 'owner') expect(await suspendOwner(store, a)).toBe(null);
      return ending;
    };
    expect((await explore(law, 1)).runs).toBeGreaterThan(3);
  }
});

test('whoever has left has left once, whatever was cut off, and an invite brings them back', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const place = new Memory(() => NOON);
    const [, b] = await twoOwners(place);
    const go = (store: Store) => leave(environment(store), { openid: 'b', key: 'leave' });
    const ending = await play(place, [{ name: 'leave', run: go }], deviations);
    for (let n = 0; n < 2; n += 1) expect(await go(place.plain())).toMatchObject({ ok: true, data: { staff: null } });
    expect(place.all('staff').find(({ _id }) => _id === b)?.state).toBe('left');
    expect(place.all('actions').filter((act) => act.change === 'left')).toHaveLength(1);
    return ending;
  };
  expect((await explore(law, 1)).runs).toBeGreaterThan(3);
  const [a, b] = await twoOwners(memory);
  const boss = memory.all('staff').find(({ _id }) => _id === a) as unknown as Staff;
  const env = environment(memory.plain());
  await leave(env, { openid: 'b', key: 'leave' });
  const made = await invite(env, boss, { role: 'operator', stores: [] }, 'back');
  if (!made.ok) throw new Error(made.code);
  const later = environment(memory.plain(), (NOON + 1) as EpochMs);
  const { code } = made.data;
  expect(await join(later, { openid: 'b', key: 'j' }, { code, name: 'b' })).toMatchObject({
    data: { staff: { role: 'operator' } },
  });
  expect(memory.all('staff').find(({ _id }) => _id === b)).toMatchObject({ state: 'active', role: 'operator' });
});

const ROLE_LIST = ['owner', 'manager', 'operator', 'cashier', 'analyst'] as const;
const placeOf = fc.record({ role: fc.constantFrom(...ROLE_LIST), stores: fc.subarray(['a', 'b', 'c']) });

test('nobody gives anybody a place above their own, or in a store that is not theirs', () => {
  const all = ['a', 'b', 'c'].map((id) => ({ id }));
  fc.assert(
    fc.property(placeOf, placeOf, (by, wanted) => {
      const placed = placeFor(by, wanted, all);
      if (!placed.ok) return;
      expect(by.role === 'owner' || (by.role === 'manager' && !['owner', 'manager'].includes(placed.data.role))).toBe(
        true,
      );
      const own = boundTo(by);
      const given = boundTo(placed.data);
      if (own) expect(given?.every((id) => own.includes(id))).toBe(true);
      for (const id of ['a', 'b', 'c'])
        if (coversStore(placed.data, id)) expect(coversStore(by, id), `${id} is theirs to give`).toBe(true);
    }),
  );
});

test('every duty is in one group, and all of a group are of the same roles: one line tells the truth of each', () => {
  const wrong: string[] = [];
  for (const [action, roles] of Object.entries(duties) as [StaffAction, readonly string[] | 'anybody'][]) {
    const group = groupOf(action);
    if (roles === 'anybody') expect(group).toBe(null);
    else if (!group) wrong.push(`${action} is in no group`);
    else if (rolesOf(group).join() !== ROLE_LIST.filter((role) => roles.includes(role)).join())
      wrong.push(`${action} is of ${roles}, its group ${group.code} of ${rolesOf(group)}`);
  }
  expect(wrong).toEqual([]);
  expect(groups.filter((group) => actionsOf((each) => each === group).length === 0)).toEqual([]);
});

test('the team is listed as it came, those who may not act last; a stranger’s id is nobody’s', async () => {
  const [a, b] = await twoOwners(memory);
  const env = environment(memory.plain(), (NOON + 1) as EpochMs);
  const owner = memory.all('staff').find(({ _id }) => _id === b) as unknown as Staff;
  expect(await suspend(env, owner, { id: 'owners', suspended: true }, 'k')).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await suspend(env, owner, { id: a, suspended: true }, 'k')).toMatchObject({ ok: true });
  expect(await team(env, owner)).toMatchObject({ data: { staff: [{ name: 'b' }, { name: 'a', state: 'suspended' }] } });
  expect(memory.all('actions').map(({ change }) => change)).toEqual(['claimed', 'suspended']);
});
