/** Coupons and points off at a till, over the signed API: quote, reserve, use and capture, and back again. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Description, operationsOf } from './shop/described';
import type { PartnerOptions, PartnerReply } from './shop/partner';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
const description = new Description();

const MINUTE = 60_000;
const template = (code: string, value: object, more: object = {}) => ({
  code,
  name: code,
  value,
  validity: { kind: 'relative', afterDays: 0, days: 30 },
  channels: [],
  stores: [],
  categories: [],
  stacking: null,
  claim: { tiers: [], limit: { count: 100, period: 'ever' }, quota: null },
  note: '',
  pool: false,
  state: 'on',
  ...more,
});
const TEMPLATES = [
  template('ten', { kind: 'amount', fen: 1_000, thresholdFen: 5_000 }),
  template('fifth', { kind: 'percent', rate: 80, thresholdFen: 0, capFen: null }, { stacking: 'fifth' }),
  template('shipping', { kind: 'freeShipping', thresholdFen: 0 }, { stacking: 'shipping' }),
  template('tea', { kind: 'amount', fen: 500, thresholdFen: 0 }, { categories: ['茶'] }),
  template('web', { kind: 'amount', fen: 500, thresholdFen: 0 }, { channels: ['web'] }),
];

beforeAll(async () => {
  shop = await openShop(2);
  await shop.programme({ deduction: { points: 100, fen: 500, minimumFen: 1_000, maxRate: 50 } });
  await shop.store('settings', { _id: 'templates', shape: 1, list: TEMPLATES } as { _id: string });
  await shop.advance(11_000);
});
afterAll(() => shop.close());

/** Every exchange of this file is held against the description. */
async function ask(method: string, path: string, body?: unknown, options: PartnerOptions = {}): Promise<PartnerReply> {
  const reply = await shop.partner(method, path, body, options);
  description.look(method, path, body, reply, options);
  return reply;
}

const refusal = ({ status, body }: PartnerReply) => [status, body.error.code, body.error.details?.field];
const done = ({ status, body }: PartnerReply) => [status, body.repeated, body.coupon?.state ?? body.state];

/** On the member's phone, at this moment. */
async function memberCode(openid: string): Promise<string> {
  const codes = await shop.act(openid, 'member.codes', {});
  if (!codes.ok) throw new Error(codes.error.code);
  return codes.data.codes[0]?.code ?? '';
}

/** A member with points to spend. */
async function newMember(openid: string, fen = 100_000): Promise<string> {
  await shop.join(openid);
  const codes = await shop.act(openid, 'member.codes', {});
  if (!codes.ok) throw new Error(codes.error.code);
  const { number } = codes.data;
  await ask('POST', '/v1/orders', paid(number, fen));
  return number;
}

const paid = (number: string, amountFen: number, orderId: string = randomUUID()) => ({
  orderId,
  member: { number },
  amountFen,
  currency: 'CNY',
  paidAt: Math.round(shop.now()),
  completed: true,
  channel: 'till',
});

/** Taken in the mini-program, shown at the till. */
async function claimed(openid: string, code: string): Promise<string> {
  const answer = await shop.act(openid, 'coupons.claim', { template: code }, randomUUID().replaceAll('-', ''));
  if (!answer.ok) throw new Error(answer.error.code);
  const shown = await shop.act(openid, 'wallet.coupon', { id: answer.data.coupon.id });
  if (!shown.ok || shown.data.code === null) throw new Error('no code');
  return shown.data.code;
}

const sale = { channel: 'till', amountFen: 12_800 };

async function available(number: string): Promise<number> {
  return (await ask('GET', `/v1/members?number=${number}`)).body.member.available;
}

