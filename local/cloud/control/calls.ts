import * as v from 'valibot';
import { APP_ID } from '../environment';
import type { CallAnswer, Functions } from '../functions';
import { resultTooLargeForPhone } from '../functions/failure';
import { Openid } from './people';

/** What one call from a mini program may bring back (wx-server-sdk: -604001). */
const PHONE_RESULT_LIMIT_BYTES = 1024 * 1024;

export const CallInput = v.strictObject({
  as: v.optional(Openid),
  /** Several people may come from one network. */
  address: v.optional(v.pipe(v.string(), v.ip())),
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  data: v.optional(v.unknown(), {}),
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * wx.cloud.callFunction by this person, or a call without identity. WeChat adds `userInfo` to the event of a mini
 * program; whatever the caller wrote there is gone.
 */
export async function callAsPerson(
  functions: Functions,
  openid: string | undefined,
  name: string,
  data: unknown,
  address?: string,
): Promise<CallAnswer> {
  if (openid === undefined) {
    return functions.call({ name, event: JSON.stringify(data) ?? '{}', trigger: 'control', source: '' });
  }
  const event = isRecord(data) ? { ...data, userInfo: { appId: APP_ID, openId: openid } } : data;
  const answer = await functions.call({
    name,
    event: JSON.stringify(event) ?? '{}',
    trigger: 'wx_client',
    source: 'wx_client',
    openid,
    address,
  });
  if ('failure' in answer.result) return answer;
  const bytes = Buffer.byteLength(answer.result.json);
  return bytes > PHONE_RESULT_LIMIT_BYTES ? { ...answer, result: { failure: resultTooLargeForPhone(bytes) } } : answer;
}
