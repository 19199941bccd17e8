/** What staff do at the counter, through the functions themselves, the customer's phone beside them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import type { CouponTemplate } from '../../cloudfunctions/core/templates';
import type { Answer } from '../../typings/api/envelope';
import type { ActionView, DoneView, Found, SaleConfirm, SaleInput, SaleQuote } from '../../typings/api/staff';
import type { Fen, Points } from '../../typings/domain';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `key-${++keys}`;
const MINUTE = 60_000;
const storeId = 'default';
const ROOMY: CouponTemplate['claim'] = { tiers: [], limit: { count: 50, period: 'ever' }, quota: null };

const template = (code: string, name: string, value: CouponTemplate['value'], more: Partial<CouponTemplate> = {}) => ({
  ...{ code, name, value, validity: { kind: 'relative' as const, afterDays: 0, days: 30 }, channels: [], stores: [] },
  ...{ categories: [], stacking: null, claim: ROOMY, note: '', pool: false, state: 'on' as const },
  ...more,
});

beforeAll(async () => {
  shop = await openShop();
  const deduction = { points: 100, fen: 100, minimumFen: 1_000, maxRate: 50 };
  const list = [
    template('ten', '满 50 减 10', { kind: 'amount', fen: 1_000, thresholdFen: 5_000 }),
    template('tea', '招牌酸梅汤一杯', { kind: 'exchange', item: '酸梅汤' }),
    template('whole', '五百元礼券', { kind: 'amount', fen: 50_000, thresholdFen: 0 }),
    template('film', '影城联名券', { kind: 'amount', fen: 500, thresholdFen: 0 }, { pool: true }),
    template('east', '东店专用', { kind: 'exchange', item: '小菜' }, { stores: ['east'] }),
  ];
  await shop.store('settings', { _id: 'templates', shape: 1, list } as { _id: string });
  const stores = ['default', 'east'].map((id) => ({ id, name: id === 'east' ? '东店' : '总店', ...nowhere }));
  await shop.store('settings', { _id: 'stores', shape: 1, list: stores } as { _id: string });
  await shop.programme({ ...defaultProgramme, deduction });
  sure(await shop.staff('boss', 'staff.claim', { code: await shop.setupCode(), name: '林店长' }, key()));
  await hire('chen', '小陈');
  await hire('zhou', '小周');
  await hire('east', '小东', ['east']);
});
afterAll(() => shop.close());

const nowhere = { address: '', hours: '', phone: '' };

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}
const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);

/** BUSY: somebody else is just at it, and the same tap is sent again, as the phone does. */
async function told<T>(act: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await act();
    if (refusal(answer) !== 'BUSY' || attempt === 8) return answer;
  }
}

async function hire(openid: string, name: string, stores: string[] = []): Promise<string> {
  const { code } = sure(await shop.staff('boss', 'staff.invite', { role: 'cashier', stores }, key()));
  return sure(await shop.staff(openid, 'staff.join', { code, name }, key())).staff?.id ?? '';
}

/** To the beginning of a minute: codes and turns are counted by minutes. */
const onTheMinute = () => shop.advance(MINUTE - (shop.now() % MINUTE) + 1000);

async function customer(openid: string): Promise<string> {
  return (await shop.join(openid)).member?.number ?? '';
}

async function scan(openid: string): Promise<string> {
  return sure(await shop.act(openid, 'member.codes', {})).codes[0]?.code ?? '';
}

async function couponFor(openid: string, code: string): Promise<{ id: string; code: string }> {
  const { coupon } = sure(await shop.act(openid, 'coupons.claim', { template: code }, key()));
  const shown = sure(await shop.act(openid, 'wallet.coupon', { id: coupon.id }));
  return { id: coupon.id, code: shown.code ?? '' };
}

const look = (openid: string, text: string, at = storeId) => shop.staff(openid, 'counter.look', { text, storeId: at });
const use = (openid: string, code: string, once = key()) =>
  shop.staff(openid, 'counter.useCoupon', { code, storeId }, once);
const undo = (openid: string, action: string) => shop.staff(openid, 'counter.undo', { action }, key());
const quote = (openid: string, input: SaleInput) => shop.staff(openid, 'counter.quote', input);

