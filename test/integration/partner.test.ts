/** The partner API as a till meets it: signed, over HTTP, on several instances. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Description, operationsOf } from './shop/described';
import { type PartnerOptions, type PartnerReply, sign } from './shop/partner';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
const description = new Description();
beforeAll(async () => {
  shop = await openShop(2);
});
afterAll(() => shop.close());

const MINUTE = 60_000;
let phones = 0;
const newPhone = () => `+86138${String(10_000_000 + phones++)}`;

/** Every exchange of this file is held against the description. */
async function ask(method: string, path: string, body?: unknown, options: PartnerOptions = {}): Promise<PartnerReply> {
  const reply = await shop.partner(method, path, body, options);
  description.look(method, path, body, reply, options);
  return reply;
}

async function newMember(): Promise<{ number: string; phone: string }> {
  const phone = newPhone();
  const made = await ask('POST', '/v1/members', { phone });
  expect(made.status).toBe(201);
  return { number: made.body.member.number, phone };
}

const paid = (member: object, orderId: string = randomUUID(), more: object = {}) => ({
  orderId,
  member,
  amountFen: 12_800,
  currency: 'CNY',
  paidAt: Math.round(shop.now()),
  completed: true,
  channel: 'till',
  ...more,
});

const refusal = ({ status, body }: PartnerReply) => [status, body.error.code, body.error.details?.field];

test('a sale brings its points, and says why', async () => {
  const { number } = await newMember();
  const sold = await ask('POST', '/v1/orders', paid({ number }, 'A-1'));
  expect(sold.status).toBe(201);
  expect(sold.body).toMatchObject({ orderId: 'A-1', repeated: false, member: { number, inWeChat: false } });
  expect(sold.body.points).toBeGreaterThan(0);
  expect(sold.body.because[0]).toMatchObject({ code: 'order.base', args: { fen: 12_800 } });
  const found = await ask('GET', `/v1/members?number=${number}`);
  const { available, pending } = found.body.member;
  expect(available + pending).toBe(sold.body.points);
});

test('a refund takes back its part, and never more than was paid', async () => {
  const { number } = await newMember();
  const sold = await ask('POST', '/v1/orders', paid({ number }, 'A-2'));
  const refund = { refundId: 'R1', amountFen: 6_400, refundedAt: Math.round(shop.now()) };
  const back = await ask('POST', '/v1/orders/A-2/refunds', refund);
  expect(back.status).toBe(201);
  expect(back.body.points).toBe(-sold.body.points / 2);
  const tooMuch = await ask('POST', '/v1/orders/A-2/refunds', { ...refund, refundId: 'R2', amountFen: 6_401 });
  expect(refusal(tooMuch)).toEqual([422, 'REFUND_TOO_LARGE', 'amountFen']);
  const order = await ask('GET', '/v1/orders/A-2');
  expect(order.body).toMatchObject({ paidFen: 12_800, refundedFen: 6_400, completed: true });
});

test('a refund before its payment counts when the payment comes', async () => {
  const { number } = await newMember();
  const refund = { refundId: 'R1', amountFen: 12_800, refundedAt: Math.round(shop.now()) };
  expect(refusal(await ask('POST', '/v1/orders/A-3/refunds', refund))).toEqual([404, 'ORDER_NOT_FOUND', 'orderId']);
  const early = await ask('POST', '/v1/orders/A-3/refunds', { ...refund, member: { number } });
  expect([early.status, early.body.points]).toEqual([201, 0]);
  const late = await ask('POST', '/v1/orders', paid({ number }, 'A-3'));
  expect([late.status, late.body.points]).toEqual([201, 0]);
});

test('the same request again answers the same and books nothing', async () => {
  const { number } = await newMember();
  const sale = paid({ number });
  const once = randomUUID();
  const first = await ask('POST', '/v1/orders', sale, { once });
  const again = await ask('POST', '/v1/orders', sale, { once });
  const months = await ask('POST', '/v1/orders', sale);
  expect([first.status, again.status, months.status]).toEqual([201, 200, 200]);
  for (const { body } of [again, months]) expect(body).toEqual({ ...first.body, repeated: true });
});