test('a till quotes, reserves, uses a coupon and books the order: the quote was right to the point', async () => {
  const number = await newMember('o-quoted');
  const code = await claimed('o-quoted', 'ten');
  const seen = await ask('GET', `/v1/coupons/${code}?channel=till&amountFen=12800`);
  expect(seen.body).toMatchObject({ fen: 1_000, refusal: null, coupon: { code, name: 'ten', state: 'usable' } });
  const orderId = randomUUID();
  const asked = { ...sale, member: { number }, coupons: [code], orderId };
  const quote = await ask('POST', '/v1/quotes', asked);
  expect(quote.body).toMatchObject({ netFen: 11_800, candidates: [], coupons: [{ fen: 1_000, refusal: null }] });
  const reserved = await ask('POST', `/v1/coupons/${code}/reserve`, { ...sale, orderId });
  expect([...done(reserved), reserved.body.fen]).toEqual([201, false, 'reserved', 1_000]);
  // Its own reservation does not stand in the order's way.
  expect((await ask('POST', '/v1/quotes', asked)).body.netFen).toBe(11_800);
  expect((await ask('POST', '/v1/quotes', { ...asked, orderId: 'other' })).body.coupons[0].refusal.code).toBe(
    'COUPON_RESERVED',
  );
  const used = await ask('POST', `/v1/coupons/${code}/use`, { ...sale, orderId });
  expect([...done(used), used.body.fen]).toEqual([201, false, 'used', 1_000]);
  const again = await ask('POST', `/v1/coupons/${code}/use`, { ...sale, orderId });
  expect([...done(again), again.body.fen]).toEqual([200, true, 'used', 1_000]);
  const booked = await ask('POST', '/v1/orders', paid(number, quote.body.netFen, orderId));
  expect([booked.body.points, booked.body.growth]).toEqual([quote.body.points, quote.body.growth]);
});

test('who has seen the member’s phone is told which coupons would hold, best first', async () => {
  const number = await newMember('o-told');
  for (const code of ['ten', 'fifth', 'shipping', 'tea', 'web']) await claimed('o-told', code);
  const code = await memberCode('o-told');
  const told = async (member: object, more: object = {}, options: PartnerOptions = {}) => {
    const { body } = await ask('POST', '/v1/quotes', { ...sale, ...more, member }, options);
    return body.candidates.map((each: { coupon: { name: string }; fen: number }) => [each.coupon.name, each.fen]);
  };
  expect(await told({ code })).toEqual([
    ['fifth', 2_560],
    ['ten', 1_000],
    ['shipping', 0],
  ]);
  expect((await told({ code }, { categories: ['茶'] })).map(([name]: [string]) => name)).toContain('tea');
  expect(await told({ number })).toEqual([]);
  const key = await shop.partnerKey({ rights: ['orders'] });
  expect(await told({ code }, {}, { key })).toEqual([]);
});

test('coupons that go together are taken off one after the other; each refused one says why', async () => {
  const number = await newMember('o-stack');
  const codes = [];
  for (const code of ['fifth', 'shipping', 'ten', 'web']) codes.push(await claimed('o-stack', code));
  const { body } = await ask('POST', '/v1/quotes', { ...sale, member: { number }, coupons: codes });
  const ends = body.coupons.map(({ fen, refusal: why }: { fen: number; refusal: { code: string } | null }) => [
    fen,
    why?.code,
  ]);
  expect(ends).toEqual([
    [2_560, undefined],
    [0, undefined],
    [0, 'COUPON_STACKING'],
    [0, 'COUPON_CHANNEL'],
  ]);
  expect(body.netFen).toBe(10_240);
  const other = await newMember('o-other');
  const theirs = await ask('POST', '/v1/quotes', { ...sale, member: { number: other }, coupons: codes.slice(0, 1) });
  expect(theirs.body.coupons[0].refusal.code).toBe('COUPON_MEMBER');
});

test('of two tills at once one uses the coupon, the other reads when', async () => {
  await newMember('o-two');
  const code = await claimed('o-two', 'ten');
  const keys = [await shop.partnerKey(), await shop.partnerKey()];
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      ask('POST', `/v1/coupons/${code}/use`, { ...sale, orderId: `o${n}` }, { key: keys[n % 2] as never }),
    ),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  const losers = replies.filter(({ status }) => status !== 201);
  for (const loser of losers) {
    expect(refusal(loser)).toEqual([409, 'COUPON_USED', 'code']);
    expect(loser.body.error.details.time).toMatch(/^\d\d:\d\d$/);
  }
});