async function sell(openid: string, input: SaleInput, once = key()): Promise<Answer<DoneView>> {
  const { netFen, earned } = sure(await quote(openid, input));
  return shop.staff(openid, 'counter.sell', { ...input, expect: { netFen, points: earned } }, once);
}

const sale = (member: SaleInput['member'], amountFen: number, more: Partial<SaleInput> = {}): SaleInput => ({
  ...{ member, storeId, amountFen: amountFen as Fen },
  ...more,
});

/** Spendable points, as the customer's own phone says it; and the books are sound. */
async function points(openid: string): Promise<number> {
  expect((await shop.books(openid)).wrong).toEqual([]);
  return sure(await shop.act(openid, 'member.home', {})).member?.points.available ?? 0;
}

async function couponState(openid: string, id: string): Promise<string> {
  return sure(await shop.act(openid, 'wallet.coupon', { id })).coupon.state;
}

test('whatever is scanned or typed is recognised: coupon, member code, number, phone number', async () => {
  const number = await customer('lin');
  const coupon = await couponFor('lin', 'tea');
  const spaced = coupon.code.replace(/(\d{4})/g, '$1 ');
  const wide = [...number].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
  const found: Found = sure(await look('chen', spaced));
  expect(found).toMatchObject({
    what: 'coupon',
    member: { number, state: 'active' },
    coupon: { code: coupon.code, name: '招牌酸梅汤一杯', state: 'usable', refusal: null, used: null },
  });
  expect(sure(await look('chen', wide))).toMatchObject({ what: 'member', member: { number }, code: null });
  const code = await scan('lin');
  expect(sure(await look('chen', code))).toMatchObject({ what: 'member', member: { number }, code });
  const phone = '138-0013-8000';
  const made = sure(await shop.staff('chen', 'counter.createMember', { phone, storeId }, key()));
  expect(made.created).toBe(true);
  expect(sure(await look('chen', '+86 138 0013 8000'))).toMatchObject({ member: { number: made.member.number } });
  expect(sure(await shop.staff('chen', 'counter.createMember', { phone, storeId }, key())).created).toBe(false);
  expect(refusal(await look('chen', '我是谁'))).toBe('CODE_UNKNOWN');
});

test('ten codes a minute that are nothing, and whoever guesses on is told nothing, not even of a right one', async () => {
  const number = await customer('guessed');
  const coupon = await couponFor('guessed', 'tea');
  await onTheMinute();
  const luhn = (n: number) => withCheck(`71${String(n).padStart(13, '0')}`);
  const answers: (string | null)[] = [];
  for (let n = 0; n < 12; n += 1) answers.push(refusal(await look('zhou', luhn(n * 7_919))));
  expect(answers).toEqual([...Array(10).fill('COUPON_NOT_FOUND'), 'TOO_MANY_GUESSES', 'TOO_MANY_GUESSES']);
  expect(refusal(await look('zhou', coupon.code))).toBe('TOO_MANY_GUESSES');
  expect(refusal(await use('zhou', coupon.code))).toBe('TOO_MANY_GUESSES');
  expect(refusal(await quote('zhou', sale({ number }, 100)))).toBe('TOO_MANY_GUESSES');
  // Others go on, and so does the same person a minute later; right ones use up nothing.
  expect(refusal(await look('chen', coupon.code))).toBe(null);
  await shop.advance(MINUTE);
  for (let n = 0; n < 15; n += 1) expect(refusal(await look('zhou', coupon.code))).toBe(null);
});

