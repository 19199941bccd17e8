/** Shoots hostile requests at the partner API of a shop and says what it should not have done. */
import { randomUUID } from 'node:crypto';
import { issueCodes } from '../../../cloudfunctions/core/membership/code';
import { type Coupon, codeOf } from '../../../cloudfunctions/core/templates';
import { keyFor } from '../../../cloudfunctions/platform/secrets';
import type { Collection, Store } from '../../../cloudfunctions/platform/store';
import type { EpochMs } from '../../../typings/domain';
import { couponOf } from '../../faults/simulation/till';
import { dice, type Shot, shot } from './hostile';
import type { PartnerReply } from './partner';
import type { Shop } from './shop';

export interface Fuzzed {
  violations: string[];
  /** Status -> how often. */
  statuses: Record<number, number>;
  codes: Set<string>;
}

/** Requests between two looks into the database. */
const ROUND = 250;
const AT_ONCE = 4;

/** @param store of the shop's database */
export async function fuzz(shop: Shop, store: Store, requests: number, seed: number): Promise<Fuzzed> {
  const random = dice(seed);
  const fuzzed: Fuzzed = { violations: [], statuses: {}, codes: new Set() };
  await shop.programme({ deduction: { points: 100, fen: 100, minimumFen: 0, maxRate: 100 } });
  const made = await shop.partner('POST', '/v1/members', { card: `fuzz-${seed}` });
  const number: string = made.body.member.number;
  const coupons = await given(store, made.body.member.memberId, seed);
  const targets = {
    number,
    memberCode: codeOfMember(number, shop.now()),
    coupons,
    orderId: `known-${seed}`,
    deductionId: `known-${seed}`,
    usedNonce: randomUUID(),
    now: 0,
  };
  await shop.partner('GET', '/v1/ping', undefined, { nonce: targets.usedNonce });
  const paidAt = Math.round(shop.now());
  const known = {
    orderId: targets.orderId,
    member: { number },
    amountFen: 100_000,
    currency: 'CNY',
    paidAt,
    channel: 'till',
  };
  await shop.partner('POST', '/v1/orders', known);
  await shop.partner('POST', '/v1/deductions', {
    deductionId: targets.deductionId,
    member: { code: targets.memberCode },
    points: 100,
    amountFen: 10_000,
    channel: 'till',
  });
  let before = await lookInto(store);
  const taken = new Taken();
  for (let from = 0; from < requests; from += ROUND) {
    // Instances count failures by the minute; who fails as often as this would only be told to wait.
    await shop.advance(61_000);
    targets.usedNonce = randomUUID();
    await shop.partner('GET', '/v1/ping', undefined, { nonce: targets.usedNonce });
    targets.now = Math.round(shop.now());
    targets.memberCode = codeOfMember(number, shop.now());
    const size = Math.min(ROUND, requests - from);
    const shots = Array.from({ length: size }, (_, n) => shot(random, seed * 1_000_000 + from + n, targets));
    const replies = await fire(shop, shots);
    for (const [at, reply] of replies.entries()) {
      judge(fuzzed, shots[at] as Shot, reply);
      if (reply.status < 300) taken.note(shots[at] as Shot, reply);
      if (reply.status === 429 || lostRace(shots[at] as Shot, reply)) taken.tried(shots[at] as Shot);
    }
    const after = await lookInto(store);
    judgeChanges(fuzzed, before, after, taken, (mark) => {
      const at = shots.findIndex((each) => each.mark === mark);
      return at < 0 ? '' : JSON.stringify({ shot: shots[at], reply: replies[at]?.body }).slice(0, 600);
    });
    before = after;
  }
  return fuzzed;
}

/** Two reservations at once by one member code: the second has bound its id, and moved nothing. */
function lostRace({ refused, path }: Shot, { body }: PartnerReply): boolean {
  return !refused && path === '/v1/deductions' && body?.error?.code === 'CODE_OUTDATED';
}

async function fire(shop: Shop, shots: readonly Shot[]): Promise<PartnerReply[]> {
  const replies: PartnerReply[] = [];
  let next = 0;
  const gun = async () => {
    for (let at = next++; at < shots.length; at = next++) {
      const { method, path, body, options } = shots[at] as Shot;
      replies[at] = await shop.partner(method, path, body, options);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, gun));
  return replies;
}

