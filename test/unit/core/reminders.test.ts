import { expect, test } from 'vitest';
import { defaultMessages } from '../../../cloudfunctions/core/messaging';
import { type Given, remind } from '../../../cloudfunctions/core/outbox';
import { beginningOn } from '../../../cloudfunctions/core/outbox/member-day';
import type { Settings } from '../../../cloudfunctions/core/settings';
import type { Coupon } from '../../../cloudfunctions/core/templates';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON, settings } from '../../faults/simulation/world';

/** Sunday is tomorrow. */
const sunday = {
  code: 'sunday',
  name: '周日会员日',
  on: ['checkin' as const],
  when: [{ code: 'weekday' as const, days: [7] }],
  give: { code: 'multiply' as const, factor: 200 },
};
const DAY = 86_400_000;
const LATER = (NOON + 30 * DAY) as EpochMs;

const shopWith = (rules: unknown[]): Settings => ({
  ...settings,
  messages: { ...defaultMessages, quiet: { from: '21:00', to: '14:00' } },
  programme: { ...settings.programme, earning: { ...settings.programme.earning, rules: rules as never } },
});

const consent = (memberId: string, n: number, state: Given['state'] = 'open'): Given => ({
  _id: `${memberId}-${n}`,
  shape: 1,
  memberId,
  kind: 'memberDay',
  at: NOON,
  state,
});
const coupon = (memberId: string, n: number, change: Partial<Coupon> = {}) =>
  ({
    _id: `${memberId}-${n}`,
    memberId,
    state: 'usable',
    until: '2026-11-24' as DayKey,
    terms: { name: `券 ${n}` },
    ...change,
  }) as unknown as Coupon;

const run = (store: Store, rules: unknown[] = [sunday], now: EpochMs = NOON, stopAt = LATER) =>
  remind(environment(store, now), shopWith(rules), stopAt);
const name = (n: number) => `m${String(n).padStart(4, '0')}`;

test('whoever has agreed is told of tomorrow’s member day once, however many pages they are and however often it is asked', async () => {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (let n = 0; n < 450; n += 1)
    for (let each = 0; each <= n % 3; each += 1) await store.add('consents', consent(name(n), each));
  await store.add('consents', consent('used', 0, 'used'));
  expect(await run(store)).toEqual({ made: 450, unfinished: false });
  const notices = memory.all('notices');
  expect(new Set(notices.map(({ memberId }) => memberId)).size).toBe(450);
  const opens = Date.UTC(2026, 10, 21, 6);
  expect(notices[0]).toMatchObject({
    kind: 'memberDay',
    facts: { name: '周日会员日', day: '2026-11-22' },
    dueAt: opens,
    outbox: opens,
    counted: false,
  });
  expect(await run(store)).toEqual({ made: 0, unfinished: false });
  expect(memory.all('notices')).toHaveLength(450);
});

test('a day without a beginning tells nobody, and what already runs is no news', async () => {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  await store.add('consents', consent('m', 0));
  expect(await run(store, [])).toEqual({ made: 0, unfinished: false });
  const { programme } = shopWith([{ ...sunday, when: [{ code: 'weekday', days: [6, 7] }] }]);
  expect(beginningOn(programme, '2026-11-21' as DayKey)).toBe('周日会员日');
  expect(beginningOn(programme, '2026-11-22' as DayKey)).toBeNull();
});

test('coupons that end in three days are told together, each member once; used ones and other days are not', async () => {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (let n = 0; n < 250; n += 1) await store.add('coupons', coupon('many', n));
  for (const id of ['a', 'b', 'zz']) for (let n = 0; n < 2; n += 1) await store.add('coupons', coupon(id, n));
  await store.add('coupons', coupon('used', 0, { state: 'used' }));
  await store.add('coupons', coupon('other', 0, { until: '2026-11-25' as DayKey }));
  await run(store, []);
  const told = memory.all('notices').map(({ memberId, facts }) => [memberId, (facts as { count: number }).count]);
  // More than a page of one member's is told of as a page.
  expect(told).toEqual([
    ['a', 2],
    ['b', 2],
    ['many', 200],
    ['zz', 2],
  ]);
});

test('a tick that dies anywhere is gone on with, and nobody is told twice or forgotten', async () => {
  for (let last = 1; last <= 14; last += 1) {
    const memory = new Memory(() => NOON);
    const store = memory.plain();
    for (let n = 0; n < 330; n += 1) await store.add('consents', consent(name(n), 0));
    let asked = 0;
    const dying = memory.store(({ apply }) => {
      asked += 1;
      if (asked > last) return new Promise(() => undefined);
      return Promise.resolve(apply());
    });
    void run(dying);
    await new Promise((next) => setImmediate(next));
    // The lease of the dead has run out.
    await run(store, [sunday], (NOON + 600_000) as EpochMs);
    expect(memory.all('notices'), `died after ${last}`).toHaveLength(330);
  }
});

test('what the time does not suffice for is done by the next tick', async () => {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (let n = 0; n < 330; n += 1) await store.add('consents', consent(name(n), 0));
  expect(await run(store, [sunday], NOON, NOON)).toEqual({ made: 0, unfinished: true });
  expect(await run(store)).toEqual({ made: 330, unfinished: false });
});