test('a key with another content is refused: the idempotency key, the order, the refund', async () => {
  const { number } = await newMember();
  const once = randomUUID();
  const sale = paid({ number });
  await ask('POST', '/v1/orders', sale, { once });
  const other = await ask('POST', '/v1/orders', paid({ number }), { once });
  expect(refusal(other)).toEqual([422, 'KEY_REUSED', 'Idempotency-Key']);
  const dearer = await ask('POST', '/v1/orders', { ...sale, amountFen: 12_801 });
  expect(refusal(dearer)).toEqual([422, 'KEY_REUSED', 'orderId']);
  const refund = { refundId: 'R', amountFen: 100, refundedAt: Math.round(shop.now()) };
  await ask('POST', `/v1/orders/${sale.orderId}/refunds`, refund);
  const larger = await ask('POST', `/v1/orders/${sale.orderId}/refunds`, { ...refund, amountFen: 200 });
  expect(refusal(larger)).toEqual([422, 'KEY_REUSED', 'refundId']);
});

test('an order belongs to one member', async () => {
  const [one, other] = [await newMember(), await newMember()];
  await ask('POST', '/v1/orders', paid({ number: one.number }, 'A-4'));
  const taken = await ask('POST', '/v1/orders', paid({ number: other.number }, 'A-4'));
  expect(taken.status).toBeGreaterThanOrEqual(409);
  expect(['ORDER_OF_OTHER', 'KEY_REUSED']).toContain(taken.body.error.code);
  const key = await shop.partnerKey();
  expect(refusal(await ask('GET', '/v1/orders/A-4', undefined, { key }))).toEqual([404, 'ORDER_NOT_FOUND', 'orderId']);
});

test('a member is found by number, code, phone, hash of the phone and card', async () => {
  await shop.join('o-finder');
  const codes = await shop.act('o-finder', 'member.codes', {});
  if (!codes.ok) throw new Error(codes.error.code);
  const phone = newPhone();
  const made = await ask('POST', '/v1/members', { phone, card: 'VIP-0001' });
  const hash = createHash('sha256').update(phone).digest('hex');
  const queries = [`phone=${encodeURIComponent(phone)}`, `phoneHash=${hash}`, 'card=VIP-0001'];
  for (const query of queries) {
    const { status, body } = await ask('GET', `/v1/members?${query}`);
    expect([status, body.member.number]).toEqual([200, made.body.member.number]);
  }
  const byCode = await ask('GET', `/v1/members?code=${codes.data.codes[0]?.code}`);
  expect(byCode.body.member).toMatchObject({ number: codes.data.number, inWeChat: true });
  const again = await ask('POST', '/v1/members', { card: 'VIP-0001' });
  expect([again.status, again.body.created]).toEqual([200, false]);
  expect(refusal(await ask('GET', '/v1/members?card=none'))).toEqual([404, 'MEMBER_NOT_FOUND', 'card']);
  expect(refusal(await ask('GET', `/v1/members?code=88${'1'.repeat(16)}`))).toEqual([422, 'CODE_OUTDATED', 'code']);
});

test('completion frees what waited for it, and the order says so', async () => {
  const { number } = await newMember();
  await ask('POST', '/v1/orders', paid({ number }, 'A-5', { completed: false, channel: 'web' }));
  const done = await ask('POST', '/v1/orders/A-5/completed', { completedAt: Math.round(shop.now()) });
  expect(done.status).toBe(201);
  expect((await ask('GET', '/v1/orders/A-5')).body.completed).toBe(true);
});

test('a batch answers each event in its place, books those of a member in order, and can be sent again', async () => {
  const { number } = await newMember();
  const at = Math.round(shop.now());
  const events = [
    { type: 'paid', ...paid({ number }, 'B-1', { completed: false }) },
    { type: 'refunded', orderId: 'B-1', refundId: 'R1', amountFen: 2_800, refundedAt: at },
    { type: 'completed', orderId: 'B-1', completedAt: at },
    { type: 'refunded', orderId: 'B-9', refundId: 'R1', amountFen: 2_800, refundedAt: at },
    { type: 'paid', ...paid({ number }, 'B-2', { paidAt: at + 10 * MINUTE }) },
    { type: 'paid', ...paid({ card: 'nobody' }, 'B-3') },
  ];
  const first = await ask('POST', '/v1/batches', { events });
  expect(first.status).toBe(200);
  const ends = first.body.results.map((each: { ok: boolean; error?: { code: string } }) => each.ok || each.error?.code);
  expect(ends).toEqual([true, true, true, 'ORDER_NOT_FOUND', 'TIME_AHEAD', 'MEMBER_NOT_FOUND']);
  const again = await ask('POST', '/v1/batches', { events });
  expect(again.body.results[1].data).toMatchObject({ repeated: true, points: first.body.results[1].data.points });
  const order = await ask('GET', '/v1/orders/B-1');
  expect(order.body).toMatchObject({ refundedFen: 2_800, completed: true });
});

