/** The rule laboratory over a real shop's books, through the functions themselves. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultProgramme, type Programme } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import type { Answer } from '../../typings/api/envelope';
import type { LabView } from '../../typings/api/lab';
import type { DoneView, SaleInput } from '../../typings/api/staff';
import type { Fen } from '../../typings/domain';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `key-${++keys}`;
const storeId = 'default';

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}
const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);

const programme: Programme = {
  ...defaultProgramme,
  visits: { perDay: 2 },
  earning: {
    cap: 500,
    rules: [
      ...defaultProgramme.earning.rules,
      {
        code: 'weekend',
        name: '周末双倍',
        on: ['order', 'checkin'],
        when: [{ code: 'weekday', days: [6, 7] }],
        give: { code: 'multiply', factor: 200 },
      },
      { code: 'welcome', name: '入会礼', on: ['join'], when: [], give: { code: 'fixed', points: 10 } },
      { code: 'come', name: '到店礼', on: ['visit'], when: [], give: { code: 'fixed', points: 3 } },
    ],
  },
};

/** Puts this beside what is in force, as the editor does. */
async function draft(edited: Partial<Programme>, rev: number): Promise<void> {
  const { shape: _shape, version: _version, zone: _zone, ...rules } = { ...programme, ...edited };
  const document = { ...programmeDocument({ ...programme, version: 1 }), draft: JSON.stringify(rules), rev };
  await shop.store('settings', { _id: 'programme', shape: 2, ...document } as { _id: string });
  await shop.advance(10_001);
}

async function sell(number: string, amountFen: number): Promise<DoneView> {
  const input: SaleInput = { member: { number }, storeId, amountFen: amountFen as Fen };
  const { netFen, earned } = sure(await shop.staff('boss', 'counter.quote', input));
  return sure(await shop.staff('boss', 'counter.sell', { ...input, expect: { netFen, points: earned } }, key()));
}

async function finished(id: string): Promise<LabView> {
  for (let step = 0; step < 5; step += 1) {
    const { lab } = sure(await shop.staff('boss', 'lab.step', { id }));
    if (lab && lab.state !== 'running') return lab;
  }
  throw new Error('it never ends');
}

async function replayOf(rev: number, weeks = 8): Promise<LabView> {
  const { lab } = sure(await shop.staff('boss', 'lab.start', { rev, weeks }, key()));
  return finished(lab?.id ?? '');
}

beforeAll(async () => {
  shop = await openShop();
  await shop.programme(programme);
  sure(await shop.staff('boss', 'staff.claim', { code: await shop.setupCode(), name: '林店长' }, key()));
});
afterAll(() => shop.close());

test('before anything has happened there is nothing to replay, and it says so at once', async () => {
  expect(sure(await shop.staff('boss', 'lab.view', {}))).toMatchObject({ draftRev: null, lab: null });
  expect(refusal(await shop.staff('boss', 'lab.start', { rev: 0 }, key()))).toBe('OUTDATED');
  await draft({}, 1);
  expect(await replayOf(1)).toMatchObject({ state: 'done', events: 0, result: { orders: 0, gaining: [] } });
});

test('a real fortnight under the rules in force brings to the point what was booked', async () => {
  const people = ['amei', 'lao', 'xu'];
  const numbers = [];
  for (const openid of people) numbers.push((await shop.join(openid)).member?.number ?? '');
  for (let day = 1; day <= 9; day += 1) {
    await shop.day(day);
    for (const openid of people.slice(0, day % 3 === 0 ? 3 : 2))
      sure(await shop.act(openid, 'checkin.signIn', {}, key()));
    const sold = await sell(numbers[day % 3] ?? '', 8_800 * day);
    if (day % 4 === 0)
      sure(await shop.staff('boss', 'counter.refund', { action: sold.action.id, amountFen: 3_000 as Fen }, key()));
    if (day % 5 === 0) {
      const { text } = sure(await shop.staff('boss', 'visits.code', { storeId }));
      sure(await shop.act('xu', 'visit.signIn', { code: text }, key()));
    }
  }
  await shop.tick();
  await shop.advance(11 * 60_000);
  await shop.tick();
  const lab = await replayOf(1);
  const { points, checked, ordersTouched, orders, gainers, losers } = lab.result ?? {};
  expect(checked?.entries).toBeGreaterThan(30);
  expect(checked?.equal).toBe(checked?.entries);
  const balances = await Promise.all(people.map(async (openid) => (await shop.books(openid)).members[0]?.balance ?? 0));
  expect(points?.now).toBe(balances.reduce<number>((sum, each) => sum + each, 0));
  expect(points?.draft).toBe(points?.now);
  expect([ordersTouched, orders, gainers, losers]).toEqual([0, 9, 0, 0]);
});