test('a coupon is used once; within ten minutes it can be undone, and then used again', async () => {
  await customer('mei');
  const coupon = await couponFor('mei', 'tea');
  const done = sure(await use('chen', coupon.code, 'tea-1'));
  expect(done).toMatchObject({ repeated: false, action: { kind: 'coupon', name: '招牌酸梅汤一杯', by: '小陈' } });
  expect(sure(await use('chen', coupon.code, 'tea-1'))).toMatchObject({
    repeated: true,
    action: { id: done.action.id, undoUntil: done.action.undoUntil },
  });
  expect(await couponState('mei', coupon.id)).toBe('used');
  const again = await use('zhou', coupon.code);
  expect(again).toMatchObject({ ok: false, error: { code: 'COUPON_USED', details: { by: '小陈', store: '总店' } } });
  const seen = sure(await look('zhou', coupon.code));
  expect(seen).toMatchObject({
    coupon: { refusal: { code: 'COUPON_USED' }, used: { by: '小陈', store: '总店', channel: 'counter' } },
  });
  // Whoever is not the owner undoes what they have done themselves.
  expect(refusal(await undo('zhou', done.action.id))).toBe('ROLE_REQUIRED');
  expect(sure(await undo('chen', done.action.id)).action).toMatchObject({ undone: true, undoUntil: null });
  expect(sure(await undo('chen', done.action.id)).repeated).toBe(true);
  expect(await couponState('mei', coupon.id)).toBe('usable');
  const late = sure(await use('zhou', coupon.code));
  await shop.advance(10 * MINUTE + 1);
  expect(refusal(await undo('zhou', late.action.id))).toBe('UNDO_TOO_LATE');
  expect(refusal(await undo('boss', late.action.id))).toBe('UNDO_TOO_LATE');
});

test('the same key with another content is refused', async () => {
  await customer('keys');
  const [one, other] = [await couponFor('keys', 'tea'), await couponFor('keys', 'tea')];
  sure(await use('chen', one.code, 'one-tap'));
  expect(refusal(await use('chen', other.code, 'one-tap'))).toBe('KEY_REUSED');
  expect(await couponState('keys', other.id)).toBe('usable');
});

test('of two cashiers who hold one code at once, one uses it and the other reads by whom and where', async () => {
  await customer('two');
  for (let round = 0; round < 3; round += 1) {
    const { code } = await couponFor('two', 'tea');
    const answers = await Promise.all(['chen', 'zhou'].map((who) => told(() => use(who, code, `${who}-${round}`))));
    const won = answers.filter(({ ok }) => ok).length;
    const lost = answers.flatMap((each) => (each.ok ? [] : [each.error]));
    expect(won).toBe(1);
    expect(lost).toMatchObject([{ code: 'COUPON_USED', details: { store: '总店' } }]);
    expect(['小陈', '小周']).toContain(lost[0]?.details?.by);
  }
});

test('staff act where they work, and a coupon of another store does not hold', async () => {
  await customer('stores');
  const { code } = await couponFor('stores', 'east');
  expect(refusal(await look('east', code))).toBe('STORE_NOT_YOURS');
  expect(refusal(await look('chen', code, 'nowhere'))).toBe('STORE_UNKNOWN');
  expect(refusal(await use('chen', code))).toBe('COUPON_STORE');
  const done = await shop.staff('east', 'counter.useCoupon', { code, storeId: 'east' }, key());
  expect(sure(done).action.store).toBe('东店');
});

test('a reward is handed over by its code, once, and the hand-over can be undone', async () => {
  await customer('fang');
  sure(await sell('boss', sale({ number: await numberOf('fang') }, 50_000)));
  await shop.store('rewards', reward as unknown as { _id: string });
  const input = { rewardId: 'cup', quantity: 1, way: 'pickup' as const, storeId };
  const expectation = { expect: { points: 100 as Points, cashFen: 0 as Fen } };
  const taken = sure(await shop.act('fang', 'mall.exchange', { ...input, ...expectation }, key()));
  const code = taken.redemption?.code ?? '';
  expect(sure(await look('chen', code))).toMatchObject({
    what: 'redemption',
    redemption: { name: '马克杯', state: 'taken' },
    refusal: null,
    used: null,
  });
  const hand = (openid: string, once = key()) => shop.staff(openid, 'counter.handOver', { code, storeId }, once);
  const both = await Promise.all(['chen', 'zhou'].map((who) => told(() => hand(who, `hand-${who}`))));
  const lost = both.flatMap((each) => (each.ok ? [] : [each.error]));
  expect(lost).toMatchObject([{ code: 'REDEMPTION_ENDED', details: { store: '总店' } }]);
  expect(['小陈', '小周']).toContain(lost[0]?.details?.by);
  const [won] = both.flatMap((each) => (each.ok ? [each.data] : []));
  expect(won?.action).toMatchObject({ kind: 'redemption', name: '马克杯' });
  sure(await undo('boss', won?.action.id ?? ''));
  expect(sure(await look('chen', code))).toMatchObject({ refusal: null });
  sure(await hand('chen'));
  expect(sure(await look('zhou', code))).toMatchObject({
    refusal: { code: 'REDEMPTION_ENDED' },
    used: { by: '小陈', store: '总店' },
  });
});

