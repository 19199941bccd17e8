import { beforeEach, expect, test, vi } from 'vitest';
import { checkBooks, type Member } from '../../../cloudfunctions/core/account';
import { checkNames, updateProfile } from '../../../cloudfunctions/core/membership';
import type { TextVerdict } from '../../../cloudfunctions/platform/open-api';
import { type Store, StoreError } from '../../../cloudfunctions/platform/store';
import type { EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member, NOON, settings } from '../../faults/simulation/world';

beforeEach(() => {
  vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
});

const MINUTE = 60_000;

/** A shop whose people have all set a name while WeChat could not be asked. */
async function unanswered(...ids: string[]) {
  const memory = new Memory(() => NOON);
  for (const id of ids) {
    await memory.plain().add('members', member(id));
    await name(memory, id, `名${id}`, 'unknown');
  }
  return memory;
}

function name(memory: Memory, id: string, nickname: string, verdict: TextVerdict, now: number = NOON) {
  const caller = { openid: `openid-${id}`, key: `tap-${nickname}` };
  return updateProfile(environment(memory.plain(), now as EpochMs), caller, { nickname }, async () => verdict);
}

async function tick(memory: Memory, minutes: number, verdict: TextVerdict, store: Store = memory.plain()) {
  const asked: string[] = [];
  const now = (NOON + minutes * MINUTE) as EpochMs;
  const checked = await checkNames(
    environment(store, now),
    settings,
    async (openid, content) => {
      asked.push(`${openid} ${content}`);
      return verdict;
    },
    (now + 1) as EpochMs,
  );
  return { checked, asked };
}

const one = (memory: Memory) => memory.all('members')[0] as unknown as Member;

test('a name that got no verdict is asked about again after ten minutes, for the person who set it', async () => {
  const memory = await unanswered('m');
  expect((await tick(memory, 9, 'pass')).asked).toEqual([]);
  const { asked, checked } = await tick(memory, 10, 'pass');
  expect(asked).toEqual(['openid-m 名m']);
  expect(checked).toEqual({ passed: 1, reset: 0, open: 0 });
  expect(one(memory)).toMatchObject({ profile: { nickname: '名m', unchecked: false }, nameCheck: null, seq: 3 });
  expect((await tick(memory, 500, 'risky')).asked).toEqual([]);
  expect(await checkBooks(memory.plain(), 'm')).toEqual([]);
});

test('a name found risky is taken away by an entry, and nothing else of the member is', async () => {
  const memory = await unanswered('m');
  const before = one(memory);
  expect((await tick(memory, 10, 'risky')).checked).toEqual({ passed: 0, reset: 1, open: 0 });
  const after = one(memory);
  expect(after).toMatchObject({ profile: { nickname: null, avatar: null, unchecked: false }, balance: before.balance });
  expect(Object.values(after.journal).at(-1)).toMatchObject({
    kind: 'profile',
    points: 0,
    actor: 'timer',
    because: [{ code: 'profile.changed' }],
  });
  expect(await checkBooks(memory.plain(), 'm')).toEqual([]);
});

test('without a verdict the waits double, the questions end, and the mark stays for the staff', async () => {
  const memory = await unanswered('m');
  const asked: number[] = [];
  for (let minutes = 0; minutes <= 6000; minutes += 10)
    if ((await tick(memory, minutes, 'unknown')).asked.length > 0) asked.push(minutes);
  expect(asked).toEqual([10, 20, 40, 80, 160, 320, 640, 1280]);
  expect(one(memory)).toMatchObject({ profile: { nickname: '名m', unchecked: true }, nameCheck: null, seq: 2 });
});

test('a name changed meanwhile is judged by its own check', async () => {
  const memory = await unanswered('m');
  await name(memory, 'm', '新名', 'pass', NOON + MINUTE);
  expect(one(memory).nameCheck).toBeNull();
  await name(memory, 'm', '又改', 'unknown', NOON + 2 * MINUTE);
  const first = one(memory).nameCheck;
  // While WeChat thinks about the one, the person writes another.
  const now = (NOON + 12 * MINUTE) as EpochMs;
  const checked = await checkNames(
    environment(memory.plain(), now),
    settings,
    async () => {
      await name(memory, 'm', '再改', 'unknown', now);
      return 'risky';
    },
    (now + 1) as EpochMs,
  );
  expect(checked).toEqual({ passed: 0, reset: 0, open: 1 });
  expect(one(memory)).toMatchObject({ profile: { nickname: '再改', unchecked: true }, nameCheck: { tries: 0 } });
  expect(one(memory).nameCheck?.of).not.toBe(first?.of);
});

test('a new picture leaves the waiting check of the name alone', async () => {
  const memory = await unanswered('m');
  const waiting = one(memory).nameCheck;
  const avatar = `cloud://env.bucket/avatars/${one(memory).number}/a.png`;
  const caller = { openid: 'openid-m', key: 'picture' };
  await updateProfile(environment(memory.plain()), caller, { avatar }, async () => 'pass');
  expect(one(memory)).toMatchObject({ profile: { avatar, unchecked: true }, nameCheck: waiting });
});

test('also a frozen account loses a risky name', async () => {
  const memory = await unanswered('m');
  await memory.plain().update('members', 'm', {}, { set: { state: 'frozen' } });
  expect((await tick(memory, 10, 'risky')).checked.reset).toBe(1);
});

test('a tick asks about some names, the longest waiting first, and the next about the others', async () => {
  const ids = Array.from({ length: 25 }, (_, n) => `m${n}`);
  const memory = await unanswered(...ids);
  const first = await tick(memory, 10, 'pass');
  const second = await tick(memory, 20, 'pass');
  expect([first.asked.length, second.asked.length]).toEqual([20, 5]);
  expect(new Set([...first.asked, ...second.asked]).size).toBe(25);
});

test('a verdict that could not be written is asked for again, and the other names do not wait', async () => {
  const memory = await unanswered('a', 'b');
  const plain = memory.plain();
  const failing: Store = {
    ...plain,
    update: (collection, id, where, change) =>
      id === 'a'
        ? Promise.reject(new StoreError('update members', 'timed out'))
        : plain.update(collection, id, where, change),
  };
  expect((await tick(memory, 10, 'risky', failing)).checked).toEqual({ passed: 0, reset: 1, open: 1 });
  expect((await tick(memory, 20, 'risky')).asked).toEqual(['openid-a 名a']);
  expect(one(memory).profile.nickname).toBeNull();
});

test('two ticks at once decide a name once', async () => {
  const memory = await unanswered('m');
  await Promise.all([tick(memory, 10, 'risky'), tick(memory, 10, 'risky')]);
  expect(one(memory)).toMatchObject({ profile: { nickname: null }, seq: 3 });
  expect(await checkBooks(memory.plain(), 'm')).toEqual([]);
});
