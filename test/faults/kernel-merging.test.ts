/** One person's two members become one, under every fault. */
import { expect, test, vi } from 'vitest';
import type { Member, Origin } from '../../cloudfunctions/core/account';
import { claimPhone, createWithoutWeChat, findByRef } from '../../cloudfunctions/core/membership';
import type { Result } from '../../cloudfunctions/platform/refusal';
import type { Store } from '../../cloudfunctions/platform/store';
import type { ClaimedView } from '../../typings/api/shopper';
import { explore } from './simulation/explore';
import { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { aftermath, call, environment, member, NOON, settings, tick } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
const till: Origin = { storeId: 'default', channel: 'till', actor: 'partner', partnerId: 'till-1' };
const phone = '+8613800138000';

/** The member that a till made and rang up 120 points for, and two shoppers with 7 and 1. */
async function scene(): Promise<{ memory: Memory; made: string }> {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  const env = { ...environment(store), newId: () => 'made' };
  const created = await createWithoutWeChat(env, settings, { phone }, till);
  if (!created.ok) throw new Error(created.code);
  for (const id of ['a', 'b']) {
    const shopper: Member = { ...member(id), number: `${id}00000000000` };
    await store.add('members', shopper);
  }
  await call(store, 'made', { key: 'order:till-1:1:paid', points: 120 });
  await call(store, 'a', { key: 'checkin:2026-11-20', points: 7 });
  await call(store, 'b', { key: 'checkin:2026-11-20', points: 1 });
  return { memory, made: created.data.member._id };
}

/** WeChat tells the number behind a code once. */
function wechat() {
  const told = new Set<string>();
  return async (code: string) => {
    if (told.has(code)) return 'unreadable' as const;
    told.add(code);
    return phone;
  };
}

function pressing(store: Store, who: string, key: string, read: ReturnType<typeof wechat>) {
  return claimPhone(environment(store), { openid: `openid-${who}`, key }, { code: key }, read);
}

/** What a till does: finds the member by the phone number, books, and tries again when it is told to. */
async function selling(store: Store, order: string, points: number): Promise<boolean> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const found = await findByRef(environment(store), { phone });
    const booked = found.ok ? await call(store, found.data._id, { key: `order:till-1:${order}:paid`, points }) : null;
    if (booked?.ok) return true;
  }
  return false;
}

const by = (memory: Memory, id: string) =>
  memory.all('members').find(({ _id }) => _id === id) as unknown as Member | undefined;