async function numberOf(openid: string): Promise<string> {
  return sure(await shop.act(openid, 'member.home', {})).member?.number ?? '';
}

const reward = {
  ...{ _id: 'cup', shape: 1, version: 1, state: 'on', order: 1, rank: 1, featured: false, kind: 'goods' },
  ...{ name: '马克杯', summary: '', category: 'home', pictures: [], detail: [], worthFen: 0 },
  ...{ price: { points: 100, cashFen: 0 }, discounts: [], window: { from: null, until: null } },
  ...{ terms: { tiers: [], exclusive: false, streak: 0, right: null, tags: [] }, limit: null, counted: false },
  ...{ ways: ['pickup'], stores: [], collectDays: 7, coupon: null },
};

test('a sale brings exactly what its quote said, and the repeat of the tap brings nothing more', async () => {
  const number = await customer('rui');
  const input = sale({ number }, 12_800);
  const quoted: SaleQuote = sure(await quote('chen', input));
  expect(quoted).toMatchObject({ netFen: 12_800, earned: 128, deduction: { points: 0, maxPoints: 0 }, coupon: null });
  const confirm: SaleConfirm = { ...input, expect: { netFen: quoted.netFen, points: quoted.earned } };
  const ring = () => shop.staff('chen', 'counter.sell', confirm, 'rui-1');
  // The thumb on the button twice, and the network that lost the answer.
  const twice = await Promise.all([told(ring), told(ring)]);
  expect(twice.map(refusal)).toEqual([null, null]);
  await shop.advance(MINUTE);
  const again = sure(await ring());
  expect(again).toMatchObject({ repeated: true, action: { kind: 'sale', fen: 12_800, points: 128 } });
  expect(await points('rui')).toBe(128);
  const other = { ...confirm, amountFen: 12_900 as Fen };
  expect(refusal(await shop.staff('chen', 'counter.sell', other, 'rui-1'))).toBe('KEY_REUSED');
  const stale = { ...confirm, expect: { netFen: 12_800 as Fen, points: 999 as Points } };
  const changed = await shop.staff('chen', 'counter.sell', stale, key());
  expect(changed).toMatchObject({ error: { code: 'PRICE_CHANGED', details: { netFen: 12_800, points: 128 } } });
  expect(await points('rui')).toBe(128);
});

test('coupon and points off go into the sale itself, and its undoing gives all of it back', async () => {
  const number = await customer('xu');
  sure(await sell('boss', sale({ number }, 100_000)));
  const before = await points('xu');
  expect(before).toBe(1_000);
  const { id, code } = await couponFor('xu', 'ten');
  await onTheMinute();
  const input = sale({ code: await scan('xu') }, 20_000, { coupon: code, points: 500 as Points });
  const quoted = sure(await quote('chen', input));
  expect(quoted).toMatchObject({
    netFen: 18_500,
    coupon: { name: '满 50 减 10', fen: 1_000, refusal: null },
    deduction: { points: 500, fen: 500, maxPoints: 1_000, maxFen: 1_000, perPoints: 100, perFen: 100 },
  });
  expect(quoted.coupons.map(({ code: each }) => each)).toEqual([code]);
  expect(quoted.because.map((line) => line.code)).toEqual(expect.arrayContaining(['order.coupon', 'deduct.points']));
  const done = sure(await sell('chen', input, 'xu-1'));
  expect(done.action).toMatchObject({ fen: 18_500, points: quoted.earned - 500, refundableFen: 18_500 });
  expect(await points('xu')).toBe(before - 500 + quoted.earned);
  expect(await couponState('xu', id)).toBe('used');
  // The code that has paid pays no more; the coupon neither.
  const again = sale(input.member, 20_000, { points: 100 as Points });
  expect(refusal(await quote('chen', again))).toBe('CODE_OUTDATED');
  const withCoupon = sure(await quote('zhou', sale({ number }, 20_000, { coupon: code })));
  expect(withCoupon.coupon?.refusal?.code).toBe('COUPON_USED');
  expect(refusal(await undo('zhou', done.action.id))).toBe('ROLE_REQUIRED');
  const undone = await Promise.all(['chen', 'boss'].map((who) => told(() => undo(who, done.action.id))));
  expect(undone.map(refusal)).toEqual([null, null]);
  expect(await points('xu')).toBe(before);
  expect(await couponState('xu', id)).toBe('usable');
  // What is undone stays undone: the repeat of the sale says so and books nothing.
  const repeat = { ...input, expect: { netFen: quoted.netFen, points: quoted.earned } };
  expect(sure(await shop.staff('chen', 'counter.sell', repeat, 'xu-1'))).toMatchObject({
    repeated: true,
    action: { undone: true, refundableFen: 0 },
  });
  expect(
    refusal(await shop.staff('chen', 'counter.refund', { action: done.action.id, amountFen: 1 as Fen }, key())),
  ).toBe('UNDONE');
  await shop.tick();
  expect(await points('xu')).toBe(before);
});