test('a reservation holds for its own order alone, is given up, and ends by itself', async () => {
  await newMember('o-held');
  const code = await claimed('o-held', 'ten');
  const at = (verb: string, orderId: string, more: object = sale) =>
    ask('POST', `/v1/coupons/${code}/${verb}`, { ...more, orderId });
  await at('reserve', 'A', { ...sale, minutes: 5 });
  expect(refusal(await at('use', 'B'))).toEqual([409, 'COUPON_RESERVED', 'code']);
  expect(done(await at('release', 'A', {}))).toEqual([201, false, 'usable']);
  expect(done(await at('release', 'A', {}))).toEqual([200, true, 'usable']);
  expect(done(await at('reserve', 'B', { ...sale, minutes: 5 }))).toEqual([201, false, 'reserved']);
  await shop.advance(5 * MINUTE + 1_000);
  expect(done(await at('use', 'C'))).toEqual([201, false, 'used']);
});

test('a use is undone once, by who made it; the coupon can be used for another order then', async () => {
  await newMember('o-undone');
  const code = await claimed('o-undone', 'ten');
  const at = (verb: string, orderId: string, more: object = sale, options: PartnerOptions = {}) =>
    ask('POST', `/v1/coupons/${code}/${verb}`, { ...more, orderId }, options);
  await at('use', 'A');
  const key = await shop.partnerKey();
  expect(refusal(await at('undo', 'A', {}, { key }))).toEqual([404, 'COUPON_NOT_FOUND', 'code']);
  expect(done(await at('undo', 'A', {}))).toEqual([201, false, 'usable']);
  expect(done(await at('undo', 'A', {}))).toEqual([200, true, 'usable']);
  expect(refusal(await at('use', 'A'))).toEqual([409, 'UNDONE', 'orderId']);
  expect(done(await at('use', 'B'))).toEqual([201, false, 'used']);
});

test('the coupons of a frozen account are neither set aside nor used; what was used before stays used', async () => {
  await newMember('o-frozen');
  const become = async (state: string) => {
    const [member] = (await shop.books('o-frozen')).members;
    await shop.store('members', { ...member, state } as { _id: string });
  };
  const [before, code] = [await claimed('o-frozen', 'ten'), await claimed('o-frozen', 'ten')];
  const at = (coupon: string, verb: string, orderId: string) =>
    ask('POST', `/v1/coupons/${coupon}/${verb}`, { ...sale, orderId });
  await at(before, 'use', 'A');
  await become('frozen');
  expect(refusal(await at(code, 'reserve', 'B'))).toEqual([409, 'FROZEN', 'code']);
  expect(refusal(await at(code, 'use', 'B'))).toEqual([409, 'FROZEN', 'code']);
  const shown = await ask('GET', `/v1/coupons/${code}?channel=till&amountFen=12800`);
  expect([shown.body.fen, shown.body.refusal.code]).toEqual([0, 'FROZEN']);
  expect(done(await at(before, 'use', 'A'))).toEqual([200, true, 'used']);
  await become('active');
  expect(done(await at(code, 'use', 'B'))).toEqual([201, false, 'used']);
});

test('a coupon asks for its amount, its goods and its channel, and ends with its last day', async () => {
  await newMember('o-terms');
  const [ten, tea, web] = [
    await claimed('o-terms', 'ten'),
    await claimed('o-terms', 'tea'),
    await claimed('o-terms', 'web'),
  ];
  const use = (code: string, more: object = {}) =>
    ask('POST', `/v1/coupons/${code}/use`, { ...sale, orderId: 'T', ...more });
  expect(refusal(await use(ten, { amountFen: 4_999 }))).toEqual([409, 'COUPON_THRESHOLD', 'amountFen']);
  expect(refusal(await use(tea))).toEqual([409, 'COUPON_CATEGORY', 'categories']);
  expect(refusal(await use(tea, { categories: ['茶', '点心'] }))).toEqual([409, 'COUPON_CATEGORY', 'categories']);
  expect(refusal(await use(web))).toEqual([409, 'COUPON_CHANNEL', 'channel']);
  expect((await use(tea, { categories: ['茶'] })).status).toBe(201);
  const shown = await ask('GET', `/v1/coupons/${web}?channel=till`);
  expect([shown.status, shown.body.refusal.code]).toEqual([200, 'COUPON_CHANNEL']);
  await shop.advance(31 * 1440 * MINUTE);
  expect(refusal(await use(ten))).toEqual([409, 'COUPON_EXPIRED', 'code']);
});

