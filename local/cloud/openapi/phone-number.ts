import { randomBytes } from 'node:crypto';
import { APP_ID } from '../environment';
import type { PhoneCode, State } from '../state';
import { type Api, fine, refused } from './api';

/** A code of the phone-number button lives five minutes and is good once (developers.weixin.qq.com, getPhoneNumber). */
const CODE_LIFE_MS = 5 * 60 * 1000;

export async function issuePhoneCode(state: State, openid: string, phone: string, nowMs: number): Promise<string> {
  const code = randomBytes(32).toString('hex');
  await state.phoneCodes.put(code, { openid, phone, issuedAtMs: nowMs });
  return code;
}

function takeCode(state: State, code: string): Promise<PhoneCode | undefined> {
  return state.atomically(() => {
    const issued = state.phoneCodes.get(code);
    if (issued) state.phoneCodes.remove(code);
    return issued;
  });
}

export const getPhoneNumber: Api = async (args, { state, nowMs }) => {
  const issued = typeof args.code === 'string' && args.code !== '' ? await takeCode(state, args.code) : undefined;
  if (!issued || nowMs - issued.issuedAtMs > CODE_LIFE_MS) return refused(40029, 'code 无效');
  return fine({
    phone_info: {
      phoneNumber: issued.phone,
      purePhoneNumber: issued.phone,
      countryCode: '86',
      watermark: { timestamp: Math.floor(nowMs / 1000), appid: APP_ID },
    },
  });
};
