/** What lies on the counter: whose it is, what it is good for, and whether it can be used here and now. */
import type { Language } from '../../../typings/api/envelope';
import type { CounterCoupon, Found, LookInput } from '../../../typings/api/staff';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { render } from '../../platform/errors';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { couponRefusal, couponView, findCouponByCode } from '../coupons';
import { findRedemptionByCode, type Redemption, redemptionView } from '../rewards';
import { loadSettings, type Settings } from '../settings';
import { type Staff, worksIn } from '../staffing';
import { isKeptIn, openOf } from '../stores';
import { type Coupon, termsView, whyNot } from '../templates';
import { counterMember, customerOf, ownerOf } from './customer';
import { looking } from './looking';
import { recognise } from './recognise';
import { standingHandOver, standingUse, usedBy } from './used-by';

interface Looking {
  env: Environment;
  settings: Settings;
  storeId: string;
  today: DayKey;
  lang: Language;
}

/**
 * Refuses with STORE_NOT_YOURS, TOO_MANY_GUESSES, CODE_UNKNOWN for what is no code, COUPON_NOT_FOUND,
 * REDEMPTION_NOT_FOUND, MEMBER_NOT_FOUND, CODE_OUTDATED, CLOSED or BUSY.
 */
export async function look(
  env: Environment,
  staff: Staff,
  { text, storeId }: LookInput,
  lang: Language,
): Promise<Result<Found>> {
  const settings = await loadSettings(env);
  const store = worksIn(staff, openOf(settings.stores), storeId);
  if (!store.ok) return store;
  const at: Looking = { env, settings, storeId, today: dayOf(env.now, settings.programme.zone), lang };
  const thing = recognise(text);
  return looking(env, staff, async () => {
    if (!thing) return refuse('CODE_UNKNOWN');
    if (thing.what === 'coupon') return couponAt(at, thing.code);
    return thing.what === 'redemption' ? redemptionAt(at, thing.code) : memberAt(at, thing.ref);
  });
}

async function couponAt(at: Looking, code: string): Promise<Result<Found>> {
  const { env, settings, today } = at;
  const found = await findCouponByCode(env, code);
  if (!found.ok) return found;
  const coupon = found.data;
  const [owner, used] = await Promise.all([
    ownerOf(env, settings, coupon.memberId),
    usedBy(env, settings, standingUse(coupon)),
  ]);
  if (!owner.ok) return owner;
  const member = counterMember(owner.data, settings, today);
  const refusal = member.state === 'frozen' ? refuse('FROZEN') : couponBarred(at, coupon);
  return accept({ what: 'coupon', member, coupon: { ...couponPart(at, coupon), refusal: told(at, refusal), used } });
}

function couponBarred({ env, settings, today, storeId }: Looking, coupon: Coupon): Refusal | null {
  const barred = whyNot(coupon, { today, now: env.now, storeId, channel: 'counter', memberId: null });
  return barred && couponRefusal(coupon, settings, barred);
}

function couponPart({ settings, today, env }: Looking, coupon: Coupon): Omit<CounterCoupon, 'refusal' | 'used'> {
  const { _id: id, code, template, terms, from, until } = coupon;
  const { state } = couponView(coupon, settings, today, env.now);
  return { ...termsView(template, terms, settings.stores), id, code, state, from, until };
}

async function redemptionAt(at: Looking, code: string): Promise<Result<Found>> {
  const { env, settings, today } = at;
  const found = await findRedemptionByCode(env, code);
  if (!found.ok) return found;
  const redemption = found.data;
  const [owner, used] = await Promise.all([
    ownerOf(env, settings, redemption.memberId),
    usedBy(env, settings, standingHandOver(redemption)),
  ]);
  if (!owner.ok) return owner;
  const member = counterMember(owner.data, settings, today);
  const view = redemptionView(redemption, settings, today, false);
  return accept({ what: 'redemption', member, redemption: view, refusal: told(at, barred(at, redemption)), used });
}

/** As core/rewards refuses it when it is handed over. */
function barred({ storeId, today, settings }: Looking, { state, until, stores }: Redemption): Refusal | null {
  if (state !== 'taken') return refuse('REDEMPTION_ENDED');
  if (until !== null && until < today) return refuse('REDEMPTION_EXPIRED');
  return isKeptIn(stores, storeId, settings.stores) ? null : refuse('REDEMPTION_STORE');
}

async function memberAt(
  { env, settings, today }: Looking,
  ref: Parameters<typeof customerOf>[1],
): Promise<Result<Found>> {
  const found = await customerOf(env, ref);
  if (!found.ok) return found;
  const code = 'code' in ref ? ref.code : null;
  return accept({ what: 'member', member: counterMember(found.data, settings, today), code });
}

function told({ lang }: Looking, refusal: Refusal | null): { code: string; message: string } | null {
  if (!refusal) return null;
  const { code, message } = render(refusal, lang);
  return { code, message };
}