test('points are spent by a member code alone, in whole steps, within the limits of the rate', async () => {
  const number = await customer('qian');
  sure(await sell('boss', sale({ number }, 30_000)));
  await onTheMinute();
  const off = async (amountFen: number, asked: number) =>
    refusal(await quote('chen', sale({ code: await scan('qian') }, amountFen, { points: asked as Points })));
  expect(refusal(await quote('chen', sale({ number }, 10_000, { points: 100 as Points })))).toBe('CODE_NEEDED');
  expect(await off(10_000, 300)).toBe(null);
  expect(await off(10_000, 250)).toBe('DEDUCTION_STEP');
  expect(await off(10_000, 400)).toBe('INSUFFICIENT');
  expect(await off(1_000, 600)).toBe('DEDUCTION_TOO_MUCH');
  expect(await off(999, 100)).toBe('DEDUCTION_MINIMUM');
});

test('what a coupon pays wholly is a sale of nothing, and it is undone like any other', async () => {
  const number = await customer('gift');
  const { id, code } = await couponFor('gift', 'whole');
  const done = sure(await sell('chen', sale({ number }, 8_800, { coupon: code })));
  expect(done.action).toMatchObject({ fen: 0, points: 0, refundableFen: 0 });
  expect(await couponState('gift', id)).toBe('used');
  sure(await undo('chen', done.action.id));
  expect(await couponState('gift', id)).toBe('usable');
  expect(await points('gift')).toBe(0);
});

test('a coupon of a pool that nobody has looked at gets its code with the sale that uses it', async () => {
  const number = await customer('cinema');
  await shop.store('pools', { _id: 'film-1', shape: 1, pool: 'film', code: 'FILM-1', couponId: null, look: null } as {
    _id: string;
  });
  sure(await shop.act('cinema', 'coupons.claim', { template: 'film' }, key()));
  const [shown] = sure(await quote('chen', sale({ number }, 10_000))).coupons;
  const code = shown?.code ?? '';
  sure(await sell('chen', sale({ number }, 10_000, { coupon: code })));
  const used = sure(await shop.act('cinema', 'wallet.coupon', { id: shown?.id ?? '' }));
  expect([used.coupon.state, used.external]).toEqual(['used', 'FILM-1']);
});