test('a dearer draft says what it costs, by rule, by tier and by member, and the worst that one order can bring', async () => {
  const rules = programme.earning.rules.map((rule) =>
    rule.code === 'weekend' ? { ...rule, give: { code: 'multiply' as const, factor: 300 } } : rule,
  );
  await draft({ earning: { cap: 200, rules }, deduction: { points: 100, fen: 100, minimumFen: 0, maxRate: 50 } }, 2);
  const { result, rev } = await replayOf(2);
  if (!result) throw new Error('no result');
  expect(rev).toBe(2);
  // Capped at twice: the weekend's third is taken back, and nothing differs but by the cap.
  expect(result.points.draft).toBe(result.points.now);
  expect(result.rules.find(({ code }) => code === 'rule:weekend')?.name).toBe('周末双倍');
  expect(result.rules.find(({ code }) => code === 'cap')?.draft).toBeLessThan(0);
  expect(result.value).toEqual({ now: null, draft: { points: 100, fen: 100 } });
  expect(result.fen).toEqual({ now: null, draft: result.points.draft });
  const thousand = result.worst.find(({ what }) => what === 'thousand');
  // ¥1,000 at gold's 1.5 times on a weekend.
  expect(thousand?.now).toMatchObject({ points: 3_000, beforeCap: 3_000, tier: '金卡会员' });
  expect(thousand?.draft).toMatchObject({ points: 2_000, beforeCap: 4_500, fen: 2_000 });
  await draft({ earning: { cap: 500, rules } }, 3);
  const open = (await replayOf(3)).result;
  expect(open?.points.draft).toBeGreaterThan(open?.points.now ?? 0);
  expect(open?.gainers).toBeGreaterThan(0);
  expect(open?.losers).toBe(0);
  const gained = open?.gaining.reduce((sum, { points }) => sum + points, 0) ?? 0;
  expect(gained).toBe((open?.points.draft ?? 0) - (open?.points.now ?? 0));
  expect(open?.gaining.every(({ tail }) => /^\d{4}$/.test(tail ?? ''))).toBe(true);
});

test('a draft that cannot be published is not replayed, and says which field', async () => {
  await draft({ earning: { ...programme.earning, cap: 5 } }, 4);
  const refused = await shop.staff('boss', 'lab.start', { rev: 4 }, key());
  expect(refused).toMatchObject({ error: { code: 'PROGRAMME_INVALID', details: { field: 'earning.cap' } } });
});

test('weeks are between one and twenty-six', async () => {
  for (const weeks of [0, 27, 1.5])
    expect(refusal(await shop.staff('boss', 'lab.start', { rev: 4, weeks }, key()))).toBe('INVALID_INPUT');
});

test('whoever starts one or gives it up stands in the trail', async () => {
  await draft({}, 5);
  const { lab } = sure(await shop.staff('boss', 'lab.start', { rev: 5, weeks: 26 }, key()));
  const id = lab?.id ?? '';
  expect(sure(await shop.staff('boss', 'lab.cancel', { id }, key())).lab?.state).toBe('cancelled');
  expect(refusal(await shop.staff('boss', 'lab.step', { id: 'nothing' }))).toBe('NOT_FOUND');
  expect(sure(await shop.staff('boss', 'lab.step', { id })).lab?.state).toBe('cancelled');
});
