/** Closing an account, whatever fails: the books are right, nobody is half gone, and in the end nothing of them is left. */
import { expect, test, vi } from 'vitest';
import { findMemberById } from '../../cloudfunctions/core/account';
import { close, closingOf, stay, sweepClosings, sweepErasures } from '../../cloudfunctions/core/leaving';
import { hiddenId, plainId } from '../../cloudfunctions/core/membership/identity';
import type { Filing } from '../../cloudfunctions/platform/filing';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { EpochMs } from '../../typings/domain';
import { Random } from '../laws/random';
import { explore } from './simulation/explore';
import type { Memory, Request } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, environment, NOON, settings, tick, world } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60;
/** Minutes after noon at which the waiting is over. */
const END = WEEK + 1;
const CALLER = { openid: 'openid-m', lang: 'zh-Hans' as const };
const AVATAR = 'cloud://env.bucket/avatars/100000000000/me.png';

const at = (minutes: number) => (NOON + minutes * MINUTE) as EpochMs;
const asks = (store: Store, key = 'ask', minutes = 0) => close(environment(store, at(minutes)), { ...CALLER, key });
const stays = (store: Store, key = 'stay', minutes = 1) => stay(environment(store, at(minutes)), { ...CALLER, key });
const process = (name: string, run: (store: Store) => Promise<unknown>): Process => ({ name, run });

/** A storage that keeps what it is not asked to remove. */
function storage(): Filing & { files: Set<string> } {
  const files = new Set([AVATAR]);
  const never = () => {
    throw new Error('not asked for here');
  };
  return {
    files,
    keepFrom: never,
    appendTo: never,
    read: never,
    link: never,
    remove: async (ids) => {
      for (const id of ids) files.delete(id);
      return true;
    },
  };
}

async function ends(store: Store, filing: Filing, minutes = END): Promise<void> {
  const env = environment(store, at(minutes));
  await sweepClosings(env, settings, (env.now + 1) as EpochMs);
  await sweepErasures(env, settings, filing, (env.now + 1) as EpochMs);
}

/** A member with points of whom the shop knows something, and another one. */
async function shop(): Promise<Memory> {
  const memory = await world('m', 'n');
  const store = memory.plain();
  await call(store, 'm', { key: 'tap:rich', points: 100 });
  await store.update('members', 'm', {}, { set: { 'profile.nickname': '小满', 'profile.avatar': AVATAR } });
  const identity = { shape: 1, memberId: 'm', at: NOON, consent: null };
  for (const [kind, _id] of [
    ['openid', plainId('openid', CALLER.openid)],
    ['number', plainId('number', '100000000000')],
    ['phone', hiddenId('phone', 'a phone')],
    ['card', hiddenId('card', 'a card')],
  ])
    await store.add('identities', { ...identity, kind, _id } as { _id: string });
  const notice = { shape: 1, memberId: 'm', kind: 'birthday', facts: {}, dueAt: NOON, state: 'new' };
  await store.add('notices', { ...notice, _id: 'm:old' } as { _id: string });
  await store.add('consents', {
    _id: 'c',
    shape: 1,
    memberId: 'm',
    kind: 'expiring',
    at: NOON,
    state: 'open',
  } as never);
  await store.add('inviters', { _id: 'm', shape: 1, code: 'ABCDEFGH', picture: null } as { _id: string });
  return memory;
}

/** What must be true in the end, whoever was interrupted where. */
async function wrongIn(memory: Memory, filing: ReturnType<typeof storage>): Promise<string[]> {
  const store = memory.plain();
  for (const minutes of [20, 40, 60, 80, 100]) {
    await tick(store, END + minutes);
    await ends(store, filing, END + minutes);
  }
  const wrong = await aftermathOf(memory);
  const member = await findMemberById(store, 'm');
  if (member?.state !== 'closed' || member.openid !== null || member.balance !== 0) wrong.push('m is not closed');
  if (member?.profile.nickname !== null || member.profile.avatar !== null) wrong.push('m still has a face');
  const left = memory.all('identities').map(({ kind }) => kind);
  if (left.join() !== 'number') wrong.push(`identities are left: ${left.join()}`);
  for (const collection of ['notices', 'consents'] as const)
    if (memory.all(collection).some(({ memberId }) => memberId === 'm')) wrong.push(`${collection} are left`);
  for (const collection of ['inviters', 'erasures'] as const)
    if (memory.all(collection).length > 0) wrong.push(`${collection} are left`);
  if (filing.files.size > 0) wrong.push('the picture is left');
  return wrong;
}