test('of two sales with one coupon at once, one goes through, and the other takes nothing', async () => {
  const number = await customer('race');
  const { code } = await couponFor('race', 'ten');
  const input = sale({ number }, 10_000, { coupon: code });
  const { netFen, earned } = sure(await quote('chen', input));
  const confirm = { ...input, expect: { netFen, points: earned } };
  const answers = await Promise.all(
    ['chen', 'zhou'].map((who) => told(() => shop.staff(who, 'counter.sell', confirm, `race-${who}`))),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(['COUPON_USED', 'COUPON_RESERVED']).toContain(answers.map(refusal).find((code) => code !== null));
  expect(await points('race')).toBe(earned);
});

test('money goes back later, in parts, up to what is left', async () => {
  const number = await customer('hui');
  const sold = sure(await sell('chen', sale({ number }, 10_000)));
  await shop.advance(60 * MINUTE);
  const refund = (openid: string, amountFen: number, once = key()) =>
    shop.staff(openid, 'counter.refund', { action: sold.action.id, amountFen: amountFen as Fen }, once);
  expect(refusal(await refund('zhou', 100))).toBe('ROLE_REQUIRED');
  const back = await Promise.all([1, 2].map(() => told(() => refund('chen', 4_000, 'back-1'))));
  expect(back.map(refusal)).toEqual([null, null]);
  await shop.advance(MINUTE);
  expect(sure(await refund('chen', 4_000, 'back-1'))).toMatchObject({
    repeated: true,
    action: { kind: 'refund', fen: 4_000, points: -40 },
  });
  expect(await points('hui')).toBe(60);
  expect(refusal(await refund('boss', 6_001))).toBe('REFUND_TOO_LARGE');
  sure(await refund('boss', 6_000));
  expect(await points('hui')).toBe(0);
  expect(refusal(await undo('chen', sold.action.id))).toBe('REFUND_TOO_LARGE');
});

test('a cashier sees their own acts, an owner everybody’s, newest first, page by page', async () => {
  const all: ActionView[] = [];
  let cursor: string | undefined;
  do {
    const page = sure(await shop.staff('boss', 'counter.recent', { limit: 3, ...(cursor ? { cursor } : {}) }));
    all.push(...page.actions);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const times = all.map(({ day, time }) => `${day} ${time}`);
  expect(times).toEqual([...times].sort().reverse());
  expect(new Set(all.map(({ by }) => by)).size).toBeGreaterThan(2);
  const own = sure(await shop.staff('zhou', 'counter.recent', { limit: 50 })).actions;
  expect(new Set(own.map(({ by }) => by))).toEqual(new Set(['小周']));
  expect(all.every(({ member }) => /^\d{4}$/.test(member.number))).toBe(true);
});

test('a cashier’s day has a limit, an owner’s has none, and what was refused does not count', async () => {
  await shop.day(3);
  const number = await customer('rich');
  await hire('li', '小李');
  const { code } = await couponFor('rich', 'tea');
  sure(await use('boss', code));
  const refused = { ...sale({ number }, 4_000_000), expect: { netFen: 1 as Fen, points: 0 as Points } };
  expect(refusal(await shop.staff('li', 'counter.sell', refused, key()))).toBe('PRICE_CHANGED');
  expect(refusal(await sell('li', sale({ number }, 5_000_001)))).toBe('CASHIER_LIMIT');
  const many = await Promise.all([1, 2, 3, 4].map(() => sell('li', sale({ number }, 2_000_000))));
  // Prices change while others are booked: those ask again.
  for (const [at, each] of many.entries())
    if (refusal(each) === 'PRICE_CHANGED' || refusal(each) === 'BUSY')
      many[at] = await sell('li', sale({ number }, 2_000_000));
  expect(many.filter(({ ok }) => ok)).toHaveLength(2);
  expect(new Set(many.map(refusal).filter((code) => code !== null))).toEqual(new Set(['CASHIER_LIMIT']));
  sure(await sell('li', sale({ number }, 1_000_000)));
  expect(refusal(await sell('li', sale({ number }, 1)))).toBe('CASHIER_LIMIT');
  sure(await sell('boss', sale({ number }, 9_000_000)));
  await shop.day(4);
  sure(await sell('li', sale({ number }, 100)));
});

test('who is suspended sells nothing any more', async () => {
  const number = await customer('after');
  const id = await hire('gone', '小吴');
  const input = { ...sale({ number }, 100), expect: { netFen: 100 as Fen, points: 1 as Points } };
  sure(await shop.staff('boss', 'staff.suspend', { id, suspended: true }, key()));
  expect(refusal(await shop.staff('gone', 'counter.sell', input, key()))).toBe('NOT_STAFF');
  expect(await points('after')).toBe(0);
});

/** Luhn, from the right. */
function withCheck(digits: string): string {
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    const counted = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return digits + ((10 - (sum % 10)) % 10);
}
