import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { claim, setupCode, suspend, takeTurn, team } from '../../../cloudfunctions/core/staffing';
import { codeFor, typed } from '../../../cloudfunctions/core/staffing/code';
import { letOwnerIn, suspendOwner } from '../../../cloudfunctions/core/staffing/owners';
import { isSetupCode } from '../../../cloudfunctions/core/staffing/setup';
import { type Staff, staffIdOf } from '../../../cloudfunctions/core/staffing/staff';
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
    const active = place.all('staff').filter(({ role, state }) => role === 'owner' && state === 'active');
    if (active.length === 0) throw new Error('nobody is left');
    return ending;
  };
  expect((await explore(law, 2)).runs).toBeGreaterThan(100);
});

test('the team is listed as it came, those who may not act last; a stranger’s id is nobody’s', async () => {
  const [a, b] = await twoOwners(memory);
  const env = environment(memory.plain(), (NOON + 1) as EpochMs);
  const owner = memory.all('staff').find(({ _id }) => _id === b) as unknown as Staff;
  expect(await suspend(env, owner, { id: 'owners', suspended: true }, 'k')).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await suspend(env, owner, { id: a, suspended: true }, 'k')).toMatchObject({ ok: true });
  expect(await team(env)).toMatchObject({ data: { staff: [{ name: 'b' }, { name: 'a', state: 'suspended' }] } });
  expect(memory.all('actions').map(({ change }) => change)).toEqual(['claimed', 'suspended']);
});
