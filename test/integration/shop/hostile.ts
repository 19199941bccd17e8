/** Requests to the partner API that are wrong in one place: every field of every route, and how they are signed and sent. */
import { randomUUID } from 'node:crypto';
import type { PartnerOptions } from './partner';

export interface Shot {
  method: string;
  path: string;
  body: unknown;
  options: PartnerOptions;
  /** Its own number of an order, a refund or a card: tells what a change came from. */
  mark: string;
  /** It cannot be meant well, whatever else is right with it. */
  refused: boolean;
}

/** What is there to be aimed at. */
export interface Targets {
  number: string;
  /** 18 digits of this member, of this minute. */
  memberCode: string;
  /** Codes of coupons that are there. */
  coupons: readonly string[];
  /** Paid, ¥100. */
  orderId: string;
  /** Points set aside, at the beginning. */
  deductionId: string;
  /** A nonce that has been used. */
  usedNonce: string;
  now: number;
}

/** mulberry32: the same numbers from the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

const values: readonly unknown[] = [
  -1,
  0,
  -12_800,
  0.5,
  127.999,
  1_000_000_001,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  1e308,
  -1e308,
  5e-324,
  '',
  ' ',
  '12800',
  '-1',
  'NaN',
  'null',
  null,
  true,
  false,
  [],
  {},
  [1, 2],
  [[]],
  { $gt: 0 },
  { $set: { balance: 1 } },
  '\u0000',
  'a\u0000b',
  '\u202Eabc',
  '😀'.repeat(40),
  '\ud800',
  'Ａ１',
  'é'.normalize('NFD'),
  'x'.repeat(5_000),
  '9'.repeat(400),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../admin',
  "' OR 1=1 --",
  '<script>',
  'USD',
  'cny',
  'CNY ',
  'EUR',
  '+86',
  '+0123456789',
  '000000000000',
  '8'.repeat(18),
  'f'.repeat(64),
  '.',
  '..',
  'a/b',
  'order:p:x',
  nested(40),
  nested(2_000),
];

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'extra',
  '',
  ' ',
  'points',
  'balance',
  'memberId',
  'a.b',
  '$inc',
  'é',
];

const texts: readonly (string | Uint8Array)[] = [
  '',
  ' ',
  'null',
  '[]',
  '"text"',
  '1',
  '{',
  '{"orderId":',
  '{"a":1}}',
  "{'a':1}",
  '{"a":1e999}',
  '{"__proto__":{"x":1}}',
  '{"orderId":"1","orderId":"2","extra":1}',
  '\uFEFF{}',
  '['.repeat(30_000),
  `{"a":"${'x'.repeat(60_000)}"}`,
  `{"a":"${'x'.repeat(70_000)}"}`,
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from('{"card":"\xff"}', 'latin1'),
  Buffer.alloc(1_000),
];

const queries = [
  'number=',
  'number=1',
  'number=123456789012&number=123456789012',
  'number=123456789012&card=1',
  'phone=%2B86',
  'phone=+8613800138000',
  'code=880000000000000000',
  'phoneHash=zz',
  'card=%00',
  'card=%F0%9F%98%80',
  'card=%ff',
  '__proto__=1',
  'constructor=1',
  '$where=1',
  'card[]=1',
  'card[$gt]=',
  `card=${'x'.repeat(3_000)}`,
  'number=%00',
  '&&&',
  '=',
  '%',
  'a'.repeat(2_000),
  'memberId=1',
];

const paths = [
  '%00',
  '%2e%2e',
  '..',
  '%2F',
  '%F0%9F%98%80',
  'x'.repeat(65),
  'x'.repeat(4_000),
  '__proto__',
  '%',
  ' ',
  '%E0%A4%A',
  "'",
  'a:b',
];

const headerValues = [
  '',
  ' ',
  'x',
  '0',
  '-1',
  '1e13',
  '9'.repeat(13),
  '9'.repeat(400),
  'x'.repeat(65),
  '__proto__',
  'é',
  '{}',
  'NaN',
  'a b',
];

const MINUTE = 60_000;

/** The n-th request of a series. */
export function shot(random: Random, n: number, targets: Targets): Shot {
  const mark = `Z${n}`;
  const shot = oneOf(random, AIMS)(random, mark, targets);
  return { ...oneOf(random, KINDS)(random, shot, targets), mark };
}

