import * as v from 'valibot';
import type { Functions } from '../functions';
import { CALL_BACKS, type Pay } from '../pay';
import type { Secrets } from '../secrets';
import type { PayOrder, State } from '../state';
import { ControlError } from './answer';
import { Openid } from './people';

/** What `wx.requestPayment` gives, and what the person does with the sheet. */
export const PayInput = v.strictObject({
  as: Openid,
  package: v.pipe(v.string(), v.regex(/^prepay_id=[A-Za-z0-9]{1,64}$/, 'prepay_id=…')),
  /** 'look': what the sheet shows; nothing is paid. */
  act: v.picklist(['look', 'pay']),
  /** When the function hears of it. */
  callBack: v.optional(v.picklist(CALL_BACKS), 'now'),
  /** Taken instead of what was asked for, fen. */
  paidFen: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});

export const PayTellInput = v.strictObject({ trade: v.pipe(v.string(), v.nonEmpty(), v.maxLength(32)) });

export const ProvideInput = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  /** The platform takes 4 KB for all variables of a function; null takes it away. */
  value: v.nullable(v.pipe(v.string(), v.maxLength(4096))),
});

export async function payByHand(pay: Pay, input: v.InferOutput<typeof PayInput>): Promise<object> {
  const prepayId = input.package.slice('prepay_id='.length);
  const order = input.act === 'look' ? pay.sheet(prepayId, input.as) : await pay.pay(prepayId, input.as, input);
  if (typeof order === 'string') throw new ControlError(409, order, `the order cannot be paid: ${order}`);
  const { trade, body, totalFee, state } = order;
  return { trade, description: body, amountFen: totalFee, state };
}

export async function tellAgain(pay: Pay, { trade }: { trade: string }): Promise<object> {
  const answer = await pay.tell(trade);
  if (answer === null) throw new ControlError(404, 'NOT_FOUND', 'no such trade was paid', 'trade');
  return { answer };
}

export function payOrders(state: State): { orders: PayOrder[] } {
  return { orders: [...state.payOrders.getRange({})].map(({ value }) => value) };
}

export function provide(
  { secrets, functions }: { secrets: Secrets; functions: Functions },
  { name, value }: v.InferOutput<typeof ProvideInput>,
): { functions: string[] } {
  const declared = functions.all().some(({ provided }) => provided.includes(name));
  if (!declared) throw new ControlError(404, 'NOT_FOUND', `no function declares ${name} as provided`, 'name');
  secrets.provide(name, value);
  return { functions: functions.provide(name) };
}
