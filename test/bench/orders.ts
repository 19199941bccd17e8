/** Orders over the partner API: what they cost, and that none is lost or booked twice. */
import { randomUUID } from 'node:crypto';
import type { PartnerReply } from '../integration/shop/partner';
import { openShop, type Shop } from '../integration/shop/shop';
import { type Figure, type Measured, once } from './figure';
import { type Trips, worst } from './trips';

const FEN = 12_800;

interface Person {
  openid: string;
  number: string;
}

async function joined(shop: Shop): Promise<Person> {
  const openid = `bench-${randomUUID()}`;
  const { member } = await shop.join(openid);
  if (!member) throw new Error('nobody joined');
  return { openid, number: member.number };
}

async function tripsOf(shop: Shop, request: () => Promise<PartnerReply>): Promise<Trips> {
  const reply = await request();
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  const stats = (await (await fetch(`${shop.origin}/local/stats`)).json()) as { last: Trips | null };
  if (!stats.last) throw new Error('the local cloud remembers no call');
  return { depth: stats.last.depth, requests: stats.last.requests };
}

function pay(shop: Shop, { number }: Person, orderId: string, amountFen = FEN): Promise<PartnerReply> {
  const sale = { amountFen, currency: 'CNY', paidAt: Math.floor(shop.now()), completed: true, channel: 'till' };
  return shop.partner('POST', '/v1/orders', { orderId, member: { number }, ...sale });
}

const cost = once(async () => {
  const shop = await openShop(1);
  const people = [await joined(shop), await joined(shop)] as const;
  // Members and keys are there before the partner's instance has seen anything.
  await shop.partner('GET', `/v1/members?number=${people[0].number}`);
  await shop.advance(60_000);
  const cold = await tripsOf(shop, () => pay(shop, people[0], 'cold'));
  const warm = await tripsOf(shop, () => pay(shop, people[1], 'warm'));
  // Enough for a tier, so that the entry tells of two things.
  const rising = await tripsOf(shop, () => pay(shop, people[1], 'rising', 600_000));
  await shop.advance(86_400_000);
  const nextDay = await tripsOf(shop, () => pay(shop, people[1], 'next-day'));
  const refund = { refundId: 'r1', amountFen: 100, refundedAt: Math.floor(shop.now()) };
  const refunded = await tripsOf(shop, () => shop.partner('POST', '/v1/orders/warm/refunds', refund));
  await shop.close();
  const paid = { 'settings to read': cold, warm, 'reaching a tier': rising, 'next day': nextDay };
  const told = Object.entries({ ...paid, 'refund (shown)': refunded });
  const note = told.map(([when, trips]) => `${when}: depth ${trips.depth}, ${trips.requests} requests`).join('; ');
  return { ...worst(Object.values(paid)), note };
});

const INSTANCES = 4;
const MEMBERS = 20;
const ORDERS = 500;
const REPEATS = 12;

/** Five hundred orders at the same time, one in five sent twice, the busy ones sent again as a till does. */
async function parallel(): Promise<Measured> {
  const shop = await openShop(INSTANCES);
  await shop.programme({ earning: { rules: [perYuan], cap: 500 }, tiers: plain });
  const people: Person[] = [];
  for (let made = 0; made < MEMBERS; made += 1) people.push(await joined(shop));
  const sent = Array.from({ length: ORDERS }, (_, index) => ({
    orderId: `A${index}`,
    person: people[index % MEMBERS] as Person,
  }));
  const doubled = sent.filter((_, index) => index % 5 === 0);
  const queue = [...sent, ...doubled].sort((a, b) => (hash(a.orderId) < hash(b.orderId) ? -1 : 1));
  const replies: PartnerReply[] = [];
  const paidAt = Math.floor(shop.now());
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) replies.push(await insisted(shop, next, paidAt));
    }),
  );
  const wrong: string[] = [];
  const refused = replies.filter(({ status }) => status >= 300);
  for (const { status, body } of refused.slice(0, 3)) wrong.push(`${status} ${JSON.stringify(body)}`);
  const booked = replies.filter(({ status }) => status === 201).length;
  let lost = 0;
  for (const [index, { openid }] of people.entries()) {
    await shop.advance(120_000);
    const { wrong: unsound, members, rows, entries } = await shop.books(openid);
    wrong.push(...unsound);
    const orders = new Set([...rows, ...entries].filter(({ kind }) => kind === 'order').map(({ key }) => key));
    const due = sent.filter(({ person }) => person === people[index]);
    lost += due.filter(({ orderId }) => ![...orders].some((key) => key.endsWith(`:${orderId}:paid`))).length;
    const points = (due.length * FEN) / 100;
    if (members[0]?.balance !== points) wrong.push(`a balance of ${members[0]?.balance} instead of ${points}`);
  }
  await shop.close();
  const note = `${ORDERS} orders over ${MEMBERS} members on ${INSTANCES} instances, ${doubled.length} sent twice: ${booked} booked, ${replies.length - booked} repeated; all books checked`;
  return { value: lost, note, wrong };
}

async function insisted(shop: Shop, sale: { orderId: string; person: Person }, paidAt: number): Promise<PartnerReply> {
  const { orderId, person } = sale;
  const body = { orderId, member: { number: person.number }, amountFen: FEN, currency: 'CNY', paidAt, completed: true };
  let reply = await shop.partner('POST', '/v1/orders', { ...body, channel: 'till' });
  for (let turn = 0; turn < REPEATS && reply.status >= 429; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50 + 50 * turn));
    reply = await shop.partner('POST', '/v1/orders', { ...body, channel: 'till' });
  }
  return reply;
}

const perYuan = {
  code: 'base',
  name: '消费积分',
  on: ['order' as const],
  when: [],
  give: { code: 'perAmount' as const, fen: 100, points: 1 },
};

/** One tier and no multiplier: what each order must bring is known. */
const plain = {
  list: [
    {
      code: 'regular',
      name: '会员',
      material: 'paper' as const,
      icon: null,
      from: 0,
      keep: 0,
      gift: 0,
      rights: [{ code: 'checkIn' as const, factor: 100 }],
    },
  ],
  validityMonths: null,
  graceDays: 0,
  warningDays: 30,
};

/** Spreads the repeats between the others, always the same. */
function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7);
}

export const figures: Figure[] = [
  {
    name: 'order.depth',
    unit: 'sequential round trips',
    limit: { atMost: 3 },
    measure: async () => ({ value: (await cost()).depth, note: (await cost()).note }),
  },
  {
    name: 'order.requests',
    unit: 'requests',
    measure: async () => ({ value: (await cost()).requests, note: (await cost()).note }),
  },
  { name: 'order.parallel.lost', unit: 'orders', limit: { exactly: 0 }, measure: parallel },
];