test('a hundred events fit into one answer of at most 100 KB; one more is too many', async () => {
  const { number } = await newMember();
  const events = Array.from({ length: 100 }, (_, n) => ({ type: 'paid', ...paid({ number }, `H-${n}`) }));
  const sent = await ask('POST', '/v1/batches', { events });
  expect(sent.body.results).toHaveLength(100);
  expect(JSON.stringify(sent.body).length).toBeLessThan(100 * 1024);
  const ok = sent.body.results.filter((each: { ok: boolean }) => each.ok).length;
  const busy = sent.body.results.filter((each: { error?: { code: string } }) => each.error?.code === 'BUSY').length;
  expect(ok + busy).toBe(100);
  // What had no room can be sent again, as often as it takes.
  let rest = events.filter((_, at) => !sent.body.results[at].ok);
  for (let round = 0; rest.length > 0 && round < 20; round += 1) {
    const { results } = (await ask('POST', '/v1/batches', { events: rest })).body;
    rest = rest.filter((_, at) => !results[at].ok);
  }
  expect((await ask('GET', '/v1/orders/H-99')).status).toBe(200);
  const more = [...events, events[0]];
  expect(refusal(await ask('POST', '/v1/batches', { events: more }))).toEqual([422, 'TOO_MANY', 'events']);
});

test('without a valid signature nothing is read out and nothing is written', async () => {
  const { number } = await newMember();
  const key = await shop.partnerKey();
  const sale = paid({ number }, 'S-1');
  const wrongs: PartnerOptions[] = [
    { key: { id: key.id, secret: 'wrong' } },
    { key: { id: 'p0000000000000000', secret: key.secret } },
    { key, sign: (told, own) => sign({ ...told, target: '/v1/order' }, own) },
    { key, sign: (told, own) => sign({ ...told, method: 'PUT' }, own) },
    { key, sign: (told, own) => sign({ ...told, nonce: `${told.nonce}x` }, own) },
    { key, sign: (told, own) => sign({ ...told, time: String(Number(told.time) + 1) }, own) },
    { key, sent: { body: JSON.stringify({ ...sale, amountFen: 99_999_999 }) } },
  ];
  const answers = [];
  for (const options of wrongs) answers.push(await ask('POST', '/v1/orders', sale, options));
  expect(answers.map(refusal)).toEqual(wrongs.map(() => [401, 'UNSIGNED', undefined]));
  // Nobody learns from the answer whether the key exists.
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(refusal(await ask('GET', '/v1/orders/S-1', undefined, { key }))).toEqual([404, 'ORDER_NOT_FOUND', 'orderId']);
  const headers = ['key', 'time', 'nonce', 'signature'].map((name) => `x-huitouke-${name}`);
  for (const name of headers) {
    const bare = await ask('GET', '/v1/ping', undefined, { headers: { [name]: null } });
    expect(refusal(bare).slice(0, 2)).toEqual([401, 'UNSIGNED']);
    expect(bare.body.error.details.field.toLowerCase()).toBe(name);
  }
});

test('a moved query does not carry its signature along', async () => {
  const [one, other] = [await newMember(), await newMember()];
  const moved = await ask('GET', `/v1/members?number=${one.number}`, undefined, {
    sent: { path: `/v1/members?number=${other.number}` },
  });
  expect(refusal(moved)).toEqual([401, 'UNSIGNED', undefined]);
});