test('points off: set aside by the code in the member’s hand, captured with the sale, returned with it', async () => {
  const number = await newMember('o-points');
  const before = await available(number);
  const code = await memberCode('o-points');
  const deduct = { deductionId: randomUUID(), member: { code }, points: 300, ...sale };
  const quote = await ask('POST', '/v1/quotes', { ...sale, member: { code }, points: 300 });
  expect(quote.body).toMatchObject({ netFen: 11_300, deduction: { points: 300, fen: 1_500, refusal: null } });
  const made = await ask('POST', '/v1/deductions', deduct);
  expect([...done(made), made.body.fen]).toEqual([201, false, 'reserved', 1_500]);
  expect(await available(number)).toBe(before - 300);
  // A repeat may come when the code is long over.
  await shop.advance(4 * MINUTE);
  const repeated = await ask('POST', '/v1/deductions', deduct);
  expect(done(repeated)).toEqual([200, true, 'reserved']);
  const path = `/v1/deductions/${deduct.deductionId}`;
  expect(refusal(await ask('POST', `${path}/return`, {}))).toEqual([409, 'DEDUCTION_ENDED', 'deductionId']);
  expect(done(await ask('POST', `${path}/capture`, {}))).toEqual([201, false, 'captured']);
  expect(done(await ask('POST', `${path}/capture`, {}))).toEqual([200, true, 'captured']);
  const late = await ask('POST', `${path}/release`, {});
  expect([...refusal(late), late.body.error.details.state]).toEqual([
    409,
    'DEDUCTION_ENDED',
    'deductionId',
    'captured',
  ]);
  const booked = await ask('POST', '/v1/orders', paid(number, quote.body.netFen));
  expect(booked.body.points).toBe(quote.body.points);
  expect(done(await ask('POST', `${path}/return`, {}))).toEqual([201, false, 'returned']);
  expect(await available(number)).toBe(before + quote.body.points);
  expect((await shop.books('o-points')).wrong).toEqual([]);
});

test('what is released, or left to the timer, is back as it was', async () => {
  const number = await newMember('o-back');
  const before = await available(number);
  const reserve = async () => {
    const deductionId = randomUUID();
    const body = { deductionId, member: { code: await memberCode('o-back') }, points: 100, ...sale };
    expect((await ask('POST', '/v1/deductions', body)).status).toBe(201);
    return deductionId;
  };
  const first = await reserve();
  expect(done(await ask('POST', `/v1/deductions/${first}/release`, {}))).toEqual([201, false, 'released']);
  expect(await available(number)).toBe(before);
  await shop.advance(2 * MINUTE);
  const forgotten = await reserve();
  await shop.advance(16 * MINUTE);
  await shop.tick();
  expect(await available(number)).toBe(before);
  const late = await ask('POST', `/v1/deductions/${forgotten}/capture`, {});
  expect(refusal(late)).toEqual([409, 'DEDUCTION_ENDED', 'deductionId']);
  expect((await shop.books('o-back')).wrong).toEqual([]);
});

test('points go off only by a fresh code, in whole steps, within the rate and what there is', async () => {
  const number = await newMember('o-limits', 50_000);
  const code = await memberCode('o-limits');
  const deduct = (more: object) =>
    ask('POST', '/v1/deductions', { deductionId: randomUUID(), member: { code }, points: 100, ...sale, ...more });
  expect(refusal(await deduct({ member: { number } }))).toEqual([409, 'CODE_NEEDED', 'member.code']);
  expect(refusal(await deduct({ member: { code: `88${'1'.repeat(16)}` } }))).toEqual([
    422,
    'CODE_OUTDATED',
    'member.code',
  ]);
  expect(refusal(await deduct({ points: 150 }))).toEqual([422, 'DEDUCTION_STEP', 'points']);
  expect(refusal(await deduct({ amountFen: 900 }))).toEqual([409, 'DEDUCTION_MINIMUM', 'amountFen']);
  expect(refusal(await deduct({ amountFen: 1_000, points: 200 }))).toEqual([409, 'DEDUCTION_TOO_MUCH', 'points']);
  expect(refusal(await deduct({ points: 900 }))).toEqual([409, 'INSUFFICIENT', 'points']);
  expect((await deduct({})).status).toBe(201);
  expect(refusal(await deduct({}))).toEqual([422, 'CODE_OUTDATED', 'member.code']);
});

