import * as v from 'valibot';
import { OPENID_PATTERN } from '../environment';
import { issuePhoneCode } from '../openapi/phone-number';
import type { InboxMessage, State } from '../state';

/** Whoever acts, by openid. */
export const Openid = v.pipe(
  v.string(),
  v.regex(OPENID_PATTERN, 'an openid has 1 to 64 letters, digits, - or _, and is not a number'),
);

export const ConsentInput = v.strictObject({
  as: Openid,
  templateId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  /** Messages more that may be sent. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 1),
});
export const PhoneCodeInput = v.strictObject({
  as: Openid,
  phone: v.pipe(v.string(), v.regex(/^1\d{10}$/, 'a mainland mobile number, 11 digits')),
});
export const ForgetInput = v.strictObject({ as: Openid });
export const RiskInput = v.strictObject({ as: Openid, rank: v.picklist([0, 1, 2, 3, 4]) });
/** Newest messages of an inbox answered at once. */
const INBOX_LIMIT = 200;

export async function addConsents(state: State, input: v.InferOutput<typeof ConsentInput>): Promise<{ left: number }> {
  const key: [string, string] = [input.as, input.templateId];
  const left = await state.atomically(() => {
    const sum = (state.consents.get(key) ?? 0) + input.count;
    state.consents.put(key, sum);
    return sum;
  });
  return { left };
}

export function consentsOf(state: State, openid: string): { consents: Record<string, number> } {
  const rows = state.consents.getRange({ start: [openid, ''], end: [openid, '\uffff'] });
  return { consents: Object.fromEntries([...rows].map(({ key, value }) => [key[1], value])) };
}

export function inboxOf(state: State, openid: string): { messages: InboxMessage[] } {
  const range = {
    start: [openid, Number.MAX_SAFE_INTEGER, ''],
    end: [openid, 0, ''],
    reverse: true,
    limit: INBOX_LIMIT,
  } as const;
  return {
    messages: [...state.inbox.getRange({ ...range, start: [...range.start], end: [...range.end] })].map(
      ({ value }) => value,
    ),
  };
}

/**
 * WeChat's own memory of somebody, and nothing of the shop's: what they agreed to and were sent, codes of their telephone, how
 * risky they were. Orders of WeChat Pay stay, and say no more who paid.
 */
export async function forget(state: State, { as }: { as: string }): Promise<{ forgotten: number }> {
  const forgotten = await state.atomically(() => {
    let rows = 0;
    const drop = (removed: unknown) => {
      rows += removed ? 1 : 0;
    };
    for (const { key } of [...state.consents.getRange({ start: [as, ''], end: [as, '\uffff'] })])
      drop(state.consents.remove(key));
    for (const { key } of [
      ...state.inbox.getRange({ start: [as, 0, ''], end: [as, Number.MAX_SAFE_INTEGER, '\uffff'] }),
    ])
      drop(state.inbox.remove(key));
    for (const { key, value } of [...state.phoneCodes.getRange()])
      if (value.openid === as) drop(state.phoneCodes.remove(key));
    for (const { key, value } of [...state.payOrders.getRange()])
      if (value.openid === as) drop(state.payOrders.put(key, { ...value, openid: '' }));
    drop(state.riskRanks.remove(as));
    return rows;
  });
  return { forgotten };
}

export async function phoneCode(
  state: State,
  input: v.InferOutput<typeof PhoneCodeInput>,
  nowMs: number,
): Promise<{ code: string }> {
  return { code: await issuePhoneCode(state, input.as, input.phone, nowMs) };
}
