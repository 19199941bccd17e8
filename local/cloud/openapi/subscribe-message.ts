import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { State } from '../state';
import { type Api, fine, refused } from './api';

/** What a field may hold, by the beginning of its name (developers.weixin.qq.com, subscribeMessage.send). */
const FIELDS: [prefix: string, allowed: RegExp][] = [
  ['thing', /^.{1,20}$/su],
  ['number', /^-?\d{1,32}(\.\d+)?$/],
  ['letter', /^[A-Za-z]{1,32}$/],
  ['symbol', /^[^\p{L}\p{N}]{1,5}$/u],
  ['character_string', /^[\x20-\x7e]{1,32}$/],
  ['time', /^.{0,20}\d{1,2}:\d{2}.{0,24}$/s],
  ['date', /^\d{4}(年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2}).{0,24}$/s],
  ['amount', /^[¥$€£]?\d{1,10}(\.\d{1,2})?元?$/],
  ['phone_number', /^[\d+\- ()]{1,17}$/],
  ['car_number', /^.{1,8}$/su],
  ['name', /^([\p{Script=Han}·]{1,10}|[A-Za-z .·]{1,20})$/u],
  ['phrase', /^\p{Script=Han}{1,5}$/u],
  ['const', /^.{1,20}$/su],
];

const Message = v.object({
  touser: v.pipe(v.string(), v.nonEmpty()),
  template_id: v.pipe(v.string(), v.nonEmpty()),
  page: v.optional(v.string()),
  data: v.record(v.string(), v.object({ value: v.union([v.string(), v.number()]) })),
  miniprogram_state: v.optional(v.picklist(['formal', 'trial', 'developer']), 'formal'),
});

const ERRORS: Record<string, [number, string]> = {
  touser: [40003, 'invalid openid'],
  template_id: [40037, 'invalid template_id'],
};

/** First field whose name or value WeChat would not take. */
function wrongField(data: Record<string, string>): string | undefined {
  return Object.entries(data).find(([name, value]) => {
    const rule = FIELDS.find(([prefix]) => name.replace(/\d+$/, '') === prefix);
    return !rule?.[1].test(value);
  })?.[0];
}

/** Uses up one consent; false when there is none. */
export function spendConsent(state: State, openid: string, templateId: string): Promise<boolean> {
  return state.atomically(() => {
    const left = state.consents.get([openid, templateId]) ?? 0;
    if (left < 1) return false;
    state.consents.put([openid, templateId], left - 1);
    return true;
  });
}

/** One consent, one message: it lands in the inbox of the person, which the phone's side panel shows. */
export const send: Api = async (args, { state, nowMs }) => {
  const parsed = v.safeParse(Message, args);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]) ?? '';
    const [errcode, errmsg] = ERRORS[field] ?? [47003, `argument invalid! ${field}`];
    return refused(errcode, errmsg);
  }
  const { touser, template_id, page, miniprogram_state } = parsed.output;
  const data = Object.fromEntries(Object.entries(parsed.output.data).map(([name, { value }]) => [name, String(value)]));
  const wrong = wrongField(data);
  if (wrong !== undefined) return refused(47003, `argument invalid! data.${wrong}.value invalid`);
  if (!(await spendConsent(state, touser, template_id))) return refused(43101, 'user refuse to accept the msg');
  const id = randomUUID();
  await state.inbox.put([touser, nowMs, id], {
    id,
    atMs: nowMs,
    templateId: template_id,
    page: page ?? null,
    data,
    miniprogramState: miniprogram_state,
  });
  return fine({ msgid: id });
};
