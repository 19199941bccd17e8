/** What the staff put right by hand, under every fault. */
import { beforeAll, expect, test, vi } from 'vitest';
import { spendable } from '../../cloudfunctions/core/account';
import { streakOf } from '../../cloudfunctions/core/checkin';
import { adjust, decide, freeze, grant, mendStreak, merge, sweepApprovals } from '../../cloudfunctions/core/members';
import { loadSettings } from '../../cloudfunctions/core/settings';
import { actIdOf, type Staff } from '../../cloudfunctions/core/staffing';
import type { CouponTemplate } from '../../cloudfunctions/core/templates';
import type { Result } from '../../cloudfunctions/platform/refusal';
import type { Store } from '../../cloudfunctions/platform/store';
import type { DayKey, EpochMs, Points } from '../../typings/domain';
import { explore } from './simulation/explore';
import type { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { memberIn, tillWorld } from './simulation/till';
import { aftermath, call, environment, member, NOON, tick } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));

const MINUTE = 60_000;
const TODAY = '2026-11-21' as DayKey;
const at = (minutes: number) => (NOON + minutes * MINUTE) as EpochMs;

const person = (_id: string, role: Staff['role']): Staff => ({
  ...{ _id, shape: 1, openid: `openid-${_id}`, name: _id, role, stores: [], state: 'active' },
  ...{ joinedAt: NOON, invitedBy: null, invitedAt: NOON, turn: 0 },
});
const ding = person('ding', 'operator');
const chen = person('chen', 'manager');
const boss = person('boss', 'owner');

const template: CouponTemplate = {
  code: 'tea',
  name: '奶茶券',
  value: { kind: 'amount', fen: 500, thresholdFen: 0 },
  validity: { kind: 'relative', afterDays: 0, days: 30 },
  ...{ channels: [], stores: [], categories: [], stacking: null, claim: null, note: '', pool: false, state: 'on' },
};

/** A member with 100 points, and the same person without WeChat with 40. */
async function scene(): Promise<Memory> {
  const memory = await tillWorld(100);
  const store = memory.plain();
  await store.add('members', member('card', null));
  await call(store, 'card', { key: 'before', points: 40 });
  await store.add('settings', { _id: 'templates', shape: 1, list: [template] } as { _id: string });
  for (const each of [ding, chen, boss]) await store.add('staff', each);
  return memory;
}

// Settings are kept by the instance: reading them is not what is tried here.
beforeAll(async () => {
  await loadSettings(environment((await scene()).plain()));
});

const asking = (points: number) => ({ id: 'm', points: points as Points, reason: '漏记一单', note: '' });
const put = (store: Store, points: number, staff = ding, key = 'tap', minutes = 0) =>
  adjust(environment(store, at(minutes)), staff, asking(points), key);
const agree = (store: Store, staff: Staff, yes = true, minutes = 0) =>
  decide(environment(store, at(minutes)), staff, { id: actIdOf(ding._id, 'tap'), agree: yes });
const pause = (store: Store, frozen: boolean, key = 'tap', minutes = 0) =>
  freeze(environment(store, at(minutes)), chen, { id: 'm', frozen, reason: '核实身份' }, key);
const give = (store: Store, minutes = 0) =>
  grant(environment(store, at(minutes)), ding, { id: 'm', template: 'tea', count: 2, reason: '补偿' }, 'tap');
const join = (store: Store, minutes = 0) => merge(environment(store, at(minutes)), boss, { from: 'card', into: 'm' });
const process = (name: string, run: Process['run']): Process => ({ name, run });
const code = (result: Result<unknown>) => (result.ok ? null : result.code);

async function available(memory: Memory): Promise<number> {
  return spendable((await memberIn(memory.plain())).lots, TODAY);
}

/** Plays it with these deviations, then tries again until it is told, and lists what is wrong in the end. */
function law(
  act: (store: Store, minutes: number) => Promise<Result<unknown>>,
  wrongIn: (memory: Memory) => Promise<string[]> | string[],
  before: (store: Store) => Promise<unknown> = async () => undefined,
) {
  return async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await scene();
    const store = memory.plain();
    await before(store);
    const twice = ['one', 'other'].map((name) => process(name, (own) => act(own, 0)));
    const ending = await play(memory, twice, deviations);
    await tick(store, 20);
    const answer = await act(store, 30);
    await tick(store, 40);
    const wrong = [...(await wrongIn(memory)), ...(await aftermath(memory))];
    if (!answer.ok) wrong.push(`in the end it was refused: ${answer.code}`);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
}