type Base = Omit<Shot, 'mark'>;
const base = (method: string, path: string, body?: unknown): Base => ({
  method,
  path,
  body,
  options: {},
  refused: false,
});

function paidBody(mark: string, { number, now }: Targets): Record<string, unknown> {
  const money = { amountFen: 10_000, currency: 'CNY', paidAt: now, completed: true };
  return { orderId: mark, member: { number }, ...money, storeId: 'default', channel: 'till' };
}

function sale(_random: Random, mark: string, targets: Targets): Base {
  return base('POST', '/v1/orders', paidBody(mark, targets));
}

/** Refunds and completions: of the order that is there, of one that is not, with and without a member. */
function later(random: Random, mark: string, { number, orderId, now }: Targets): Base {
  const who = random() < 0.5 ? {} : { member: { number } };
  const order = random() < 0.6 ? orderId : mark;
  if (random() < 0.3) return base('POST', `/v1/orders/${order}/completed`, { completedAt: now, ...who });
  const amountFen = oneOf(random, [1, 1, 10_000, 10_001, 1_000_000_000]);
  return base('POST', `/v1/orders/${order}/refunds`, { refundId: mark, amountFen, refundedAt: now, ...who });
}

function member(random: Random, mark: string): Base {
  const phone = `+86139${String(Math.floor(random() * 1e8)).padStart(8, '0')}`;
  return base('POST', '/v1/members', random() < 0.5 ? { card: mark } : { card: mark, phone, storeId: 'default' });
}

function members(random: Random, _mark: string, { number }: Targets): Base {
  const query = random() < 0.3 ? `number=${number}` : oneOf(random, queries);
  return base('GET', `/v1/members?${query}`);
}

function look(random: Random, mark: string, { orderId }: Targets): Base {
  const id = random() < 0.3 ? orderId : random() < 0.5 ? mark : oneOf(random, paths);
  return base('GET', `/v1/orders/${id}${random() < 0.3 ? `?${oneOf(random, queries)}` : ''}`);
}

function batch(random: Random, mark: string, targets: Targets): Base {
  const events = [{ type: 'paid', ...paidBody(mark, targets) }];
  const refund = { type: 'refunded', orderId: targets.orderId, refundId: mark, amountFen: 1, refundedAt: targets.now };
  return base('POST', '/v1/batches', { events: random() < 0.5 ? events : [...events, refund] });
}

function basketOf(mark: string): Record<string, unknown> {
  return { orderId: mark, amountFen: 10_000, channel: 'till', storeId: 'default' };
}

function quote(random: Random, mark: string, { number, memberCode, coupons }: Targets): Base {
  const member = random() < 0.5 ? { number } : { code: memberCode };
  const more = { coupons: [oneOf(random, coupons)], points: oneOf(random, [100, 200, 150]), categories: ['茶'] };
  return base('POST', '/v1/quotes', { ...basketOf(mark), member, ...(random() < 0.3 ? {} : more) });
}

/** Acts on a coupon that is there, or on a code that nobody was given; of its own order, or of one that all share. */
function coupon(random: Random, mark: string, { coupons }: Targets): Base {
  const code = random() < 0.8 ? oneOf(random, coupons) : random() < 0.5 ? '7100000000000000' : oneOf(random, paths);
  const orderId = random() < 0.5 ? mark : 'shared';
  const verb = oneOf(random, ['reserve', 'use', 'use', 'release', 'undo', 'undo']);
  const body = verb === 'release' || verb === 'undo' ? { orderId } : basketOf(orderId);
  return base('POST', `/v1/coupons/${code}/${verb}`, verb === 'reserve' ? { ...body, minutes: 1 } : body);
}

function couponLook(random: Random, _mark: string, { coupons }: Targets): Base {
  const query = random() < 0.5 ? 'channel=till&amountFen=10000' : oneOf(random, queries);
  return base('GET', `/v1/coupons/${random() < 0.7 ? oneOf(random, coupons) : oneOf(random, paths)}?${query}`);
}

function deduct(random: Random, mark: string, { number, memberCode }: Targets): Base {
  const member = random() < 0.8 ? { code: memberCode } : { number };
  const points = oneOf(random, [100, 100, 100, 150, 1_000_000]);
  return base('POST', '/v1/deductions', { ...basketOf(mark), orderId: undefined, deductionId: mark, member, points });
}