test('coupons and points are rights of their own; a coupon belongs to a store that the key speaks for', async () => {
  const number = await newMember('o-rights');
  const code = await claimed('o-rights', 'ten');
  const key = await shop.partnerKey({ rights: ['orders'] });
  const asked = { ...sale, member: { number } };
  for (const [method, path, body] of [
    ['GET', `/v1/coupons/${code}?channel=till`, undefined],
    ['POST', `/v1/coupons/${code}/use`, { ...sale, orderId: 'A' }],
    ['POST', '/v1/deductions', { deductionId: 'D', member: { number }, points: 100, ...sale }],
    ['POST', '/v1/deductions/D/capture', {}],
    ['POST', '/v1/quotes', { ...asked, coupons: [code] }],
    ['POST', '/v1/quotes', { ...asked, points: 100 }],
  ] as const) {
    const reply = await ask(method, path, body, { key });
    expect([path, reply.status, reply.body.error.code]).toEqual([path, 403, 'NOT_ALLOWED']);
  }
  expect((await ask('POST', '/v1/quotes', asked, { key })).status).toBe(200);
  const elsewhere = await ask('POST', `/v1/coupons/${code}/use`, { ...sale, orderId: 'A', storeId: 'north' });
  expect(refusal(elsewhere)).toEqual([422, 'STORE_UNKNOWN', 'storeId']);
});

test('who tries codes out finds none and is told to wait; orders go on', async () => {
  const key = await shop.partnerKey();
  const number = await newMember('o-guess');
  const statuses = new Set<number>();
  for (let n = 0; n < 160; n += 1) {
    const code = `71${String(n * 7_919).padStart(14, '0')}`;
    statuses.add((await ask('GET', `/v1/coupons/${code}?channel=till`, undefined, { key })).status);
  }
  expect(statuses).toEqual(new Set([404, 429]));
  expect((await ask('POST', '/v1/orders', paid(number, 1_000), { key })).status).toBe(201);
  await shop.advance(61_000);
  const unknown = await ask('GET', '/v1/coupons/7100000000000000?channel=till', undefined, { key });
  expect(refusal(unknown)).toEqual([404, 'COUPON_NOT_FOUND', 'code']);
});

test('a field that is wrong is named, and nothing happens', async () => {
  const code = '7100000000000000';
  for (const [path, body, field] of [
    ['/v1/quotes', { ...sale, member: { number: '1' } }, 'member.number'],
    ['/v1/quotes', { ...sale, member: { card: 'x' }, points: 1.5 }, 'points'],
    ['/v1/quotes', { ...sale, member: { card: 'x' }, coupons: ['1'] }, 'coupons.0'],
    [`/v1/coupons/${code}/reserve`, { ...sale, orderId: 'A', minutes: 16 }, 'minutes'],
    [`/v1/coupons/${code}/use`, { ...sale, orderId: 'A', amountFen: 0 }, 'amountFen'],
    [`/v1/coupons/${code}/use`, { ...sale, orderId: 'A', channel: 'counter' }, 'channel'],
    ['/v1/coupons/12/use', { ...sale, orderId: 'A' }, 'code'],
    [`/v1/coupons/${code}/release`, {}, 'orderId'],
    ['/v1/deductions', { ...sale, deductionId: '..', member: { card: 'x' }, points: 1 }, 'deductionId'],
    ['/v1/deductions/D/capture', { points: 1 }, 'points'],
  ] as const) {
    expect([path, ...refusal(await ask('POST', path, body))]).toEqual([path, 400, 'INVALID_INPUT', field]);
  }
  expect(refusal(await ask('GET', `/v1/coupons/${code}?channel=till&amountFen=0`))).toEqual([
    400,
    'INVALID_INPUT',
    'amountFen',
  ]);
});

test('the description knows every exchange above, and every operation on coupons and points has been seen', () => {
  expect(description.wrong).toEqual([]);
  const own = operationsOf('quotes', 'coupons', 'deductions');
  expect(own.filter((id) => !description.done.includes(id))).toEqual([]);
});