test('a clock more than five minutes off is told the time', async () => {
  for (const off of [-6 * MINUTE, 6 * MINUTE]) {
    const reply = await ask('GET', '/v1/ping', undefined, { time: Math.round(shop.now() + off) });
    expect(refusal(reply)).toEqual([401, 'CLOCK_SKEW', 'X-Huitouke-Time']);
    expect(Math.abs(reply.body.error.details.now - shop.now())).toBeLessThan(MINUTE);
  }
  const near = await ask('GET', '/v1/ping', undefined, { time: Math.round(shop.now() - 4 * MINUTE) });
  expect(near.status).toBe(200);
});

test('a request that is caught and sent once more is refused, whatever it asks', async () => {
  const { number } = await newMember();
  const once = randomUUID();
  const fixed = () => ({ nonce: randomUUID(), time: Math.round(shop.now()), once });
  const sale = paid({ number }, 'N-1');
  for (const [method, path, body] of [
    ['POST', '/v1/orders', sale],
    ['GET', '/v1/ping', undefined],
    ['GET', '/v1/orders/N-1', undefined],
    ['POST', '/v1/members', { card: 'N-1' }],
    ['POST', '/v1/batches', { events: [{ type: 'paid', ...sale }] }],
  ] as const) {
    const options = { ...fixed(), once: randomUUID() };
    expect((await ask(method, path, body, options)).status).toBeLessThan(300);
    expect(refusal(await ask(method, path, body, options))).toEqual([409, 'REPLAYED', 'X-Huitouke-Nonce']);
  }
});

test('of many at once with one nonce, one gets through', async () => {
  const { number } = await newMember();
  const options = { nonce: randomUUID(), time: Math.round(shop.now()), once: randomUUID() };
  const sale = paid({ number });
  const replies = await Promise.all(Array.from({ length: 6 }, () => ask('POST', '/v1/orders', sale, options)));
  const ends = replies.map(({ status }) => status).sort();
  expect(ends).toEqual([201, 409, 409, 409, 409, 409]);
});

test('a key does what its rights and stores allow, and nothing when it is off', async () => {
  const { number } = await newMember();
  const reader = await shop.partnerKey({ rights: ['members.read'] });
  expect((await ask('GET', `/v1/members?number=${number}`, undefined, { key: reader })).status).toBe(200);
  for (const [path, body] of [
    ['/v1/orders', paid({ number })],
    ['/v1/members', { card: 'X' }],
    ['/v1/batches', { events: [{ type: 'paid', ...paid({ number }) }] }],
  ] as const) {
    const reply = await ask('POST', path, body, { key: reader });
    expect([reply.status, reply.body.error.code]).toEqual([403, 'NOT_ALLOWED']);
  }
  const branch = await shop.partnerKey({ stores: ['default'] });
  const elsewhere = await ask('POST', '/v1/orders', paid({ number }, 'P-1', { storeId: 'north' }), { key: branch });
  expect(refusal(elsewhere)).toEqual([403, 'NOT_ALLOWED', 'storeId']);
  const nowhere = await ask('POST', '/v1/orders', paid({ number }, 'P-2', { storeId: 'north' }));
  expect(refusal(nowhere)).toEqual([422, 'STORE_UNKNOWN', 'storeId']);
  const off = await shop.partnerKey({ state: 'off' });
  const reply = await ask('GET', '/v1/ping', undefined, { key: off });
  expect([reply.status, reply.body.error.code]).toEqual([403, 'PARTNER_OFF']);
});

test('what a store has sold can be returned after the store was given up', async () => {
  const { number } = await newMember();
  const north = await shop.partnerKey({ stores: ['north'] });
  const places = (...ids: string[]) => ids.map((id) => ({ id, name: id, address: '', hours: '', phone: '' }));
  const open = async (...ids: string[]) => {
    await shop.store('settings', { _id: 'stores', shape: 1, list: places(...ids) } as { _id: string });
    await shop.advance(11_000);
  };
  await open('default', 'north');
  expect((await ask('POST', '/v1/orders', paid({ number }, 'N-1'), { key: north })).status).toBe(201);
  await open('default');
  expect(refusal(await ask('POST', '/v1/orders', paid({ number }, 'N-2'), { key: north }))[1]).toBe('STORE_UNKNOWN');
  const back = { refundId: 'r', amountFen: 12_800, refundedAt: Math.round(shop.now()) };
  const reply = await ask('POST', '/v1/orders/N-1/refunds', back, { key: north });
  expect([reply.status, reply.body.points]).toEqual([201, -128]);
});

