/** Newcomers who come with a code, their orders, the timer; and what must be true of it all in the end. */
import { findMemberById, type Member } from '../../../cloudfunctions/core/account';
import type { Referral } from '../../../cloudfunctions/core/inviting';
import { findMember, inviteCode, join } from '../../../cloudfunctions/core/membership';
import { bookEvent, type OrderEvent } from '../../../cloudfunctions/core/orders';
import { sweepReferrals } from '../../../cloudfunctions/core/referrals';
import type { Settings } from '../../../cloudfunctions/core/settings';
import type { Result } from '../../../cloudfunctions/platform/refusal';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { EpochMs, Fen } from '../../../typings/domain';
import { friendlySettings, friendlyWorld, later, REFERRAL, wrongFriends } from './friendly';
import type { Memory } from './memory-store';
import { environment, tick, tickHolds } from './world';

export interface Circle {
  memory: Memory;
  settings: Settings;
  /** Invite codes by member id. */
  codes: Record<string, string>;
}

/** Members who may invite. */
export async function circle(inviters: readonly string[], settings = friendlySettings): Promise<Circle> {
  const memory = await friendlyWorld(inviters, settings);
  const env = environment(memory.plain());
  const codes: Record<string, string> = {};
  for (const _id of inviters) codes[_id] = await inviteCode(env, { _id });
  return { memory, settings, codes };
}

let ids = 0;

/** @param address the phone's; each friend's own unless told @param union as WeChat knows the person in all programs */
export async function joinAs(
  store: Store,
  { settings, codes }: Circle,
  friend: string,
  inviter: string,
  { address = friend, minutes = 0, union = null as string | null } = {},
): Promise<Result<Member>> {
  ids += 1;
  // Its own, also while the others are on their way.
  const own = `friend${ids}`;
  const env = { ...environment(store, later(minutes)), newId: () => own };
  const { terms, privacy } = settings.shop;
  const invite = { code: codes[inviter] ?? '', by: 'card' as const };
  const input = { termsVersion: terms.version, privacyVersion: privacy.version, invite };
  return join(env, friend, input, settings, await findMember(store, friend), { address, union });
}

/** The event of a till about an order; of ¥50, paid when it is told, unless told otherwise. */
export async function ordering(
  store: Store,
  { settings }: Circle,
  friend: string,
  orderId: string,
  minutes: number,
  type: 'paid' | 'refunded' = 'paid',
  { amountFen = 5_000 as Fen, paidAt = later(minutes) } = {},
): Promise<Result<unknown>> {
  const at = later(minutes);
  const member = await findMember(store, friend);
  if (!member) throw new Error('no member');
  const event: OrderEvent =
    type === 'paid'
      ? { type, amountFen, paidAt, completed: true }
      : { type, refundId: `r-${orderId}`, amountFen, refundedAt: at };
  const order = { partnerId: 'till', orderId, storeId: 'default', channel: 'till', actor: 'partner' } as const;
  return bookEvent(environment(store, at), settings, member, order, event);
}

/** Everything that the timer does of it. */
export async function timer(store: Store, { settings }: Circle, minutes: number): Promise<void> {
  const at = later(minutes);
  await tick(store, minutes);
  await tickHolds(store, minutes);
  await sweepReferrals(environment(store, at), settings, (at + 1) as EpochMs);
}

export function referralsOf({ memory }: Circle): Referral[] {
  return memory.all('referrals') as unknown as Referral[];
}

/** Points that have been paid for friends so far, by whom they were paid to. */
export function paidTo({ memory }: Circle): Record<string, number> {
  const paid: Record<string, number> = {};
  for (const { memberId, kind, points } of memory.all('ledger') as unknown as Row[])
    if (kind === 'referral' && points > 0) paid[memberId] = (paid[memberId] ?? 0) + points;
  return paid;
}

interface Row {
  memberId: string;
  kind: string;
  points: number;
}

/** After some ticks without faults from this minute on. */
export async function wrongAfter(round: Circle, minutes: number): Promise<string[]> {
  const { memory } = round;
  for (const more of [0, 11, 22, 33, 60]) await timer(memory.plain(), round, minutes + more);
  const wrong = await wrongFriends(memory);
  const paid = Object.values(paidTo(round)).reduce((sum, points) => sum + points, 0);
  const budget = memory.all('stock').find(({ _id }) => _id === `budget:referral:${REFERRAL.campaign}`);
  if (Number(budget?.sold ?? 0) !== paid) wrong.push(`${paid} points paid, ${budget?.sold} of the budget`);
  for (const { _id, inviterId, registered, firstOrder, case: since } of referralsOf(round)) {
    const friend = await findMemberById(memory.plain(), _id);
    if (friend?.inviter !== inviterId) wrong.push(`${_id} was invited by ${friend?.inviter}, not by ${inviterId}`);
    const open = registered.state === 'review' || firstOrder.state === 'review';
    if (open !== (since !== null)) wrong.push(`${_id} is a case, and is none`);
  }
  wrong.push(...wrongCounts(round));
  return wrong;
}

/** Counters say how many friends have been rewarded; each of them was told of once. */
function wrongCounts({ memory }: Circle): string[] {
  const wrong: string[] = [];
  const rows = (memory.all('ledger') as unknown as (Row & { key: string })[]).filter(
    ({ kind, points }) => kind === 'referral' && points > 0,
  );
  for (const { _id, counters } of memory.all('members') as unknown as Member[]) {
    const own = rows.filter(({ memberId }) => memberId === _id).length;
    const counted = counters.filter(({ of, period }) => of.startsWith('referral:') && period === 'ever');
    const sum = counted.reduce((all, { n }) => all + n, 0);
    if (sum !== own) wrong.push(`${_id} was rewarded ${own} times, ${sum} are counted`);
  }
  const notices = memory.all('notices').map(({ _id }) => _id);
  for (const { key, memberId } of rows)
    if (!notices.includes(`${memberId}:${key}`)) wrong.push(`${key}: nobody was told`);
  return wrong;
}
