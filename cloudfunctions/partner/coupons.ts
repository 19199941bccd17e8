/** Coupons at a till: look, set aside, use, and back. A coupon belongs to whoever shows its code. */
import type * as v from 'valibot';
import type { CouponAnswer, CouponDoneAnswer } from '../../typings/api/partner';
import type { Fen } from '../../typings/domain';
import { findMemberById } from '../core/account';
import { dayOf } from '../core/calendar';
import { couponRefusal, findCouponByCode, releaseCoupon, reserveCoupon, undoUse, useCoupon } from '../core/coupons';
import { nowOf } from '../core/membership';
import type { Partner } from '../core/partners';
import { loadSettings, type Settings } from '../core/settings';
import { useOf } from '../core/stock';
import { type Coupon, discountOf, whyNot } from '../core/templates';
import type { Environment } from '../platform/environment';
import { render } from '../platform/errors';
import { languageAccepted } from '../platform/http';
import { accept, type Refusal, type Result, refuse } from '../platform/refusal';
import { partnerCoupon } from './coupon-view';
import {
  couponOrder,
  couponPath,
  couponQuery,
  couponReserve,
  couponUse,
  readBody,
  readPath,
  readQuery,
} from './inputs';
import type { Route } from './route';
import { storeFor } from './store';
import { about } from './subject';

/** Who uses and reserves, as the coupon remembers it. */
export const userOf = ({ _id }: Partner): string => `partner:${_id}`;

/** One use of a coupon per partner and order: the key of its use. */
const keyOf = (partner: Partner, orderId: string): string => `${userOf(partner)}:${orderId}`;

const MINUTE_MS = 60_000;

/** Which field of a request a refusal is about. */
const SUBJECTS: { [code: string]: string | undefined } = {
  COUPON_NOT_FOUND: 'code',
  COUPON_THRESHOLD: 'amountFen',
  COUPON_STORE: 'storeId',
  COUPON_CHANNEL: 'channel',
  COUPON_CATEGORY: 'categories',
  UNDONE: 'orderId',
};

export function aboutCoupon(refusal: Refusal): Refusal {
  return about(refusal, SUBJECTS[refusal.code] ?? 'code');
}

export const look: Route = {
  method: 'GET',
  path: '/v1/coupons/{code}',
  action: 'coupons.show',
  right: 'coupons',
  guessable: true,
  open: (request, parameters) => {
    const named = readPath(parameters, couponPath);
    if (!named.ok) return named;
    const asked = readQuery(request, couponQuery);
    if (!asked.ok) return asked;
    const { channel, storeId, amountFen } = asked.data;
    const language = languageAccepted(request.headers['accept-language']);
    return accept(async (env) => {
      const [settings, found] = await Promise.all([loadSettings(env), findCouponByCode(env, named.data.code)]);
      return async (partner, register) => {
        const replay = await register();
        if (replay) return replay;
        const store = storeFor(partner, settings, storeId);
        if (!store.ok) return store;
        if (!found.ok) return aboutCoupon(found);
        const off =
          (await spentBy(env, found.data)) ??
          lookedAt(env, settings, found.data, { amountFen, channel, storeId: store.data });
        const data: CouponAnswer = {
          coupon: partnerCoupon(env, settings, found.data),
          fen: off.ok ? off.data : (0 as Fen),
          refusal: off.ok ? null : render(off, language),
        };
        return accept({ status: 200, data });
      };
    });
  },
};

/** Why its owner cannot spend it, whoever shows its code: a frozen account spends nothing. */
async function spentBy(env: Environment, { memberId }: Coupon): Promise<Refusal | null> {
  const found = await findMemberById(env.store, memberId);
  if (!found) throw new Error('a member document has vanished');
  const owner = await nowOf(env, found);
  if (!owner.ok) return owner;
  const { state } = owner.data;
  return state === 'active' ? null : refuse(state === 'frozen' ? 'FROZEN' : 'CLOSED');
}

interface At {
  amountFen: Fen;
  /** Null: nobody has said. */
  categories: readonly string[] | null;
  channel: 'mini' | 'till' | 'web';
  storeId: string;
}

/** What it would take off here and now: of the goods it is for, because a question names none. */
function lookedAt(
  env: Environment,
  settings: Settings,
  coupon: Coupon,
  { amountFen, channel, storeId }: Pick<At, 'channel' | 'storeId'> & { amountFen: Fen | undefined },
): Result<Fen> {
  const today = dayOf(env.now, settings.programme.zone);
  const barred = whyNot(coupon, { channel, storeId, today, now: env.now, memberId: null });
  if (barred) return couponRefusal(coupon, settings, barred);
  if (amountFen === undefined) return accept(0 as Fen);
  return takenOff(settings, coupon, { amountFen, categories: coupon.terms.categories, channel, storeId });
}