async function soundBooks(memory: Memory): Promise<void> {
  const wrong = await aftermath(memory);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

async function law(deviations: Deviation[]): Promise<Ending> {
  const { memory, made } = await scene();
  const read = wechat();
  const press: Process = { name: 'press', run: (store) => pressing(store, 'a', 'tap-1', read) };
  const sell: Process = { name: 'sell', run: (store) => selling(store, '2', 30) };
  const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
  const ending = await play(memory, [press, sell, press, sweeper], deviations);
  // The person presses once more, as long as the answer is no: the number is theirs in the end.
  const store = memory.plain();
  let last = await pressing(store, 'a', 'tap-1', read);
  if (!last.ok) last = await pressing(store, 'a', 'tap-2', read);
  if (!last.ok) throw new Error(`pressing again was refused: ${last.code}`);
  await soundBooks(memory);
  const [a, gone] = [by(memory, 'a'), by(memory, made)];
  if (gone?.state !== 'merged' || gone.balance !== 0 || gone.growth !== 0) throw new Error('something stayed behind');
  const sold = memory.all('ledger').filter(({ key }) => key === 'order:till-1:2:paid').length;
  if (sold > 1) throw new Error('one order has been booked on both');
  const total = 120 + 7 + 30 * sold;
  if (a?.balance !== total) throw new Error(`${a?.balance} points instead of ${total}`);
  if (!a.phoneBound || a.aliases.join() !== made) throw new Error('not bound to the one who stays');
  const notices = memory.all('notices').filter(({ kind }) => kind === 'merged');
  if (notices.length !== 1) throw new Error(`${notices.length} notices of one merger`);
  for (const result of ending.results) {
    const answer =
      result !== 'died' && 'value' in result ? (result.value as Result<ClaimedView> | undefined) : undefined;
    if (typeof answer === 'object' && answer.ok && answer.data.merged !== null) {
      const { points } = answer.data.merged;
      if (points !== 120 && points !== 150) throw new Error(`${points} points were said to have come`);
      if (answer.data.member.points.available < points) throw new Error('told of points that are not there yet');
    }
  }
  return ending;
}

test('a merge loses and makes no point, whatever breaks', async () => {
  const { runs } = await explore(law, 2, 400);
  expect(runs).toBeGreaterThan(200);
});

async function rivalry(deviations: Deviation[]): Promise<Ending> {
  const { memory, made } = await scene();
  const press = (who: string): Process => ({ name: who, run: (store) => pressing(store, who, `tap-${who}`, wechat()) });
  const sweeper: Process = { name: 'sweeper', run: (store) => tick(store) };
  const ending = await play(memory, [press('a'), press('b'), sweeper], deviations);
  await soundBooks(memory);
  const store = memory.plain();
  const ends = [await pressing(store, 'a', 'again-a', wechat()), await pressing(store, 'b', 'again-b', wechat())];
  await soundBooks(memory);
  const winners = ends.filter((answer) => answer.ok);
  if (winners.length !== 1) throw new Error(`${winners.length} of two got the number`);
  const losers = ends.filter((answer) => !answer.ok && answer.code === 'PHONE_OF_OTHER');
  if (losers.length !== 1) throw new Error('the other one is not told why');
  const balances = ['a', 'b', made].map((id) => by(memory, id)?.balance);
  const possible = ['127,1,0', '7,121,0'];
  if (!possible.includes(balances.join())) throw new Error(`balances ${balances.join()}`);
  return ending;
}

test('of two people with one phone number the first gets what is under it, and the other is told', async () => {
  const { runs } = await explore(rivalry, 2, 300);
  expect(runs).toBeGreaterThan(200);
});

test('the same tap again answers the same, months later too, though WeChat tells a number once', async () => {
  const { memory } = await scene();
  const store = memory.plain();
  const read = wechat();
  const first = await pressing(store, 'a', 'tap', read);
  expect(first).toMatchObject({ ok: true, data: { merged: { points: 120 }, member: { phoneBound: true } } });
  expect(await pressing(store, 'a', 'tap', read)).toEqual(first);
  for (const minutes of [20, 60, 600]) await tick(store, minutes);
  const journal = by(memory, 'a')?.journal;
  expect(journal).toEqual({});
  expect(await pressing(store, 'a', 'tap', read)).toMatchObject({ ok: true, data: { merged: { points: 120 } } });
  expect(by(memory, 'a')?.balance).toBe(127);
});

test('a number that nobody has is bound, and purchases under it are then this member’s', async () => {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  await store.add('members', member('a'));
  expect(await pressing(store, 'a', 'tap', wechat())).toMatchObject({
    ok: true,
    data: { merged: null, member: { phoneBound: true } },
  });
  expect(await selling(store, '1', 12)).toBe(true);
  const created = await createWithoutWeChat(environment(store), settings, { phone }, till);
  expect(created).toMatchObject({ ok: true, data: { created: false, member: { _id: 'a', balance: 12 } } });
  expect(await pressing(store, 'a', 'another', wechat())).toMatchObject({ ok: true, data: { merged: null } });
});

test('who is no member, is frozen, or shows an unreadable code gets nothing', async () => {
  const { memory, made } = await scene();
  const store = memory.plain();
  expect(await pressing(store, 'nobody', 'tap', wechat())).toEqual({ ok: false, code: 'NOT_MEMBER' });
  const silent = async () => 'unreadable' as const;
  expect(await pressing(store, 'a', 'tap', silent)).toEqual({ ok: false, code: 'PHONE_UNREADABLE' });
  await store.update('members', 'b', {}, { set: { state: 'frozen' } });
  expect(await pressing(store, 'b', 'tap', wechat())).toEqual({ ok: false, code: 'FROZEN' });
  await store.update('members', made, {}, { set: { state: 'frozen' } });
  expect(await pressing(store, 'a', 'tap', wechat())).toEqual({ ok: false, code: 'FROZEN' });
  expect(by(memory, 'a')).toMatchObject({ balance: 7, phoneBound: false, aliases: [] });
});
