/** A shop whose points go off the price, with a member at its till: points, coupons and a code on their phone. */
import { findMemberById, type Member } from '../../../cloudfunctions/core/account';
import { checkDigit } from '../../../cloudfunctions/core/membership';
import { issueCodes } from '../../../cloudfunctions/core/membership/code';
import { defaultProgramme, type Programme, type ProgrammeRules } from '../../../cloudfunctions/core/programme';
import type { Settings } from '../../../cloudfunctions/core/settings';
import type { Coupon, CouponValue } from '../../../cloudfunctions/core/templates';
import { ladderOf } from '../../../cloudfunctions/core/tiers';
import { keyFor } from '../../../cloudfunctions/platform/secrets';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Memory } from './memory-store';
import { call, member, NOON, settings, world } from './world';

/** 100 points take ¥5 off orders from ¥10 on, at most half of the price. */
export const RATE: NonNullable<Programme['deduction']> = { points: 100, fen: 500, minimumFen: 1_000, maxRate: 50 };

export function settingsUnder(rules: Partial<ProgrammeRules>): Settings {
  const programme = { ...defaultProgramme, ...rules };
  return { ...settings, programme, ladders: [ladderOf(programme.tiers, '2000-01-01' as DayKey)] };
}

export const tillSettings: Settings = settingsUnder({ deduction: RATE });

const ELEVEN = '12345678901';

/** One member, 'm', whose points have reached the ledger. */
export async function tillWorld(points: number): Promise<Memory> {
  const memory = await world();
  const store = memory.plain();
  const shopper: Member = { ...member('m'), number: ELEVEN + checkDigit(ELEVEN) };
  await store.add('members', shopper);
  if (points > 0) await call(store, 'm', { key: 'before', points });
  return memory;
}

/** On the member's phone at this moment; a minute later it shows another. */
export function codeAt(now: EpochMs = NOON): string {
  const [first] = issueCodes(ELEVEN + checkDigit(ELEVEN), now, keyFor('member-code'));
  if (!first) throw new Error('no code');
  return first.code;
}

export async function memberIn(store: Store, id = 'm'): Promise<Member> {
  const found = await findMemberById(store, id);
  if (!found) throw new Error('no member');
  return found;
}

export function couponOf(id: string, value: CouponValue, changes: Partial<Coupon> = {}): Coupon {
  return {
    _id: id,
    shape: 1,
    memberId: 'm',
    template: 'off',
    terms: { name: id, value, channels: [], stores: [], categories: [], stacking: null, note: '', pool: false },
    source: 'claim',
    code: '7100000000000000',
    from: '2026-11-01' as DayKey,
    until: '2026-12-31' as DayKey,
    bornOn: '2026-11-01' as DayKey,
    state: 'usable',
    usedBy: null,
    uses: {},
    reservation: null,
    hold: null,
    look: null,
    external: null,
    ...changes,
  };
}
