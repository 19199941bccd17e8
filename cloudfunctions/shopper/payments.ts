/** Payments on their way: paying, looking what has come of it, giving it up. */
import * as v from 'valibot';
import type { MallActions, PaymentPage, RedemptionView } from '../../typings/api/mall';
import type { Member } from '../core/account';
import { dayOf } from '../core/calendar';
import { findMember, memberView } from '../core/membership';
import { cancelPayment, findPayment, type Payment, payAgain, paymentView, refreshed } from '../core/payments';
import { type Redemption, redemptionView } from '../core/rewards';
import { loadSettings, type Settings } from '../core/settings';
import type { Caller } from '../platform/caller';
import type { Environment } from '../platform/environment';
import { accept, type Result, refuse } from '../platform/refusal';
import { type Action, action } from '../platform/router';
import { findById } from '../platform/store';

type PaymentAction = Extract<keyof MallActions, `payments.${string}`>;
type Answer<Name extends PaymentAction> = Promise<Result<MallActions[Name][1]>>;

const which = v.strictObject({ trade: v.pipe(v.string(), v.regex(/^[0-9a-zA-Z]{32}$/)) });

interface Own {
  settings: Settings;
  member: Member;
  payment: Payment;
}

export const paymentActions: Record<PaymentAction, Action> = {
  // Any number of requests for one trade is one order at WeChat: no key is needed.
  'payments.request': action(false, which, request),
  'payments.view': action(false, which, view),
  // One trade ends once, whoever asks for it.
  'payments.cancel': action(false, which, cancel),
};

async function request(env: Environment, caller: Caller, { trade }: { trade: string }): Answer<'payments.request'> {
  const own = await ownOf(env, caller, trade);
  if (!own.ok) return own;
  const { settings, payment } = own.data;
  const asked = await payAgain(env, settings, payment, caller.openid);
  if (!asked.ok) return asked;
  return accept({ payment: paymentView(asked.data.payment), request: asked.data.request });
}

async function view(env: Environment, caller: Caller, { trade }: { trade: string }): Answer<'payments.view'> {
  const own = await ownOf(env, caller, trade);
  if (!own.ok) return own;
  const { settings, payment } = own.data;
  return accept(await pageOf(env, settings, await refreshed(env, settings, payment)));
}

async function cancel(env: Environment, caller: Caller, { trade }: { trade: string }): Answer<'payments.cancel'> {
  const own = await ownOf(env, caller, trade);
  if (!own.ok) return own;
  const { settings, payment } = own.data;
  const cancelled = await cancelPayment(env, settings, payment);
  if (!cancelled.ok) return cancelled;
  const [page, member] = await Promise.all([
    pageOf(env, settings, cancelled.data),
    findMember(env.store, caller.openid),
  ]);
  if (!member) return refuse('NOT_MEMBER');
  return accept({ ...page, member: memberView(member, settings, page.today) });
}

async function ownOf(env: Environment, { openid }: Caller, trade: string): Promise<Result<Own>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!member) return refuse('NOT_MEMBER');
  const found = await findPayment(env, member, trade);
  return found.ok ? accept({ settings, member, payment: found.data }) : found;
}

async function pageOf(env: Environment, settings: Settings, payment: Payment): Promise<PaymentPage> {
  const today = dayOf(env.now, settings.programme.zone);
  const born = payment.state === 'captured' ? payment.redemptionId : null;
  const redemption = born === null ? null : await findById<Redemption>(env.store, 'redemptions', born);
  const shown: RedemptionView | null = redemption && redemptionView(redemption, settings, today, true);
  return { now: env.now, today, payment: paymentView(payment), redemption: shown };
}