/** Of one that is there, or of one that never was. */
function endDeduct(random: Random, mark: string, { deductionId }: Targets): Base {
  const id = random() < 0.7 ? deductionId : random() < 0.5 ? mark : oneOf(random, paths);
  return base('POST', `/v1/deductions/${id}/${oneOf(random, ['capture', 'release', 'return'])}`, {});
}

const AIMS = [
  ...[sale, sale, later, later, member, members, look, batch],
  ...[quote, quote, coupon, coupon, couponLook, deduct, endDeduct],
];

type Kind = (random: Random, shot: Base, targets: Targets) => Base;

/** One place of the body, at any depth, becomes something else, goes, or gets a neighbour. */
const spoilBody: Kind = (random, shot) => {
  if (typeof shot.body !== 'object' || shot.body === null) return shot;
  const body = structuredClone(shot.body) as Record<string, unknown>;
  const places = placesIn(body);
  const [holder, name] = places.length > 0 ? oneOf(random, places) : [body, 'extra'];
  const how = random();
  if (how < 0.75) holder[name] = oneOf(random, values);
  else if (how < 0.85) delete holder[name];
  else Object.defineProperty(holder, oneOf(random, names), { value: oneOf(random, values), enumerable: true });
  return { ...shot, body };
};

function placesIn(value: Record<string, unknown>): [Record<string, unknown>, string][] {
  return Object.entries(value).flatMap(([name, inner]) => [
    [value, name] as [Record<string, unknown>, string],
    ...(typeof inner === 'object' && inner !== null ? placesIn(inner as Record<string, unknown>) : []),
  ]);
}

const spoilTime: Kind = (random, shot, { now }) => {
  if (typeof shot.body !== 'object' || shot.body === null) return shot;
  const body = structuredClone(shot.body) as Record<string, unknown>;
  const times = placesIn(body).filter(([, name]) => name.endsWith('At'));
  if (times.length === 0) return shot;
  const [holder, name] = oneOf(random, times);
  holder[name] = now + oneOf(random, [6 * MINUTE, 1440 * MINUTE, -89 * 1440 * MINUTE, -91 * 1440 * MINUTE, 4e12, 1e15]);
  return { ...shot, body };
};

const otherText: Kind = (random, shot) =>
  shot.method === 'POST' ? { ...shot, body: oneOf(random, texts), refused: true } : shot;

const otherPath: Kind = (random, shot) => {
  const extra = random() < 0.5 ? `?${oneOf(random, queries)}` : `/${oneOf(random, paths)}`;
  return { ...shot, path: `${shot.path}${extra}`, refused: shot.method === 'POST' };
};

const spoilHeader: Kind = (random, shot) => {
  const name = oneOf(random, ['x-huitouke-key', 'x-huitouke-time', 'x-huitouke-nonce', 'x-huitouke-signature']);
  return {
    ...shot,
    options: { headers: { [name]: random() < 0.1 ? null : oneOf(random, headerValues) } },
    refused: true,
  };
};

const spoilOnce: Kind = (random, shot) => {
  const once = random() < 0.2 ? null : oneOf(random, headerValues);
  return { ...shot, options: { once } };
};

const replay: Kind = (_random, shot, { usedNonce }) => ({ ...shot, options: { nonce: usedNonce }, refused: true });

const skew: Kind = (random, shot, { now }) => ({
  ...shot,
  options: { time: now + oneOf(random, [-6, 6, 60, -1440]) * MINUTE },
  refused: true,
});

/** Signed as one thing, sent as another. */
const tamper: Kind = (random, shot, { number }) => {
  const sent = oneOf(random, [
    { path: `/v1/members?number=${number}&x=${randomUUID()}` },
    { path: `${shot.path.split('?')[0]}/completed` },
    { body: JSON.stringify({ card: randomUUID() }) },
    { body: typeof shot.body === 'object' ? `${JSON.stringify(shot.body)} ` : 'x' },
  ]);
  // A question cannot carry a body over fetch.
  if (sent.body !== undefined && shot.method === 'GET') return spoilHeader(random, shot, { number } as Targets);
  return { ...shot, options: { sent }, refused: true };
};

const asIs: Kind = (_random, shot) => shot;

const KINDS: readonly Kind[] = [
  ...[spoilBody, spoilBody, spoilBody, spoilBody, spoilBody, spoilBody],
  ...[spoilTime, otherText, otherPath, spoilHeader, spoilOnce, replay, skew, tamper, asIs],
];
