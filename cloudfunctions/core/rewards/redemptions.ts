/** A member's redemptions: what is open, what has ended, and each one's page. */
import type { RedemptionPage, RedemptionsInput, RedemptionsView, RedemptionView } from '../../../typings/api/mall';
import type { Because } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { factUnder, type Member } from '../account';
import { dayOf } from '../calendar';
import { findMember } from '../membership';
import { type Payment, paymentView, refundsOf } from '../payments';
import { loadSettings, type Settings } from '../settings';
import { bornLate } from './born';
import { cursorAfter, type Place, placeOf } from './cursor';
import type { Redemption } from './redemption';
import { redemptionView } from './redemption-view';

const PAGE = 20;
/** More of one member's are never taken in one and the same millisecond. */
const TIES = 10;
/** A member sees no more payments waiting; the timer ends them within hours. */
const PAYMENTS = 20;
const TO_COLLECT = 100;

const SEGMENTS = {
  open: ['taken', 'shipped', 'cancelling'],
  ended: ['completed', 'cancelled'],
} as const satisfies Record<RedemptionsInput['segment'], Redemption['state'][]>;

export async function redemptions(
  env: Environment,
  openid: string,
  input: RedemptionsInput,
): Promise<Result<RedemptionsView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  return member ? redemptionsOf(env, settings, member, input, true) : refuse('NOT_MEMBER');
}

/** @param own for the member's own eyes; others see addresses masked. Refuses with INVALID_INPUT. */
export async function redemptionsOf(
  env: Environment,
  settings: Settings,
  member: Member,
  input: RedemptionsInput,
  own: boolean,
): Promise<Result<RedemptionsView>> {
  const after = input.cursor === undefined ? null : placeOf(input.cursor);
  if (input.cursor !== undefined && after === null) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const limit = input.limit ?? PAGE;
  const [found, payments] = await Promise.all([
    readAfter(env, member, input.segment, after, limit + 1),
    input.segment === 'open' && !after ? openPayments(env, member) : [],
  ]);
  const first = input.segment === 'open' && !after;
  const late = first ? await lateOnes(env, member, found) : [];
  const page = [...late, ...found].slice(0, limit);
  const last = page.at(-1);
  const today = dayOf(env.now, settings.programme.zone);
  return accept({
    now: env.now,
    today,
    payments: payments.map(paymentView),
    redemptions: await viewsOf(env, settings, page, own),
    nextCursor:
      late.length + found.length > limit && last ? cursorAfter({ at: last.at, id: last._id, above: null }) : null,
  });
}

export async function redemption(env: Environment, openid: string, id: string): Promise<Result<RedemptionPage>> {
  const [settings, member, stored] = await Promise.all([
    loadSettings(env),
    findMember(env.store, openid),
    findById<Redemption>(env.store, 'redemptions', id),
  ]);
  if (!member) return refuse('NOT_MEMBER');
  const own = await ownOf(env, member, stored, id);
  return own.ok ? accept(await redemptionPage(env, settings, member, own.data)) : own;
}

/** Somebody else's is as unknown as one that was never taken. */
export async function ownOf(
  env: Environment,
  member: Member,
  stored: Redemption | null,
  id: string,
): Promise<Result<Redemption>> {
  const late = stored ? [] : await bornLate<Redemption>(env, member, 'redemptions');
  const found = stored ?? late.find(({ _id }) => _id === id);
  if (!found || !ownersOf(member).includes(found.memberId)) return refuse('REDEMPTION_NOT_FOUND');
  return accept(found);
}

export async function redemptionPage(
  env: Environment,
  settings: Settings,
  member: Member,
  own: Redemption,
): Promise<RedemptionPage> {
  const [[view], because] = await Promise.all([viewsOf(env, settings, [own], true), linesOf(env, member, own)]);
  if (!view) throw new Error('a redemption without a view');
  return { now: env.now, today: dayOf(env.now, settings.programme.zone), redemption: view, because };
}

/** How many are open for this member, up to 100. */
export async function openCount(env: Environment, member: Member): Promise<number> {
  const where = { memberId: { in: ownersOf(member) }, state: { in: SEGMENTS.open } };
  return (await env.store.find('redemptions', { where, limit: TO_COLLECT, fields: ['_id'] })).length;
}

/** How many wait in a store for this member, up to 100. */
export async function toCollect(env: Environment, member: Member): Promise<number> {
  const where = { memberId: { in: ownersOf(member) }, state: 'taken', way: 'pickup' };
  return (await env.store.find('redemptions', { where, limit: TO_COLLECT, fields: ['_id'] })).length;
}

async function linesOf(env: Environment, member: Member, { key }: Redemption): Promise<Because[]> {
  return (await factUnder(env.store, member, key))?.because ?? [];
}

function ownersOf(member: Member): string[] {
  return [member._id, ...member.aliases];
}

async function readAfter(
  env: Environment,
  member: Member,
  segment: RedemptionsInput['segment'],
  after: Place | null,
  limit: number,
): Promise<Redemption[]> {
  const where = { memberId: { in: ownersOf(member) }, state: { in: SEGMENTS[segment] } };
  const upTo = after ? { at: { lte: after.at } } : {};
  const found = await env.store.find<Redemption>('redemptions', {
    where: { ...where, ...upTo },
    order: ['at', 'desc'],
    limit: limit + TIES,
  });
  return found
    .sort((a, b) => b.at - a.at || (a._id < b._id ? -1 : 1))
    .filter(({ at, _id }) => after === null || at < after.at || _id > after.id)
    .slice(0, limit);
}

/** The newest of all: what a tap has brought is shown at once, whatever has become of the call. */
async function lateOnes(env: Environment, member: Member, found: readonly Redemption[]): Promise<Redemption[]> {
  const seen = found.map(({ _id }) => _id);
  const late = await bornLate<Redemption>(env, member, 'redemptions', seen);
  return late.filter(({ state }) => state === 'taken').sort((a, b) => b.at - a.at);
}

function openPayments(env: Environment, member: Member): Promise<Payment[]> {
  const where = { memberId: { in: ownersOf(member) }, state: 'open' };
  return env.store.find<Payment>('payments', { where, order: ['at', 'desc'], limit: PAYMENTS });
}

/** Money on its way back is asked for where some is: most pages have none. */
async function viewsOf(
  env: Environment,
  settings: Settings,
  list: readonly Redemption[],
  own: boolean,
): Promise<RedemptionView[]> {
  const today = dayOf(env.now, settings.programme.zone);
  const trades = list.flatMap(({ trade, state }) => (trade !== null && state === 'cancelled' ? [trade] : []));
  const refunds = await refundsOf(env.store, trades);
  return list.map((each) => redemptionView(each, settings, today, own, refunds.get(each.trade ?? '') ?? null));
}
