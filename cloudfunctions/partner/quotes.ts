/** What a basket would cost and bring: asked before it is paid, as often as the cashier likes. Nothing is changed. */
import type * as v from 'valibot';
import type { ErrorCode, Failure, Language } from '../../typings/api/envelope';
import type { QuoteAnswer } from '../../typings/api/partner';
import type { Points } from '../../typings/domain';
import type { Member } from '../core/account';
import { dayOf } from '../core/calendar';
import { couponRefusal, findCouponByCode, usableOf } from '../core/coupons';
import { findByRef, partnerMember } from '../core/membership';
import type { Partner } from '../core/partners';
import { type Asked, basketOf, type CouponOff, candidates, type PointsOff, quoteOf } from '../core/quotes';
import { loadSettings, type Settings } from '../core/settings';
import type { Coupon } from '../core/templates';
import type { Environment } from '../platform/environment';
import { render } from '../platform/errors';
import { languageAccepted } from '../platform/http';
import { accept, type Result, refuse } from '../platform/refusal';
import { partnerCoupon } from './coupon-view';
import { aboutCoupon, userOf } from './coupons';
import { quote, readBody } from './inputs';
import type { Route } from './route';
import { storeFor } from './store';
import { about } from './subject';

/** Of a member's coupons, so many are looked at, and so many of the best are told. */
const LOOKED_AT = 50;
const TOLD = 10;

type Input = v.InferOutput<typeof quote>;

export const quoteRoute: Route = {
  method: 'POST',
  path: '/v1/quotes',
  action: 'quotes',
  right: 'orders',
  guessable: true,
  open: (request) => {
    const read = readBody(request, quote);
    if (!read.ok) return read;
    const input = read.data;
    const language = languageAccepted(request.headers['accept-language']);
    return accept(async (env) => {
      const [settings, found, coupons] = await Promise.all([
        loadSettings(env),
        findByRef(env, input.member),
        Promise.all((input.coupons ?? []).map((code) => findCouponByCode(env, code))),
      ]);
      return async (partner, register) => {
        const replay = await register();
        if (replay) return replay;
        const barred = notAllowed(partner, input);
        if (barred) return barred;
        const store = storeFor(partner, settings, input.storeId);
        if (!store.ok) return store;
        if (!found.ok) return about(found, 'member');
        const chosen: Coupon[] = [];
        for (const [at, coupon] of coupons.entries()) {
          if (!coupon.ok) return about(coupon, `coupons.${at}`);
          chosen.push(coupon.data);
        }
        const asked = askedFor(env, settings, partner, input, found.data, chosen, store.data);
        return quoted(env, settings, partner, input, asked, language);
      };
    });
  },
};

/** Coupons and points are rights of their own. */
function notAllowed({ rights }: Partner, { coupons, points }: Input) {
  if (coupons !== undefined && !rights.includes('coupons')) return refuse('NOT_ALLOWED', { right: 'coupons' });
  if (points !== undefined && !rights.includes('points')) return refuse('NOT_ALLOWED', { right: 'points' });
  return null;
}

function askedFor(
  env: Environment,
  settings: Settings,
  partner: Partner,
  { amountFen, categories, channel, points, orderId }: Input,
  member: Member,
  coupons: Coupon[],
  storeId: string,
): Asked {
  return {
    settings,
    member,
    today: dayOf(env.now, settings.programme.zone),
    now: env.now,
    channel,
    storeId,
    amountFen,
    categories: categories ?? null,
    coupons,
    points: points ?? (0 as Points),
    ...(orderId === undefined ? {} : { reservedFor: { by: userOf(partner), ref: orderId } }),
  };
}

async function quoted(
  env: Environment,
  settings: Settings,
  partner: Partner,
  input: Input,
  asked: Asked,
  language: Language,
): Promise<Result<{ status: 200; data: QuoteAnswer }>> {
  const { coupons, deduction, netFen, earned, growth, because } = quoteOf(asked);
  if (!deduction && input.points !== undefined) return refuse('DEDUCTION_OFF', { field: 'points' });
  // Whose coupons there are is told only to who has seen the member's phone.
  const listed = 'code' in input.member && partner.rights.includes('coupons');
  const own = listed ? await usableOf(env, asked.member, asked.today, LOOKED_AT) : [];
  const view = ({ coupon, fen }: CouponOff) => ({ coupon: partnerCoupon(env, settings, coupon), fen });
  const data: QuoteAnswer = {
    amountFen: asked.amountFen,
    netFen,
    coupons: coupons.map((off) => ({ ...view(off), refusal: couponFailure(settings, off, language) })),
    candidates: candidates(own, basketOf(asked)).slice(0, TOLD).map(view),
    deduction: deduction && { ...deduction, refusal: pointsFailure(deduction, language) },
    points: earned,
    growth,
    because,
    member: partnerMember(asked.member, settings, asked.today),
  };
  return accept({ status: 200, data });
}

function couponFailure(settings: Settings, { coupon, refusal }: CouponOff, language: Language): Failure | null {
  return refusal && render(aboutCoupon(couponRefusal(coupon, settings, refusal)), language);
}

function pointsFailure({ refusal }: { refusal: PointsOff['refusal'] }, language: Language): Failure | null {
  const failure = (code: ErrorCode) => render(refuse(code, { field: 'points' }), language);
  return refusal && failure(refusal);
}