function judge(
  fuzzed: Fuzzed,
  { method, path, body, options, refused }: Shot,
  { status, body: said }: PartnerReply,
): void {
  fuzzed.statuses[status] = (fuzzed.statuses[status] ?? 0) + 1;
  const told = (what: string) =>
    fuzzed.violations.push(
      `${what}: ${status} for ${method} ${path} ${JSON.stringify({ body, options }).slice(0, 300)}`,
    );
  if (status >= 500) told('a bug');
  if (status < 300) {
    if (refused) told('taken');
    return;
  }
  const { code, message, details } = said?.error ?? {};
  fuzzed.codes.add(code);
  if (typeof code !== 'string' || typeof message !== 'string' || message === '') told('an error without a name');
  if (status === 400 && !(typeof details?.field === 'string' && details.field !== '')) told('no field named');
}

type Seen = Map<string, string>;
const LOOKED_AT: readonly Collection[] = [
  'members',
  'ledger',
  'orders',
  'identities',
  'notices',
  'settings',
  'programmes',
  'partners',
  'coupons',
  'deductions',
];
const PAGE = 1000;

/** Coupons of this member: one to be used, one for certain goods, one of a web shop. */
async function given(store: Store, memberId: string, seed: number): Promise<string[]> {
  const terms = [{}, { categories: ['茶'] }, { channels: ['web' as const] }, {}, {}];
  const coupons = terms.map((more, n) => {
    const id = `fuzz-${seed}-${n}`;
    const coupon = couponOf(id, { kind: 'amount', fen: 500, thresholdFen: 1_000 }, { memberId });
    const code = codeOf('71', id, keyFor('coupon-code'));
    return { ...coupon, code, until: '2027-12-31' as Coupon['until'], terms: { ...coupon.terms, ...more } };
  });
  for (const coupon of coupons) await store.add('coupons', coupon);
  return coupons.map(({ code }) => code);
}

/** What the member's phone would show. */
function codeOfMember(number: string, now: number): string {
  const [first] = issueCodes(number, now as EpochMs, keyFor('member-code'));
  if (!first) throw new Error('no code');
  return first.code;
}

/** Every document: what it is called, and what it says. */
async function lookInto(store: Store): Promise<Seen> {
  const seen: Seen = new Map();
  for (const collection of LOOKED_AT) {
    let page: { _id: string }[] = [];
    do {
      const last = page.at(-1)?._id;
      const where = last === undefined ? {} : { _id: { lte: last } };
      page = await store.find<{ _id: string }>(collection, { where, order: ['_id', 'desc'], limit: PAGE });
      for (const document of page) seen.set(`${collection} ${document._id}`, JSON.stringify(document));
    } while (page.length === PAGE);
  }
  return seen;
}

/** What requests that were answered with 2xx have named: only that may have changed. */
class Taken {
  readonly #names = new Set<string>();
  readonly #members = new Set<string>();
  readonly #tried = new Set<string>();

  note({ mark, path, body }: Shot, reply: PartnerReply): void {
    for (const name of [mark, ...path.split('/'), ...stringsIn(body)]) this.#names.add(name);
    for (const { member } of [
      reply.body,
      ...(reply.body.results ?? []).map((each: { data?: object }) => each.data ?? {}),
    ])
      if (member) this.#members.add(member.memberId);
  }

  /** Told to come again: whose order it is may have been settled, nothing else. */
  tried({ mark }: Shot): void {
    this.#tried.add(mark);
  }

  explains(collection: string, id: string, text: string): boolean {
    const { memberId = '' } = JSON.parse(text) as { memberId?: string };
    if (collection === 'members') return this.#members.has(id);
    if (collection === 'identities') return this.#members.has(memberId);
    if (collection === 'coupons') return this.#names.has((JSON.parse(text) as { code: string }).code);
    const [, , named = ''] = id.split(':');
    if (collection === 'orders' || collection === 'deductions') return this.#names.has(named) || this.#tried.has(named);
    if (collection !== 'ledger' && collection !== 'notices') return false;
    // <member>:order:<partner>:<order>:paid, …:completed, …:refund:<refund>; <member>:join, :phone:bound;
    // <member>:deduct:<partner>:<deduction>:reserve, …:end, …:returned
    const [, subject, , order = '', event, refund = ''] = id.split(':');
    const known = (subject !== 'order' && subject !== 'deduct') || this.#names.has(event === 'refund' ? refund : order);
    return known && this.#members.has(memberId);
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.values(value).flatMap(stringsIn);
}

function judgeChanges(fuzzed: Fuzzed, before: Seen, after: Seen, taken: Taken, about: (mark: string) => string): void {
  for (const [name, text] of after) {
    if (before.get(name) === text) continue;
    const [collection = '', id = ''] = name.split(' ');
    if (!taken.explains(collection, id, text)) {
      const [mark = ''] = /Z\d+/.exec(name) ?? [];
      fuzzed.violations.push(`changed without a 2xx: ${name} ${about(mark)}`);
    }
  }
  for (const name of before.keys()) if (!after.has(name)) fuzzed.violations.push(`vanished: ${name}`);
}
