import { expect, test } from 'vitest';
import { checkBooks, type Member, sweep } from '../../../cloudfunctions/core/account';
import { calendar, signIn } from '../../../cloudfunctions/core/checkin';
import type { SignedView } from '../../../typings/api/shopper';
import type { DayKey, EpochMs, MonthKey } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member, NOON, time } from '../../faults/simulation/world';

const DAY_MS = 86_400_000;

/** One member who signs in every day; the timer runs as it does, some times a day. */
async function daily(
  days: number,
  each: (view: SignedView, document: Member, n: number) => void,
  start: Partial<Member> = {},
): Promise<Memory> {
  let now: EpochMs = NOON;
  const memory = new Memory(() => now);
  const store = memory.plain();
  await store.add('members', { ...member('m'), ...start });
  for (let n = 0; n < days; n += 1) {
    now = (NOON + n * DAY_MS) as EpochMs;
    const signed = await signIn(environment(store, now), { openid: 'openid-m', key: `tap-${n}` }, {});
    if (!signed.ok) throw new Error(signed.code);
    for (const later of [120_000, 1_200_000]) {
      now = (NOON + n * DAY_MS + later) as EpochMs;
      await sweep(environment(store, now), time, (now + 1) as EpochMs);
    }
    each(signed.data, memory.all('members')[0] as unknown as Member, n);
  }
  return memory;
}

test('400 days of check-in pay as the programme says, and the member document stays small', async () => {
  let largest = 0;
  const memory = await daily(400, ({ earned, checkin }, document, n) => {
    expect(checkin.streak).toBe(n + 1);
    expect(earned).toBe((n + 1) % 7 === 0 ? 25 : 5);
    expect(document.checkIn.days.length).toBeLessThanOrEqual(33);
    expect(document.lots.length).toBeLessThanOrEqual(13);
    expect(document.journal).toEqual({});
    largest = Math.max(largest, JSON.stringify(document).length);
  });
  expect(largest).toBeLessThan(8_000);
  expect(await checkBooks(memory.plain(), 'm')).toEqual([]);
});

test('the calendar turns back 24 months and shows each of them from the ledger', async () => {
  const memory = await daily(40, () => undefined);
  const look = (now: number, month: string) =>
    calendar(environment(memory.plain(), now as EpochMs), 'openid-m', { month: month as MonthKey });
  // 2026-11-21 and two years; November 2026 is then 24 months back.
  const later = NOON + 731 * DAY_MS;
  const november = await look(later, '2026-11');
  expect(november).toMatchObject({ ok: true, data: { today: '2028-11-21', signedDays: 10, previous: null } });
  const nextMonth = NOON + 745 * DAY_MS;
  expect(await look(nextMonth, '2026-12')).toMatchObject({ ok: true, data: { signedDays: 30, previous: null } });
  expect(await look(nextMonth, '2026-11')).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
});

test('rights that nobody uses are kept up to a number, the newest', async () => {
  const earned = (n: number) => ({ code: 'streak30', name: '礼', earnedOn: `2020-01-${n}` as DayKey });
  const rights = Array.from({ length: 60 }, (_, n) => earned(n));
  let kept: Member['rights'] = [];
  await daily(
    30,
    (_view, document) => {
      kept = document.rights;
    },
    { rights },
  );
  expect(kept.slice(0, -1)).toEqual(rights.slice(1));
  expect(kept.at(-1)).toEqual({ code: 'streak30', name: '连签 30 天专享礼', earnedOn: '2026-12-20' });
});
