/** 记一笔: what a sale at the counter is about, and what it would cost and bring. */
import type { Language } from '../../../typings/api/envelope';
import type { SaleInput, SaleQuote } from '../../../typings/api/staff';
import type { Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { render } from '../../platform/errors';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { findCouponByCode, usableOf } from '../coupons';
import { stepOf } from '../deductions';
import { type Asked, basketOf, type CouponOff, candidates, type Quote, quoteOf } from '../quotes';
import { loadSettings, type Settings } from '../settings';
import { type Staff, worksIn } from '../staffing';
import { openOf } from '../stores';
import type { Coupon } from '../templates';
import { counterMember, customerOf } from './customer';
import { looking } from './looking';
import { plainOf } from './recognise';

export interface Customer {
  member: Member;
  /** The one that is to be taken off. */
  coupon: Coupon | null;
}

/** Refuses with MEMBER_NOT_FOUND, CODE_OUTDATED, COUPON_NOT_FOUND, TOO_MANY_GUESSES, CODE_NEEDED, CLOSED, BUSY. */
export async function customerOfSale(env: Environment, staff: Staff, input: SaleInput): Promise<Result<Customer>> {
  // Whoever knows a number may give points, but not spend them.
  if ((input.points ?? 0) > 0 && !('code' in input.member)) return refuse('CODE_NEEDED', { field: 'member' });
  return looking(env, staff, async () => {
    const { coupon: code } = input;
    const [member, coupon] = await Promise.all([
      customerOf(env, input.member),
      code === undefined ? null : findCouponByCode(env, plainOf(code)),
    ]);
    if (!member.ok) return member;
    if (coupon && !coupon.ok) return coupon;
    return accept({ member: member.data, coupon: coupon?.data ?? null });
  });
}

export function askedOf(env: Environment, settings: Settings, input: SaleInput, { member, coupon }: Customer): Asked {
  const { amountFen, storeId, points = 0 as Points } = input;
  return {
    settings,
    member,
    today: dayOf(env.now, settings.programme.zone),
    now: env.now,
    channel: 'counter',
    storeId,
    amountFen,
    categories: null,
    coupons: coupon ? [coupon] : [],
    points,
  };
}

/** Coupons of a member that are looked at for a better one, and that are shown. */
const LOOKED_AT = 100;
const SHOWN = 10;

/** Refuses with what `customerOfSale` refuses, STORE_NOT_YOURS, CODE_OUTDATED, or why the points cannot be taken off. */
export async function quoteSale(
  env: Environment,
  staff: Staff,
  input: SaleInput,
  lang: Language,
): Promise<Result<SaleQuote>> {
  const settings = await loadSettings(env);
  const store = worksIn(staff, openOf(settings.stores), input.storeId);
  if (!store.ok) return store;
  const found = await customerOfSale(env, staff, input);
  if (!found.ok) return found;
  const { member } = found.data;
  if ((input.points ?? 0) > 0 && 'code' in input.member) {
    const step = stepOf(plainOf(input.member.code), env.now, member);
    if (typeof step !== 'number') return step;
  }
  const asked = askedOf(env, settings, input, found.data);
  const quote = quoteOf(asked);
  const pointsRefused = whyNotPoints(quote, asked.points);
  if (pointsRefused) return refuse(pointsRefused, { field: 'points', maxPoints: quote.deduction?.maxPoints ?? 0 });
  const owned = await usableOf(env, member, asked.today, LOOKED_AT);
  const better = candidates(owned, basketOf(asked)).slice(0, SHOWN);
  return accept({
    now: env.now,
    today: asked.today,
    member: counterMember(member, settings, asked.today),
    amountFen: input.amountFen,
    coupon: chosen(quote.coupons[0], lang),
    coupons: better.map(({ coupon, fen }) => {
      const { _id: id, code, terms, until } = coupon;
      return { id, code, name: terms.name, fen, until };
    }),
    deduction: quote.deduction && withoutRefusal(quote.deduction),
    netFen: quote.netFen,
    earned: quote.earned,
    growth: quote.growth,
    because: quote.because,
  });
}

/** Why the points asked for are not taken off; null when they are. */
export function whyNotPoints({ deduction }: Quote, points: Points) {
  if (points === 0) return null;
  return deduction ? deduction.refusal : ('DEDUCTION_OFF' as const);
}

function withoutRefusal({ refusal: _refusal, ...deduction }: NonNullable<Quote['deduction']>) {
  return deduction;
}

function chosen(off: CouponOff | undefined, lang: Language): SaleQuote['coupon'] {
  if (!off) return null;
  const { coupon, fen, refusal } = off;
  const why = refusal && { code: refusal, message: render(refuse(refusal), lang).message };
  return { id: coupon._id, name: coupon.terms.name, fen, refusal: why };
}
