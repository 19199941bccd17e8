/** Whether somebody must look at a reward before it is paid. Pure; nobody is ever refused by it. */
import type { EpochMs } from '../../../typings/domain';
import type { CaseReason, Referral, ReferralTerms } from '../inviting';

export interface Signals {
  /** Friends of the same inviter who came from the same address within a day of this one, this one included. */
  sameAddress: number;
  /** Friends of the same inviter who joined within ten minutes of this one, before or after, this one included. */
  tenMinutes: number;
  /** The inviter came by an invitation that waits to be looked at or was refused. */
  chain: boolean;
  /** The friend was a customer before. */
  knownCustomer: boolean;
  risk: Referral['risk'];
}

export type Review = ReferralTerms['review'];

/** Where the programme in force says nothing of inviting any more, what was promised is looked at all the same. */
export const STRICT: Review = { sameAddress: 2, tenMinutes: 3, risk: 'ask' };

/** WeChat's ranks 0 and 1 are no risk worth a look; from 2 on they are (riskControl.getUserRiskRank). */
const RISKY = 2;

/** None: it may be paid. */
export function judge(signals: Signals, review: Review): CaseReason[] {
  const { sameAddress, tenMinutes, chain, knownCustomer, risk } = signals;
  const reasons: CaseReason[] = [];
  if (sameAddress >= review.sameAddress) reasons.push({ code: 'sameAddress', args: { count: sameAddress } });
  if (tenMinutes >= review.tenMinutes) reasons.push({ code: 'speed', args: { count: tenMinutes } });
  if (chain) reasons.push({ code: 'chain', args: {} });
  if (knownCustomer) reasons.push({ code: 'knownCustomer', args: {} });
  if (risk === 'unknown') reasons.push({ code: 'riskUnknown', args: {} });
  if (typeof risk === 'number' && risk >= RISKY) reasons.push({ code: 'risk', args: { rank: risk } });
  return reasons;
}

/** What somebody has looked at and let pass is no reason a second time. */
export function unseen(reasons: readonly CaseReason[], { registered }: Pick<Referral, 'registered'>): CaseReason[] {
  const passed = registered.decidedBy !== null && registered.state !== 'refused' ? registered.reasons : [];
  return reasons.filter(({ code }) => !passed.some((each) => each.code === code));
}

export const TEN_MINUTES_MS = 10 * 60_000;
export const DAY_MS = 86_400_000;

/** @param friends of one inviter, this one among them */
export function countsOf(
  { at, address }: Pick<Referral, 'at' | 'address'>,
  friends: readonly { at: EpochMs; address: string | null }[],
): Pick<Signals, 'sameAddress' | 'tenMinutes'> {
  const apart = (other: { at: EpochMs }) => Math.abs(other.at - at);
  return {
    sameAddress: friends.filter((each) => address !== null && each.address === address && apart(each) <= DAY_MS).length,
    tenMinutes: friends.filter((each) => apart(each) <= TEN_MINUTES_MS).length,
  };
}
