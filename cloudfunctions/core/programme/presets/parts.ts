/** What presets are written with. */
import type { EarningRule } from '../../earning';
import type { ReferralTerms } from '../../inviting';
import type { Right, Tier } from '../../tiers';
import type { Programme } from '../programme';

/** A programme without what the shop or the publishing adds. */
export type ProgrammeRules = Omit<Programme, 'shape' | 'version' | 'zone'>;

type TierInput = Pick<Tier, 'code' | 'name' | 'material' | 'rights'> & Partial<Tier>;

/** The first tier begins at 0 and needs no keeping. */
export function tierOf(input: TierInput): Tier {
  return { icon: null, from: 0, keep: 0, gift: 0, ...input };
}

/** So many points for every so many fen of an order. */
export function perYuan(fen: number, points: number): EarningRule {
  return { code: 'base', name: '消费得积分', on: ['order'], when: [], give: { code: 'perAmount', fen, points } };
}

export function birthdayRule(name: string, points: number): EarningRule {
  return { code: 'birthday', name, on: ['birthday'], when: [], give: { code: 'fixed', points } };
}

/** For coming by, bought something or not. */
export function visitRule(name: string, points: number): EarningRule {
  return { code: 'visit', name, on: ['visit'], when: [], give: { code: 'fixed', points } };
}

/** In the mini-program alone: who is first made a member at a till joins there later, and is welcomed once. */
export function joiningRule(name: string, points: number): EarningRule {
  const when: EarningRule['when'] = [{ code: 'channel', channels: ['mini'] }];
  return { code: 'welcome', name, on: ['join'], when, give: { code: 'fixed', points } };
}

/** A coupon for joining, of the template 'newcomer' that each preset's catalogue has. */
export function newcomerCoupon(name: string): EarningRule {
  const when: EarningRule['when'] = [{ code: 'channel', channels: ['mini'] }];
  return { code: 'newcomer', name, on: ['join'], when, give: { code: 'coupon', template: 'newcomer', count: 1 } };
}

/** @param rate percent of the price: 95 is 9.5 折 */
export function memberPrice(rate: number): Right {
  return { code: 'discount', rate };
}

/** A coupon of the template 'newcomer' for the friend, beside the one for joining. */
export const newcomerPack: NonNullable<ReferralTerms['friend']> = {
  points: 0,
  coupons: [{ template: 'newcomer', count: 1 }],
};

/** What friends bring; the limits are such that a busy regular never meets them, and a farm soon does. */
export function invitingFriends(
  promised: Pick<ReferralTerms, 'registered' | 'firstOrder' | 'friend'> & Partial<ReferralTerms>,
): ReferralTerms {
  return {
    campaign: 'friends',
    perDay: 5,
    inAll: 50,
    budget: null,
    review: { sameAddress: 3, tenMinutes: 5, risk: 'ask' },
    ...promised,
  };
}
