/** A member takes a coupon by themselves. */
import type { ClaimedCouponView } from '../../../typings/api/coupons';
import type { DayKey } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import {
  type Command,
  type Draft,
  type Executed,
  execute,
  type Member,
  type Posting,
  printOf,
  tapKey,
} from '../account';
import { dayOf } from '../calendar';
import { counted } from '../limits';
import { findMember, memberStamp, memberView } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { type Coupon, granterOf } from '../templates';
import { waitingCoupons } from './find';
import { barOf, type Claimable, counterOf, offered } from './offer';
import { quotaOf } from './offers';
import { couponView } from './view';

/**
 * Refuses with MODULE_OFF, NOT_MEMBER, COUPON_OFF, TIER_REQUIRED, LIMIT_REACHED, OUT_OF_STOCK, FROZEN, CLOSED or
 * KEY_REUSED; with BUSY when the same key is to be sent again. The coupon itself is born after the answer: the wallet
 * shows it at once, and whoever opens it gives birth to it.
 */
export async function claimCoupon(
  env: Environment,
  caller: Caller,
  input: { template: string },
): Promise<Result<ClaimedCouponView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, caller.openid)]);
  if (!settings.shop.modules.coupons) return refuse('MODULE_OFF');
  if (!member) return refuse('NOT_MEMBER');
  const tap = tapKey('claim', caller.key);
  const print = printOf('coupons.claim', input.template);
  const command: Command = {
    ...tap,
    print,
    birthsLater: true,
    rule: (snapshot, today) => {
      const template = offered(settings.templates, today).find(({ code }) => code === input.template);
      if (!template) return refuse('COUPON_OFF');
      const barred = refusedTo(snapshot, template, settings, today);
      return barred ?? accept(postingOf(env, settings, snapshot, template, today, { key: tap.key, print }));
    },
  };
  const executed = await execute(env, member, command, memberStamp(env, settings));
  return executed.ok ? claimedView(env, settings, executed.data) : executed;
}

function refusedTo(member: Member, template: Claimable, settings: Settings, today: DayKey) {
  // The quota itself is taken with the commit: what is left of it is nobody's to promise.
  switch (barOf(template, settings, member, null, today)?.code) {
    case 'tier':
      return refuse('TIER_REQUIRED');
    case 'limit':
      return refuse('LIMIT_REACHED', { ...template.claim.limit });
    default:
      return null;
  }
}

function postingOf(
  env: Environment,
  settings: Settings,
  member: Member,
  template: Claimable,
  today: DayKey,
  { key, print }: Pick<Draft, 'key' | 'print'>,
): Posting {
  const { code, claim, name } = template;
  const to = { memberId: member._id, key, day: today, source: 'claim' as const, result: 0 };
  const granted = granterOf(settings.templates, env.now)([{ template: code, count: 1 }], to);
  const { period } = claim.limit;
  const counters = counted(member.counters, { of: counterOf(template), period, n: 1, day: today }, today);
  const draft: Draft = {
    key,
    kind: 'claim',
    ref: null,
    moves: [],
    because: [{ code: 'coupon.claimed', args: { coupon: name }, result: 0 }],
    print,
    result: { coupon: granted.coupons[0]?.id },
    births: granted.births,
    ...(claim.quota === null ? {} : { takes: [{ stock: quotaOf(template), n: 1 }] }),
  };
  return { change: { counters }, drafts: [draft] };
}

async function claimedView(
  env: Environment,
  settings: Settings,
  { repeated, member, fact }: Executed,
): Promise<Result<ClaimedCouponView>> {
  const today = dayOf(env.now, settings.programme.zone);
  const { coupon: id } = fact.result as { coupon: string };
  const waiting = waitingCoupons(member).find(({ _id }) => _id === id);
  // A repeat may find it used long since; just claimed, nobody but its owner knows of it.
  const stored = repeated || !waiting ? await findById<Coupon>(env.store, 'coupons', id) : null;
  const coupon = stored ?? waiting;
  if (!coupon) throw new Error('a coupon has vanished');
  const view = couponView(coupon, settings, today, env.now);
  return accept({ now: env.now, today, repeated, coupon: view, member: memberView(member, settings, today) });
}