/** The sweeper's clock is the end of the waiting here. */
async function aftermathOf(memory: Memory): Promise<string[]> {
  for (const minutes of [200, 400, 600]) await tick(memory.plain(), END + minutes);
  return aftermath(memory);
}

test('asking and staying are cut off after any request, and one more tap makes it so', async () => {
  for (const [wish, other] of [
    [asks, stays],
    [stays, asks],
  ] as const) {
    const { runs } = await explore(async (deviations: Deviation[]): Promise<Ending> => {
      const memory = await shop();
      if (wish === stays) await asks(memory.plain(), 'before');
      const ending = await play(memory, [process('tap', (store) => wish(store, 'tap', 2))], deviations);
      const again = await wish(memory.plain(), 'tap', 3);
      if (!again.ok) throw new Error(`refused: ${again.code}`);
      if (again.data.state.is !== (wish === asks ? 'waiting' : 'open')) throw new Error(again.data.state.is);
      const member = await findMemberById(memory.plain(), 'm');
      if (member?.balance !== 100) throw new Error('points moved');
      if ((await other(memory.plain(), 'other', 4)).ok !== true) throw new Error('the way back is closed');
      const wrong = await aftermath(memory);
      if (wrong.length > 0) throw new Error(wrong.join('; '));
      return ending;
    }, 1);
    expect(runs).toBeGreaterThan(10);
  }
});

async function law(deviations: Deviation[], others: (memory: Memory) => Process[]): Promise<Ending> {
  const memory = await shop();
  const filing = storage();
  await asks(memory.plain());
  await tick(memory.plain(), 40);
  const processes = [
    process('tick', (store) => ends(store, filing)),
    process('second tick', (store) => ends(store, filing)),
    ...others(memory),
  ];
  const ending = await play(memory, processes, deviations);
  const wrong = await wrongIn(memory, filing);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return ending;
}

test('two ticks at once, each cut off after any request: closed once, and nothing is left', async () => {
  const { runs } = await explore((deviations) => law(deviations, () => []), 1);
  expect(runs).toBeGreaterThan(100);
});

test('an order, a credit and a sweeper race with the end: booked before it, or refused, and never after', async () => {
  const credit = { memberId: 'm', key: 'gift', kind: 'referral' as const, ref: null, because: [], births: [] };
  const lots = [{ from: null, until: '2027-11-30', points: 7 }] as never;
  const racing = () => [
    process('order', (store) => call(store, 'm', { key: 'order', points: 30 }, at(END))),
    process('credit', (store) =>
      call(
        store,
        'n',
        { key: 'giving', points: 5, credits: [{ ...credit, lots, returnable: false, carry: null }] },
        at(END),
      ).then(() => tick(store, END + 2)),
    ),
  ];
  const { runs } = await explore((deviations) => law(deviations, racing), 2, 60);
  expect(runs).toBeGreaterThan(100);
});

test('a wish to stay races with the end, and one of them holds', async () => {
  let [stayed, gone] = [0, 0];
  await explore(async (deviations) => {
    const memory = await shop();
    const filing = storage();
    await asks(memory.plain());
    await tick(memory.plain(), 40);
    const processes = [
      process('tick', (store) => ends(store, filing)),
      process('stay', (store) => stays(store, 'stay', END)),
    ];
    const ending = await play(memory, processes, deviations);
    const member = await findMemberById(memory.plain(), 'm');
    if (member?.state === 'active' && closingOf(member) === null) {
      stayed += 1;
      for (const minutes of [20, 40]) await ends(memory.plain(), filing, END + minutes);
      const wrong = await aftermathOf(memory);
      if (member.balance !== 100 || filing.files.size !== 1) wrong.push('who stays has lost something');
      if (wrong.length > 0) throw new Error(wrong.join('; '));
    } else {
      gone += 1;
      const wrong = await wrongIn(memory, filing);
      if (wrong.length > 0) throw new Error(wrong.join('; '));
    }
    return ending;
  }, 1);
  expect(stayed).toBeGreaterThan(0);
  expect(gone).toBeGreaterThan(0);
});

test('with one request in ten failing or its answer lost, the end is clean', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const memory = await shop();
    const filing = storage();
    await asks(memory.plain());
    const random = new Random(seed);
    const unsure = memory.store(async (request: Request) => {
      const fate = random.next();
      if (fate < 0.05) throw new StoreError(request.name, 'refused');
      const answer = request.apply();
      if (fate < 0.1) throw new StoreError(request.name, 'timed out');
      return answer;
    });
    for (const minutes of [0, 10, 20])
      await Promise.all([1, 2].map(() => ends(unsure, filing, END + minutes).catch(() => 'failed')));
    expect(await wrongIn(memory, filing), `seed ${seed}`).toEqual([]);
  }
});
