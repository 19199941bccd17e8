/** Coupons through the functions themselves: claimed, shown, used at the counter, taken back, at their end. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importPool, saveTemplates } from '../../cloudfunctions/core/coupons';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import { readSettings } from '../../cloudfunctions/core/settings';
import { readStocks } from '../../cloudfunctions/core/stock';
import { type CouponTemplate, isCode } from '../../cloudfunctions/core/templates';
import type { Store } from '../../cloudfunctions/platform/store';
import { openCloudStore } from '../../scripts/cloud-store';
import type { CouponView, WalletInput } from '../../typings/api/coupons';
import type { Answer } from '../../typings/api/envelope';
import type { DayKey, EpochMs, MonthDay } from '../../typings/domain';
import { environment } from '../faults/simulation/world';
import { templateWith } from '../unit/core/coupon-sample';
import { allOf, auditAll } from './shop/database';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let store: Store;

const given = (code: string, more: Partial<CouponTemplate> = {}) =>
  templateWith({ code, name: code, claim: null, ...more });
const limited = (quota: number | null) => ({ tiers: [], limit: { count: 1, period: 'ever' as const }, quota });

const templates = [
  given('newcomer', { validity: { kind: 'relative', afterDays: 0, days: 7 } }),
  given('streak'),
  given('birthday', { value: { kind: 'exchange', item: '长寿面' } }),
  given('tea', { claim: limited(null), validity: { kind: 'relative', afterDays: 0, days: 60 } }),
  given('few', { claim: limited(3) }),
  given('gold', { claim: { ...limited(null), tiers: ['gold'] } }),
  given('film', { claim: limited(null), pool: true }),
  given('many', { claim: { ...limited(100), tiers: ['regular'] } }),
  given('off', { claim: limited(null), state: 'off' }),
];

const gift = (on: 'join' | 'birthday', template: string) => ({
  code: template,
  name: '新客礼',
  on: [on],
  when: [],
  give: { code: 'coupon' as const, template, count: 1 },
});

beforeAll(async () => {
  shop = await openShop(3);
  store = await openCloudStore(shop.origin);
  const { checkIn, earning } = defaultProgramme;
  await shop.programme({
    checkIn: {
      ...checkIn,
      milestones: [
        { streak: 2, every: false, points: 0, factor: 100, right: null, coupons: [{ template: 'streak', count: 2 }] },
      ],
    },
    earning: { ...earning, rules: [...earning.rules, gift('join', 'newcomer'), gift('birthday', 'birthday')] },
    birthday: { minimumDays: 0, on: 'day' },
  });
  sure(await saveTemplates(environment(store, shop.now() as EpochMs), templates));
});
afterAll(() => shop.close());

let keys = 0;
const key = () => `key-${++keys}`;

function sure<T>(answer: { ok: true; data: T } | { ok: false }): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.data;
}
const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);

const claim = (openid: string, template: string, tap = key()) => shop.act(openid, 'coupons.claim', { template }, tap);
const wallet = async (openid: string, input: Partial<WalletInput> = {}) =>
  sure(await shop.act(openid, 'wallet.list', { segment: 'usable', ...input }));
const names = (coupons: readonly CouponView[]) => coupons.map(({ template }) => template);

async function codeOf(openid: string, id: string): Promise<string> {
  const { code } = sure(await shop.act(openid, 'wallet.coupon', { id }));
  if (code === null) throw new Error('no code is shown');
  return code;
}

test('a guest sees what may be taken, and takes it only as a member', async () => {
  const { offers } = sure(await shop.act('guest', 'coupons.offers', {}));
  expect(offers.map(({ template, bar }) => [template, bar?.code])).toEqual([
    ['tea', 'guest'],
    ['few', 'guest'],
    ['gold', 'guest'],
    ['film', 'guest'],
    ['many', 'guest'],
  ]);
  expect(offers[1]?.left).toBe(3);
  expect(refusal(await claim('guest', 'tea'))).toBe('NOT_MEMBER');
  expect(refusal(await shop.act('guest', 'wallet.list', { segment: 'usable' }))).toBe('NOT_MEMBER');
});

test('joining brings its coupon at once, a claim beside it; the first to end is on top', async () => {
  const home = await shop.join('anna');
  expect(home.guide).toContainEqual({
    code: 'rule.coupon',
    args: { name: '新客礼', coupon: 'newcomer', count: 1, when: '' },
  });
  expect((await wallet('anna')).coupons).toMatchObject([{ template: 'newcomer', source: 'join', endsInDays: 6 }]);
  expect((await wallet('anna')).offers).toBe(4);
  const tap = key();
  const claimed = sure(await claim('anna', 'tea', tap));
  expect(claimed).toMatchObject({ repeated: false, coupon: { state: 'usable', until: '2027-01-19' } });
  expect(sure(await claim('anna', 'tea', tap))).toMatchObject({ repeated: true, coupon: claimed.coupon });
  expect(refusal(await claim('anna', 'few', tap))).toBe('KEY_REUSED');
  expect(refusal(await claim('anna', 'tea'))).toBe('LIMIT_REACHED');
  expect(refusal(await claim('anna', 'gold'))).toBe('TIER_REQUIRED');
  for (const none of ['off', 'streak', 'never']) expect(refusal(await claim('anna', none))).toBe('COUPON_OFF');
  const { coupons, offers } = await wallet('anna');
  expect(names(coupons)).toEqual(['newcomer', 'tea']);
  expect(offers).toBe(3);
  const page = await wallet('anna', { limit: 1 });
  const next = await wallet('anna', { limit: 1, cursor: page.nextCursor ?? '' });
  expect([...names(page.coupons), ...names(next.coupons), next.nextCursor]).toEqual(['newcomer', 'tea', null]);
});

test('a claim with a quota takes three round trips one after the other, three requests when its key proves itself', async () => {
  await shop.join('quick');
  const { member } = sure(await shop.act('quick', 'member.home', {}));
  await shop.logs();
  sure(await claim('quick', 'many', `${member?.seq}-abc`));
  const [line] = await shop.logs();
  expect(line).toMatchObject({ action: 'coupons.claim', ok: true, depth: 3, requests: 3 });
  expect(refusal(await claim('quick', 'film', `${(member?.seq ?? 0) + 99}-abc`))).toBe('INVALID_INPUT');
});

test("somebody else's coupon, one that never was and what is no id are not found", async () => {
  const [mine] = (await wallet('anna')).coupons;
  expect(isCode(await codeOf('anna', mine?.id ?? ''))).toBe('coupon');
  const other = await shop.act('quick', 'wallet.coupon', { id: mine?.id ?? '' });
  expect(refusal(other)).toBe('COUPON_NOT_FOUND');
  expect(refusal(await shop.act('anna', 'wallet.coupon', { id: 'f'.repeat(24) }))).toBe('COUPON_NOT_FOUND');
  for (const id of ['', 'x', 'f'.repeat(25), { $ne: '' }, null])
    expect(refusal(await shop.raw('anna', { action: 'wallet.coupon', payload: { id } }))).toBe('INVALID_INPUT');
  for (const payload of [{}, { template: '' }, { template: 'tea', count: 2 }, { template: ['tea'] }])
    expect(refusal(await shop.raw('anna', { action: 'coupons.claim', payload, key: key() }))).toBe('INVALID_INPUT');
  for (const cursor of ['x', 'AAAA'])
    expect(refusal(await shop.act('anna', 'wallet.list', { segment: 'used', cursor }))).toBe('INVALID_INPUT');
});

test('of two cashiers on one code one wins, the other reads by whom; undone, it is usable again', async () => {
  sure(await shop.staff('owner', 'staff.claim', { code: await shop.setupCode(), name: '老板' }, key()));
  const { code: invite } = sure(await shop.staff('owner', 'staff.invite', { role: 'cashier', stores: [] }, key()));
  sure(await shop.staff('cashier', 'staff.join', { code: invite, name: '小陈' }, key()));
  const tea = (await wallet('anna')).coupons.find(({ template }) => template === 'tea');
  const input = { code: await codeOf('anna', tea?.id ?? ''), storeId: 'default' };
  const use = (who: string, tap = key()) => shop.staff(who, 'counter.useCoupon', input, tap);
  const answers = await Promise.all(['owner', 'cashier', 'owner', 'cashier'].map((who) => use(who)));
  const won = answers.flatMap((answer) => (answer.ok ? [answer.data] : []));
  expect(won.length).toBe(1);
  const lost = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  expect(lost.map(({ code }) => code)).toEqual(['COUPON_USED', 'COUPON_USED', 'COUPON_USED']);
  const [winner] = won;
  expect(names((await wallet('anna', { segment: 'used' })).coupons)).toEqual(['tea']);
  expect(names((await wallet('anna')).coupons)).toEqual(['newcomer']);
  const undo = { action: winner?.action.id ?? '' };
  sure(await shop.staff('owner', 'counter.undo', undo, key()));
  expect((await wallet('anna', { segment: 'used' })).coupons).toEqual([]);
  sure(await use('cashier'));
  const [used] = (await wallet('anna', { segment: 'used' })).coupons;
  expect(used).toMatchObject({ template: 'tea', state: 'used', used: { channel: 'counter', day: '2026-11-21' } });
  expect(sure(await shop.act('anna', 'wallet.coupon', { id: tea?.id ?? '' })).code).toBeNull();
});

test('ten members at once on a quota of three: three have it, the others are told it is gone', async () => {
  const people = Array.from({ length: 10 }, (_, n) => `rush-${n}`);
  for (const openid of people) await shop.join(openid);
  const answers = await Promise.all(people.map((openid) => claim(openid, 'few')));
  const codes = answers.map(refusal).sort();
  expect(codes.filter((code) => code === null).length).toBe(3);
  expect(codes.filter((code) => code === 'OUT_OF_STOCK').length).toBe(7);
  const { offers } = sure(await shop.act('anna', 'coupons.offers', {}));
  expect(offers.find(({ template }) => template === 'few')).toMatchObject({ left: 0, bar: { code: 'soldOut' } });
});

test('twenty claims of one member at once bring one coupon with a limit of one', async () => {
  await shop.join('greedy');
  const answers = await Promise.all(Array.from({ length: 20 }, () => claim('greedy', 'tea')));
  expect(answers.filter(({ ok }) => ok).length).toBe(1);
  expect(names((await wallet('greedy')).coupons)).toEqual(['newcomer', 'tea']);
});

test('a coupon of a pool shows its code beside the own one, always the same', async () => {
  const settings = await readSettings(store);
  sure(await importPool(environment(store, shop.now() as EpochMs), settings, 'film', ['FILM-1', 'FILM-2', 'FILM-3']));
  const { coupon } = sure(await claim('anna', 'film'));
  const shown = await Promise.all(
    Array.from({ length: 6 }, () => shop.act('anna', 'wallet.coupon', { id: coupon.id })),
  );
  const externals = new Set(shown.map((answer) => sure(answer).external));
  expect(externals.size).toBe(1);
  expect([...externals][0]).toMatch(/^FILM-[123]$/);
});

test('a run of check-ins brings its coupons once, and the receipt says so', async () => {
  await shop.join('loyal');
  sure(await shop.act('loyal', 'checkin.signIn', {}, key()));
  await shop.day(1);
  const tap = key();
  const signed = sure(await shop.act('loyal', 'checkin.signIn', {}, tap));
  expect(signed.because).toContainEqual({
    code: 'coupon.granted',
    args: { coupon: 'streak', count: 2 },
    result: signed.earned,
  });
  expect(signed.gift).toMatchObject({ streak: 2, right: 'streak' });
  expect(sure(await shop.act('loyal', 'checkin.signIn', {}, tap)).because).toEqual(signed.because);
  expect(names((await wallet('loyal')).coupons)).toEqual(['newcomer', 'streak', 'streak']);
  const { notices } = sure(await shop.act('loyal', 'inbox.list', {}));
  expect(notices).toContainEqual(
    expect.objectContaining({ kind: 'coupon', facts: expect.objectContaining({ count: 2 }) }),
  );
});

test('a birthday brings its coupon', async () => {
  await shop.join('born');
  sure(await shop.act('born', 'member.setBirthday', { day: '11-24' as MonthDay }, key()));
  await shop.day(3);
  await shop.tick();
  await shop.advance(120_000);
  await shop.tick();
  const coupons = (await wallet('born')).coupons;
  expect(coupons).toContainEqual(expect.objectContaining({ template: 'birthday', source: 'birthday' }));
});

test('when its last day is over a coupon is expired, at the counter too', async () => {
  const [newcomer] = (await wallet('anna')).coupons;
  const code = await codeOf('anna', newcomer?.id ?? '');
  await shop.day(6);
  expect((await wallet('anna')).coupons[0]).toMatchObject({ template: 'newcomer', endsInDays: 0 });
  await shop.day(7);
  expect(names((await wallet('anna', { segment: 'expired' })).coupons)).toEqual(['newcomer']);
  expect(names((await wallet('anna')).coupons)).not.toContain('newcomer');
  const late = await shop.staff('owner', 'counter.useCoupon', { code, storeId: 'default' }, key());
  expect(refusal(late)).toBe('COUPON_EXPIRED');
});

test('the books of everybody are clean, and no quota is short', async () => {
  await shop.advance(120_000);
  await shop.tick();
  await shop.advance(120_000);
  await shop.tick();
  expect(await auditAll(shop)).toEqual([]);
  const stock = (await readStocks(store, ['quota:few'])).get('quota:few');
  expect(stock).toMatchObject({ made: 3, left: 0, sold: 3, held: 0 });
  expect((await allOf<{ template: string }>(shop, 'coupons')).filter(({ template }) => template === 'few').length).toBe(
    3,
  );
});

test('templates are saved as the schema says, with their quotas, and what the programme promises cannot vanish', async () => {
  const save = (list: unknown[]) => saveTemplates(environment(store, shop.now() as EpochMs), list);
  const without = templates.filter(({ code }) => code !== 'streak');
  expect(await save(without)).toMatchObject({ code: 'INVALID_INPUT', details: { template: 'streak' } });
  const off = templates.map((each) => (each.code === 'streak' ? { ...each, state: 'off' } : each));
  expect(await save(off)).toMatchObject({ code: 'INVALID_INPUT', details: { template: 'streak' } });
  expect(await save([{ ...templates[0], surprise: 1 }])).toMatchObject({ code: 'INVALID_INPUT' });
  const backwards = { kind: 'fixed' as const, from: '2026-12-02' as DayKey, until: '2026-12-01' as DayKey };
  expect(await save([...templates, given('fixed', { validity: backwards })])).toMatchObject({ code: 'INVALID_INPUT' });
  const few = (quota: number) =>
    templates.map((each) => (each.code === 'few' ? { ...each, claim: limited(quota) } : each));
  expect(await save(few(2))).toMatchObject({ code: 'OUT_OF_STOCK' });
  sure(await save(few(5)));
  expect((await readStocks(store, ['quota:few'])).get('quota:few')).toMatchObject({ made: 5, left: 2, sold: 3 });
});