/** What it takes off this basket, whatever has become of it. */
function takenOff(settings: Settings, coupon: Coupon, { amountFen, categories }: At): Result<Fen> {
  const off = discountOf(coupon.terms, { amountFen, categories });
  return 'refusal' in off ? couponRefusal(coupon, settings, off.refusal) : accept(off.fen);
}

type Done = { repeated: boolean; coupon: Coupon };

interface Act<Input> {
  env: Environment;
  settings: Settings;
  partner: Partner;
  coupon: Coupon;
  input: Input;
}

/** A command on one coupon. `does` answers what was done, and what the coupon takes off. */
function command<Schema extends typeof couponReserve | typeof couponUse | typeof couponOrder>(
  verb: string,
  schema: Schema,
  does: (act: Act<v.InferOutput<Schema>>) => Promise<Result<Done & { fen: Fen }>>,
): Route {
  return {
    method: 'POST',
    path: `/v1/coupons/{code}/${verb}`,
    action: `coupons.${verb}`,
    right: 'coupons',
    guessable: true,
    open: (request, parameters) => {
      const named = readPath(parameters, couponPath);
      if (!named.ok) return named;
      const read = readBody(request, schema);
      if (!read.ok) return read;
      return accept(async (env) => {
        const [settings, found] = await Promise.all([loadSettings(env), findCouponByCode(env, named.data.code)]);
        return async (partner, register) => {
          const replay = await register();
          if (replay) return replay;
          if (!found.ok) return aboutCoupon(found);
          const done = await does({ env, settings, partner, coupon: found.data, input: read.data });
          if (!done.ok) return aboutCoupon(done);
          const { repeated, coupon, fen } = done.data;
          const data: CouponDoneAnswer = { repeated, coupon: partnerCoupon(env, settings, coupon), fen };
          return accept({ status: repeated ? 200 : 201, data });
        };
      });
    },
  };
}

export const reserve = command('reserve', couponReserve, async ({ env, settings, partner, coupon, input }) => {
  const at = placeOf(settings, partner, input);
  if (!at.ok) return at;
  const { orderId, amountFen, channel, minutes } = input;
  const off = takenOff(settings, coupon, at.data);
  if (!off.ok) return off;
  const barred = await spentBy(env, coupon);
  if (barred) return barred;
  const done = await reserveCoupon(env, settings, {
    coupon,
    by: userOf(partner),
    ref: orderId,
    storeId: at.data.storeId,
    channel,
    amountFen,
    ...(minutes === undefined ? {} : { until: (env.now + minutes * MINUTE_MS) as typeof env.now }),
  });
  return done.ok ? accept({ ...done.data, fen: off.data }) : done;
});

export const use = command('use', couponUse, async ({ env, settings, partner, coupon, input }) => {
  const at = placeOf(settings, partner, input);
  if (!at.ok) return at;
  const { orderId, amountFen, channel } = input;
  const fen = takenOff(settings, coupon, at.data);
  if (!fen.ok) return fen;
  const [by, key, { storeId }] = [userOf(partner), keyOf(partner, orderId), at.data];
  const barred = useOf(key) in coupon.uses ? null : await spentBy(env, coupon);
  if (barred) return barred;
  const done = await useCoupon(env, settings, { coupon, key, by, storeId, channel, ref: orderId, amountFen });
  return done.ok ? accept({ ...done.data, fen: fen.data }) : done;
});

const none = (done: Result<Done>): Result<Done & { fen: Fen }> =>
  done.ok ? accept({ ...done.data, fen: 0 as Fen }) : done;

export const release = command('release', couponOrder, async ({ env, settings, partner, coupon, input }) =>
  none(await releaseCoupon(env, settings, { couponId: coupon._id, by: userOf(partner), ref: input.orderId })),
);

export const undo = command('undo', couponOrder, async ({ env, partner, coupon, input }) =>
  none(await undoUse(env, { couponId: coupon._id, key: keyOf(partner, input.orderId) })),
);

function placeOf(
  settings: Settings,
  partner: Partner,
  { amountFen, categories, channel, storeId }: v.InferOutput<typeof couponUse>,
): Result<At> {
  const store = storeFor(partner, settings, storeId);
  return store.ok ? accept({ amountFen, categories: categories ?? null, channel, storeId: store.data }) : store;
}