const points = (wanted: number) => async (memory: Memory) =>
  (await available(memory)) === wanted ? [] : [`${await available(memory)} points`];

test.each([
  [300, 400],
  [-60, 40],
])('wherever a correction of %i is cut off and however often it is sent, it is booked once', async (by, left) => {
  const { runs } = await explore(
    law((store, minutes) => put(store, by, ding, 'tap', minutes), points(left)),
    1,
  );
  expect(runs).toBeGreaterThan(30);
});

test('a correction that waits for consent is asked for once and moves nothing', async () => {
  const wrong = async (memory: Memory) => [
    ...(await points(100)(memory)),
    ...(memory.all('approvals').length === 1 ? [] : ['not one approval']),
  ];
  const { runs } = await explore(
    law((store, minutes) => put(store, 501, ding, 'tap', minutes), wrong),
    1,
  );
  expect(runs).toBeGreaterThan(15);
});

test('what was agreed to is booked once, wherever agreeing is cut off and whoever else decides', async () => {
  const run = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await scene();
    const store = memory.plain();
    await put(store, 800);
    const three = [
      process('agree', (own) => agree(own, chen)),
      process('decline', (own) => agree(own, boss, false)),
      process('agree again', (own) => agree(own, chen)),
    ];
    const ending = await play(memory, three, deviations);
    const answers = [await agree(store, chen, true, 30), await agree(store, boss, false, 30)];
    await sweepApprovals(environment(store, at(40)), await loadSettings(environment(store)), at(41));
    const [approval] = memory.all('approvals');
    const wrong = await aftermath(memory);
    const agreed = approval?.state === 'agreed';
    if (!agreed && approval?.state !== 'declined') wrong.push(`it is ${approval?.state}`);
    if ((await available(memory)) !== (agreed ? 900 : 100)) wrong.push(`${await available(memory)} points`);
    if (answers.filter(({ ok }) => ok).length !== 1) wrong.push(`answers: ${answers.map(code)}`);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(run, 1);
  expect(runs).toBeGreaterThan(30);
});

test('the timer books what was agreed to by somebody whose call has died', async () => {
  const run = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await scene();
    const store = memory.plain();
    await put(store, 800);
    const ending = await play(memory, [process('agree', (own) => agree(own, chen))], deviations);
    await tick(store, 20);
    await sweepApprovals(environment(store, at(30)), await loadSettings(environment(store)), at(31));
    const [approval] = memory.all('approvals');
    const wrong = await aftermath(memory);
    const [state, left] = [String(approval?.state), await available(memory)];
    if (!(state === 'agreed' && left === 900) && !(state === 'waiting' && left === 100))
      wrong.push(`${state} with ${left} points`);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(run, 1);
  expect(runs).toBeGreaterThan(10);
});

test('who has asked does not agree; what was agreed to and cannot be booked says so, and can be tried again', async () => {
  const memory = await scene();
  const store = memory.plain();
  expect(await put(store, -90, { ...ding, role: 'cashier' })).toMatchObject({ data: { approval: { own: true } } });
  await put(store, -50, ding, 'other');
  expect(code(await agree(store, { ...ding, role: 'manager' }))).toBe('APPROVAL_OWN');
  expect(await agree(store, chen)).toMatchObject({
    data: { approval: { state: 'refused', refusal: 'INSUFFICIENT', open: true } },
  });
  expect(code(await agree(store, boss, false))).toBe('APPROVAL_DECIDED');
  await put(store, 60, ding, 'more');
  expect(await agree(store, boss)).toMatchObject({ data: { approval: { state: 'agreed', decidedBy: 'boss' } } });
  expect(await available(memory)).toBe(20);
  expect(await aftermath(memory)).toEqual([]);
});

