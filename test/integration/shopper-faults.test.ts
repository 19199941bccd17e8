import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultShop } from '../../cloudfunctions/core/shop';
import type { DayKey, MonthDay } from '../../typings/domain';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(2);
});
afterAll(() => shop.close());

const FAULTS = [
  ['killed before', (nth: number) => ({ killAfter: { nth, when: 'before' } })],
  ['killed after', (nth: number) => ({ killAfter: { nth, when: 'after' } })],
  ['answer lost of', (nth: number) => ({ answerLost: { nth, how: 'reset' } })],
] as const;

/** More than any command of a member makes. */
const REQUESTS = 7;

type Act = (openid: string, key: string) => Promise<{ ok: boolean; error?: unknown } | undefined>;

/** One person per fault: the call meets it, the same key is sent again, the timer runs, the books are read. */
async function survive(name: string, prepare: (openid: string) => Promise<unknown>, act: Act): Promise<string[]> {
  const people: string[] = [];
  for (const [index, [, plan]] of FAULTS.entries()) {
    for (let nth = 1; nth <= REQUESTS; nth += 1) {
      const openid = `${name}-${index}-${nth}`;
      await prepare(openid);
      await shop.faults({ functions: ['shopper'], times: 1, ...plan(nth) });
      // A killed instance has no answer: the caller sees an error of the platform, and knows nothing.
      await act(openid, 'same-key').catch(() => undefined);
      await shop.calm();
      const again = await act(openid, 'same-key');
      expect(again, `${FAULTS[index]?.[0]} request ${nth}`).toMatchObject({ ok: true });
      people.push(openid);
    }
  }
  return people;
}

test('a check-in survives a crash before and after each of its requests, and each lost answer: paid once', async () => {
  const people = await survive(
    'crash',
    (openid) => shop.join(openid),
    (openid, key) => shop.act(openid, 'checkin.signIn', {}, key),
  );
  await shop.advance(120_000);
  await shop.tick();
  await shop.advance(30 * 60_000);
  await shop.tick();
  for (const openid of people) {
    const { members, rows, entries, wrong } = await shop.books(openid);
    expect(members[0]?.balance).toBe(5);
    expect(rows.map(({ key }) => key)).toEqual(['join', 'checkin:2026-11-21']);
    expect(entries).toEqual([]);
    expect(wrong).toEqual([]);
  }
});

test('joining survives the same: one member, one number', async () => {
  await shop.day(0);
  const consent = { termsVersion: defaultShop.terms.version, privacyVersion: defaultShop.privacy.version };
  const people = await survive(
    'newcomer',
    async () => undefined,
    (openid, key) => shop.act(openid, 'member.join', consent, key),
  );
  for (const openid of people) {
    const { members, wrong } = await shop.books(openid);
    expect(members.length).toBe(1);
    expect(wrong).toEqual([]);
  }
});

test('a make-up survives the same: one card, one day', async () => {
  await shop.day(0);
  const day = '2026-11-21' as DayKey;
  const people = await survive(
    'mended',
    async (openid) => {
      await shop.day(0);
      await shop.join(openid);
      await shop.day(1);
    },
    (openid, key) => shop.act(openid, 'checkin.makeUp', { day }, key),
  );
  for (const openid of people) {
    const { members, wrong } = await shop.books(openid);
    expect(members[0]).toMatchObject({ balance: 5, checkIn: { makeUp: { used: 1 } } });
    expect(wrong).toEqual([]);
  }
});

test('setting a birthday survives the same: set once, and told as set', async () => {
  const people = await survive(
    'born',
    (openid) => shop.join(openid),
    (openid, key) => shop.act(openid, 'member.setBirthday', { day: '05-20' as MonthDay }, key),
  );
  for (const openid of people) {
    const { members, wrong } = await shop.books(openid);
    expect(members[0]).toMatchObject({ birthday: '05-20', seq: 2 });
    expect(wrong).toEqual([]);
  }
});

test('the timer survives the same, and two ticks at once deliver everything once', async () => {
  await shop.day(0);
  for (let i = 0; i < 3; i += 1) await shop.join(`waiting-${i}`);
  for (const [, plan] of FAULTS) {
    for (let nth = 1; nth <= 5; nth += 1) {
      await shop.act('waiting-0', 'member.updateProfile', { nickname: `第${nth}次` }, `name-${nth}`);
      await shop.advance(90_000);
      await shop.faults({ functions: ['timer'], times: 1, ...plan(nth) });
      await shop.tick().catch(() => undefined);
      await shop.calm();
    }
  }
  await shop.advance(60 * 60_000);
  await Promise.all([shop.tick(), shop.tick(), shop.tick()]);
  await shop.advance(60 * 60_000);
  await Promise.all([shop.tick(), shop.tick(), shop.tick()]);
  for (let i = 0; i < 3; i += 1) {
    const { members, entries, wrong } = await shop.books(`waiting-${i}`);
    expect(entries).toEqual([]);
    expect(members[0]?.due).toBeUndefined();
    expect(wrong).toEqual([]);
  }
});

test('under one error and one conflict in ten, whatever was answered with success is in the books once', async () => {
  await shop.day(40);
  const people = Array.from({ length: 10 }, (_, i) => `stormy-${i}`);
  for (const openid of people) await shop.join(openid);
  await shop.faults({ functions: ['shopper', 'timer'], seed: 7, errorRate: 0.1, conflictRate: 0.1 });
  await Promise.all(
    people.map(async (openid) => {
      for (let attempt = 0; attempt < 30; attempt += 1) {
        const signed = await shop.act(openid, 'checkin.signIn', {}, 'tap');
        if (signed.ok) return;
        expect(signed.error.code).toBe('BUSY');
      }
    }),
  );
  await shop.calm();
  for (const openid of people) {
    const { members, wrong } = await shop.books(openid);
    expect(members[0]?.balance).toBe(5);
    expect(wrong).toEqual([]);
  }
});
