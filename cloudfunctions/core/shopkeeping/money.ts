/** How the shop takes money, and how far the staff are trusted with points: the owner's settings. */
import * as v from 'valibot';
import type { CareLimits, Held, Payment, PaymentView } from '../../../typings/api/shop';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Care, careSchema, defaultCare } from '../care';
import { readRevised, saveRevised } from '../settings';
import { defaultTrade, isCloudPayAllowed, type Trade, tradeCodes, tradeSchema } from '../trade';

const trades = tradeCodes.map((code) => ({ code, cloudPay: isCloudPayAllowed(code) }));

function paymentView({ shape: _shape, ...content }: Trade, rev: number): PaymentView {
  return { content, rev, trades };
}

export async function shopPayment(env: Environment): Promise<Result<PaymentView>> {
  const { content, rev } = await readRevised(env.store, 'trade');
  return accept(paymentView(content ? v.parse(tradeSchema, content) : defaultTrade, rev));
}

/** Keys and certificates are no settings: they are secrets of the environment, and nothing here shows or takes them. */
export async function savePayment(
  env: Environment,
  { content, rev }: Held<Payment>,
  by: string,
): Promise<Result<PaymentView>> {
  const trade = v.safeParse(tradeSchema, { ...content, shape: defaultTrade.shape });
  if (!trade.success) return refuse('INVALID_INPUT', { field: `content.${v.getDotPath(trade.issues[0]) ?? ''}` });
  const saved = await saveRevised(env, 'trade', trade.output, rev, by);
  return saved.ok ? accept(paymentView(trade.output, saved.data.rev)) : saved;
}

const careView = ({ alone, pointValue }: Care, rev: number): Held<CareLimits> => ({
  content: { alone, pointValue },
  rev,
});

export async function shopCare(env: Environment): Promise<Result<Held<CareLimits>>> {
  const { content, rev } = await readRevised(env.store, 'care');
  return accept(careView(content ? v.parse(careSchema, content) : defaultCare, rev));
}

export async function saveCare(
  env: Environment,
  { content, rev }: Held<CareLimits>,
  by: string,
): Promise<Result<Held<CareLimits>>> {
  const care = v.safeParse(careSchema, { ...content, shape: defaultCare.shape });
  if (!care.success) return refuse('INVALID_INPUT', { field: `content.${v.getDotPath(care.issues[0]) ?? ''}` });
  const saved = await saveRevised(env, 'care', care.output, rev, by);
  return saved.ok ? accept(careView(care.output, saved.data.rev)) : saved;
}
