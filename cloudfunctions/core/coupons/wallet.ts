/** What the phone shows of a member's coupons: pages by segment, and one with its code. */
import type { CouponCodeView, WalletInput, WalletView } from '../../../typings/api/coupons';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { findMember } from '../membership';
import { loadSettings, type Settings } from '../settings';
import type { Coupon } from '../templates';
import { cursorAfter, cursorAfterUse, placeOf, usePlaceOf } from './cursor';
import { findOwnCoupon, idsOf } from './find';
import { openOffers } from './offers';
import { stripOf, together, unbornOf } from './owned';
import { couponsAfter, inOrder, type Strip } from './pages';
import { withExternal } from './pool';
import { usedAfter } from './used';
import { couponView } from './view';

const PAGE = 20;
export async function walletList(env: Environment, openid: string, input: WalletInput): Promise<Result<WalletView>> {
  const opened = await open(env, openid);
  if (!opened.ok) return opened;
  const { settings, member, today } = opened.data;
  const listed = await walletOf(env, settings, member, input);
  if (!listed.ok) return listed;
  const first = input.segment === 'usable' && input.cursor === undefined;
  return accept({ ...listed.data, offers: first ? await openOffers(env, settings, member, today) : 0 });
}

/** A member's coupons by segment, whatever modules are on. Refuses with INVALID_INPUT. */
export async function walletOf(
  env: Environment,
  settings: Settings,
  member: Member,
  input: WalletInput,
): Promise<Result<Omit<WalletView, 'offers'>>> {
  const today = dayOf(env.now, settings.programme.zone);
  const { segment } = input;
  const page =
    segment === 'used'
      ? await usedPage(env, member, input)
      : await openPage(env, member, stripOf(member, segment, today), input);
  if (!page) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const coupons = page.coupons.map((coupon) => couponView(coupon, settings, today, env.now));
  return accept({ now: env.now, today, coupons, nextCursor: page.nextCursor });
}

/** Its code is told while it can be used, and only once it is there to be found by it. */
export async function walletCoupon(env: Environment, openid: string, id: string): Promise<Result<CouponCodeView>> {
  const opened = await open(env, openid);
  if (!opened.ok) return opened;
  const { settings, member, today } = opened.data;
  const found = await findOwnCoupon(env, member, id);
  if (!found.ok) return found;
  const { state } = couponView(found.data, settings, today, env.now);
  const shown = state === 'usable' || state === 'reserved';
  const coupon = shown ? await withExternal(env, found.data) : found.data;
  return accept({
    now: env.now,
    today,
    coupon: couponView(coupon, settings, today, env.now),
    code: shown ? coupon.code : null,
    external: coupon.external,
  });
}

type Opened = { settings: Settings; member: Member; today: DayKey };

async function open(env: Environment, openid: string): Promise<Result<Opened>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!settings.shop.modules.coupons) return refuse('MODULE_OFF');
  if (!member) return refuse('NOT_MEMBER');
  if (member.state === 'closed') return refuse('CLOSED');
  return accept({ settings, member, today: dayOf(env.now, settings.programme.zone) });
}

type Page = { coupons: Coupon[]; nextCursor: string | null };

/** Null for a cursor that was never handed out. */
async function openPage(env: Environment, member: Member, strip: Strip, input: WalletInput): Promise<Page | null> {
  const after = input.cursor === undefined ? null : placeOf(input.cursor);
  if (input.cursor !== undefined && !after) return null;
  const limit = input.limit ?? PAGE;
  const { from, towards } = strip;
  const [stored, unborn] = await Promise.all([couponsAfter(env, strip, after, limit + 1), unbornOf(env, member)]);
  const fresh = unborn.filter((coupon) => {
    const place = after ? { until: after.until, _id: after.id } : null;
    const inStrip = towards === 1 ? coupon.until >= from : coupon.until <= from;
    return inStrip && (!place || inOrder([coupon, { ...coupon, ...place }], towards)[0] !== coupon);
  });
  const all = inOrder(together(stored, fresh), towards);
  const coupons = all.slice(0, limit);
  const last = coupons.at(-1);
  const nextCursor = all.length > limit && last ? cursorAfter({ until: last.until, id: last._id }) : null;
  return { coupons, nextCursor };
}

async function usedPage(env: Environment, member: Member, input: WalletInput): Promise<Page | null> {
  const after = input.cursor === undefined ? null : usePlaceOf(input.cursor);
  if (input.cursor !== undefined && !after) return null;
  const { coupons, next } = await usedAfter(env, idsOf(member), after, input.limit ?? PAGE);
  return { coupons, nextCursor: next && cursorAfterUse(next) };
}