test('whoever comes through WeChat is no till', async () => {
  const event = { path: '/v1/ping', httpMethod: 'GET', headers: {}, queryStringParameters: {}, body: '' };
  const reply = (await shop.raw('o-stranger', event, 'partner')) as unknown as { statusCode: number; body: string };
  expect(reply.statusCode).toBe(403);
  expect(JSON.parse(reply.body).error.code).toBe('NOT_ALLOWED');
});

test('times ahead, times long ago, paths and methods that do not exist, bodies that are too long', async () => {
  const { number } = await newMember();
  const ahead = await ask(
    'POST',
    '/v1/orders',
    paid({ number }, 'T-1', { paidAt: Math.round(shop.now()) + 6 * MINUTE }),
  );
  expect(refusal(ahead)).toEqual([422, 'TIME_AHEAD', 'paidAt']);
  const old = await ask(
    'POST',
    '/v1/orders',
    paid({ number }, 'T-2', { paidAt: Math.round(shop.now()) - 91 * 1440 * MINUTE }),
  );
  expect(refusal(old)).toEqual([422, 'TOO_OLD', 'paidAt']);
  expect(refusal(await ask('GET', '/v1/nothing'))).toEqual([404, 'NOT_FOUND', undefined]);
  expect(refusal(await ask('DELETE', '/v1/ping'))).toEqual([405, 'METHOD_NOT_ALLOWED', undefined]);
  const long = await ask('POST', '/v1/members', { card: 'x'.repeat(70_000) });
  expect([long.status, long.body.error.code]).toEqual([413, 'TOO_LARGE']);
  const missing = await ask('POST', '/v1/orders', paid({ number }), { once: null });
  expect(refusal(missing)).toEqual([400, 'INVALID_INPUT', 'Idempotency-Key']);
  expect(refusal(await ask('POST', '/v1/orders', paid({ number }, 'T-3', { currency: 'USD' })))).toEqual([
    400,
    'INVALID_INPUT',
    'currency',
  ]);
});

test('bytes that are no text by their type arrive whole, and sentences come in the script that is asked for', async () => {
  const bytes = Buffer.from(JSON.stringify({ card: 'C-77' }));
  const made = await ask('POST', '/v1/members', bytes, { headers: { 'content-type': 'application/octet-stream' } });
  expect(made.status).toBe(201);
  const hant = await ask('GET', '/v1/members?card=zzz', undefined, {
    headers: { 'accept-language': 'en, zh-TW;q=0.8' },
  });
  expect(hant.body.error.message).toMatch(/^找不到這位會員/);
});

test('an order by member number takes three waits and the birth of its notice', async () => {
  const { number } = await newMember();
  await ask('POST', '/v1/orders', paid({ number }));
  await shop.advance(11_000);
  await shop.logs();
  await ask('POST', '/v1/orders', paid({ number }));
  const [line] = (await shop.logs()).filter(({ action }) => action === 'orders.paid');
  expect(line?.depth).toBeLessThanOrEqual(4);
});

test('a stranger who guesses too often waits, and a partner goes on', async () => {
  const guesses = [];
  for (let n = 0; n < 200; n += 1) {
    const guess = await ask('GET', '/v1/ping', undefined, { key: { id: `pguess${n}`, secret: 'x' } });
    guesses.push(guess.status);
  }
  expect(new Set(guesses)).toEqual(new Set([401, 429]));
  await shop.logs();
  const guess = await ask('POST', '/v1/orders', paid({ number: '100000000008' }), {
    key: { id: 'plate', secret: 'x' },
  });
  const [line] = (await shop.logs()).filter(({ action }) => action === 'orders.paid');
  expect([guess.status, line?.requests]).toEqual([429, 0]);
  expect((await ask('GET', '/v1/ping')).status).toBe(200);
  await shop.advance(61_000);
  expect((await ask('GET', '/v1/ping', undefined, { key: { id: 'pguess', secret: 'x' } })).status).toBe(401);
});

test('the description knows every exchange above, and every operation on members and orders has been seen', () => {
  expect(description.wrong).toEqual([]);
  expect(description.done).toEqual(operationsOf('service', 'members', 'orders'));
});
