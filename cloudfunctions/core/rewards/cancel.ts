/**
 * Giving a redemption back. The document is claimed first, so that no counter can hand it over any more; then the member's
 * entry gives everything back to where it came from; then the document is finished. What has been claimed is only ever
 * rolled forward, by whoever comes by.
 */
import type { RedemptionPage } from '../../../typings/api/mall';
import type { MemberView } from '../../../typings/api/shopper';
import type { EpochMs, Points } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import {
  type Birth,
  balanceOf,
  type Command,
  execute,
  type Fact,
  factUnder,
  findMemberById,
  type Member,
  printOf,
} from '../account';
import { dayOf } from '../calendar';
import { givenBack } from '../exchange';
import { findMember, memberOrigin, memberView, nowOf, stampOf, timerOrigin } from '../membership';
import { noticeBirth } from '../messaging';
import { refundBirth } from '../payments';
import { loadSettings, type Settings } from '../settings';
import { backOnShelf } from './rank';
import type { Redemption } from './redemption';
import { ownOf, redemptionPage } from './redemptions';

type Reason = NonNullable<Redemption['cancelling']>['reason'];

export interface Cancelling {
  redemptionId: string;
  key: string;
  reason: Reason;
  /** 'member', 'staff:<id>', 'timer' */
  by: string;
  storeId: string;
}

export interface Cancelled {
  redemption: Redemption;
  /** As it is afterwards. */
  member: Member;
}

/** Time for the call that has claimed it, before the timer rolls it forward, ms. */
const GRACE_MS = 60_000;

export async function cancelOwn(
  env: Environment,
  caller: Caller,
  id: string,
): Promise<Result<RedemptionPage & { member: MemberView }>> {
  const [settings, member, stored] = await Promise.all([
    loadSettings(env),
    findMember(env.store, caller.openid),
    findById<Redemption>(env.store, 'redemptions', id),
  ]);
  if (!member) return refuse('NOT_MEMBER');
  const own = await ownOf(env, member, stored, id);
  if (!own.ok) return own;
  const act = { key: digest(caller.key), reason: 'member', by: 'member', storeId: 'default' } as const;
  const cancelled = await claimAndCancel(env, settings, own.data, { ...act, redemptionId: id }, member);
  if (!cancelled.ok) return cancelled;
  const after = cancelled.data;
  const page = await redemptionPage(env, settings, after.member, after.redemption);
  return accept({ ...page, member: memberView(after.member, settings, dayOf(env.now, settings.programme.zone)) });
}

/**
 * Refuses with REDEMPTION_NOT_FOUND, NOT_CANCELLABLE when it was handed over, shipped or cancelled for another reason, or
 * BUSY, after which it may be sent again. Cancelling twice for one reason is cancelling once.
 */
export async function cancelRedemption(
  env: Environment,
  settings: Settings,
  act: Cancelling,
): Promise<Result<Cancelled>> {
  const redemption = await findById<Redemption>(env.store, 'redemptions', act.redemptionId);
  if (!redemption) return refuse('REDEMPTION_NOT_FOUND');
  return claimAndCancel(env, settings, redemption, act);
}

async function claimAndCancel(
  env: Environment,
  settings: Settings,
  redemption: Redemption,
  act: Cancelling,
  owner?: Member,
): Promise<Result<Cancelled>> {
  const claimed = redemption.state === 'taken' ? await claim(env, redemption, act) : redemption;
  if (claimed.state === 'taken') return refuse('BUSY');
  if (claimed.cancelling?.reason !== act.reason) return refuse('NOT_CANCELLABLE', { state: claimed.state });
  return rollForward(env, settings, claimed, owner);
}

/** The document as it is afterwards, claimed by this or by another act. */
async function claim(env: Environment, redemption: Redemption, act: Cancelling): Promise<Redemption> {
  const { key, reason, by, storeId } = act;
  const claimed = {
    state: 'cancelling' as const,
    cancelling: { key, reason, by, storeId, at: env.now },
    look: (env.now + GRACE_MS) as EpochMs,
  };
  const held = await env.store.update('redemptions', redemption._id, { state: 'taken' }, { set: claimed });
  if (held) return { ...redemption, ...claimed };
  const after = await findById<Redemption>(env.store, 'redemptions', redemption._id);
  if (!after) throw new Error('a redemption has vanished');
  return after;
}

/** From the claim to the end; what is done already is not done again. Refuses with BUSY when it cannot be done now. */
export async function rollForward(
  env: Environment,
  settings: Settings,
  redemption: Redemption,
  known?: Member,
): Promise<Result<Cancelled>> {
  const owner = known ? accept(known) : await ownerOf(env, redemption);
  if (!owner.ok) return owner;
  if (redemption.state === 'cancelled') return accept({ redemption, member: owner.data });
  const fact = await factUnder(env.store, owner.data, redemption.key);
  if (!fact) throw new Error(`redemption ${redemption._id} has no entry that took it`);
  const origin = redemption.cancelling?.reason === 'member' ? memberOrigin : timerOrigin;
  const command = cancelling(redemption, fact, env.now);
  const executed = await execute(env, owner.data, command, stampOf(env, settings, origin));
  if (!executed.ok) return executed;
  const ended = { state: 'cancelled' as const, endedAt: env.now, look: null };
  await Promise.all([
    env.store.update('redemptions', redemption._id, { state: 'cancelling' }, { set: ended }),
    backOnShelf(env, redemption.rewardId),
  ]);
  return accept({ redemption: { ...redemption, ...ended }, member: executed.data.member });
}

async function ownerOf(env: Environment, { memberId }: Redemption): Promise<Result<Member>> {
  const member = await findMemberById(env.store, memberId);
  if (!member) throw new Error('a member document has vanished');
  return nowOf(env, member);
}

/** Decided whatever state the account is in: the units go back to the shelf, and the points to whose they were. */
function cancelling(redemption: Redemption, taken: Fact, now: EpochMs): Command {
  const { _id, name, quantity } = redemption;
  const reason = redemption.cancelling?.reason ?? 'staff';
  const key = `cancel:${_id}`;
  const print = printOf('redemption.cancel', _id);
  return {
    key,
    print,
    known: () => 'ask',
    ruleFirst: true,
    inAnyState: true,
    rule: (member, today) => {
      // Became another meanwhile: the points belong there.
      if (member.state === 'merged') return refuse('BUSY');
      const { change, moves, takes } = givenBack(member, taken, today);
      const points = balanceOf(moves);
      const because = [
        { code: 'exchange.cancelled', args: { name, quantity, points, reason }, result: points as number },
      ];
      const births = birthsOf(redemption, member._id, points, reason, now);
      const draft = { key, print, kind: 'cancel' as const, ref: _id, moves, takes, because, births, result: {} };
      return accept({ change, drafts: [draft] });
    },
  };
}

/** Whoever has tapped it knows; money on its way back is told of in any case. */
function birthsOf(redemption: Redemption, memberId: string, points: Points, reason: Reason, now: EpochMs): Birth[] {
  const { _id, name, trade, cashFen } = redemption;
  const told = noticeBirth(memberId, `cancel:${_id}`, 'redemptionCancelled', { name, points, reason }, now);
  const money = noticeBirth(memberId, `refund:${trade}`, 'moneyBack', { name, fen: cashFen }, now);
  return [
    ...(reason === 'member' ? [] : [told]),
    ...(trade === null ? [] : [refundBirth(trade, memberId, cashFen, now), money]),
  ];
}