test('an owner beside whom nobody can decide agrees to their own, and the answer says so', async () => {
  const memory = await tillWorld(0);
  const store = memory.plain();
  await store.add('staff', boss);
  await store.add('staff', { ...chen, state: 'suspended' } as Staff);
  const asked = await adjust(environment(store), boss, asking(20_000), 'tap');
  if (!asked.ok || !asked.data.approval) throw new Error('it was not asked for');
  const { id } = asked.data.approval;
  expect(await decide(environment(store), boss, { id, agree: true })).toMatchObject({
    data: { alone: true, approval: { state: 'agreed', own: true } },
  });
  expect(await available(memory)).toBe(20_000);
});

test('limits that change between a call and its repeat neither book twice nor ask for what is booked', async () => {
  const memory = await scene();
  const store = memory.plain();
  await put(store, 501);
  // The same tap by somebody who has been given more to do since.
  expect(await put(store, 501, { ...ding, role: 'manager' })).toMatchObject({
    data: { approval: { state: 'waiting' } },
  });
  expect(await available(memory)).toBe(100);
  await put(store, 400, ding, 'small');
  expect(await put(store, 400, { ...ding, role: 'cashier' }, 'small')).toMatchObject({ data: { approval: null } });
  expect(await available(memory)).toBe(500);
  expect(memory.all('approvals')).toHaveLength(1);
});

test('wherever pausing is cut off, the account is paused once', async () => {
  const wrong = async (memory: Memory) => {
    const { state } = await memberIn(memory.plain());
    const entries = memory.all('ledger').filter(({ kind }) => kind === 'state').length;
    return state === 'frozen' && entries === 1 ? [] : [`${state} with ${entries} entries`];
  };
  const { runs } = await explore(
    law((store, minutes) => pause(store, true, 'tap', minutes), wrong),
    1,
  );
  expect(runs).toBeGreaterThan(10);
});

test('an account that is paused already is left as it is, and opened again it is active', async () => {
  const memory = await scene();
  const store = memory.plain();
  expect(await pause(store, true)).toMatchObject({ data: { changed: true } });
  expect(await pause(store, true, 'another')).toMatchObject({ data: { changed: false } });
  expect(await put(store, -30)).toMatchObject({ data: { available: 70 } });
  expect(await pause(store, false, 'open')).toMatchObject({ data: { changed: true } });
  expect((await memberIn(store)).state).toBe('active');
  expect(await aftermath(memory)).toEqual([]);
});

test('wherever giving coupons is cut off, they are there once, and the books know of them', async () => {
  const wrong = (memory: Memory) =>
    memory.all('coupons').length === 2 ? [] : [`${memory.all('coupons').length} coupons`];
  const { runs } = await explore(law(give, wrong), 1);
  expect(runs).toBeGreaterThan(40);
});

test('wherever a merger is cut off, everything comes together once, with the tags', async () => {
  const wrong = async (memory: Memory) => {
    const { aliases, tags } = await memberIn(memory.plain());
    const [ids, told] = [aliases.join(), tags?.join()];
    return [
      ...(await points(140)(memory)),
      ...(ids === 'card' && told === '老客' ? [] : [`aliases ${ids}, tags ${told}`]),
    ];
  };
  const tagged = (store: Store) => store.update('members', 'card', {}, { set: { tags: ['老客'], tagsRev: 1 } });
  const { runs } = await explore(law(join, wrong, tagged), 1);
  expect(runs).toBeGreaterThan(40);
});

test('a mended streak goes on from its new length, and no signed day is signed a second time', async () => {
  const memory = await scene();
  const store = memory.plain();
  const mend = (days: number, key: string) =>
    mendStreak(environment(store), ding, { id: 'm', days, reason: '系统故障' }, key);
  await store.update('members', 'm', {}, { set: { joinedOn: '2026-10-01' } });
  expect(await mend(6, 'a')).toMatchObject({ data: { from: 0, to: 6 } });
  expect(await mend(6, 'a')).toMatchObject({ data: { from: 0, to: 6 } });
  expect(code(await mend(6, 'b'))).toBe('INVALID_INPUT');
  const { checkIn, lastCheckIn } = await memberIn(store);
  expect(streakOf(checkIn.days, TODAY)).toBe(6);
  expect(lastCheckIn).toBeNull();
  expect(await available(memory)).toBe(100);
  expect(await aftermath(memory)).toEqual([]);
});
