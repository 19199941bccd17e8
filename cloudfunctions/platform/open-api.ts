import cloud from 'wx-server-sdk';

export type TextVerdict = 'pass' | 'risky' | 'unknown';
export type TextCheck = (openid: string, content: string) => Promise<TextVerdict>;

/** Scene of a profile, by WeChat's documentation of security.msgSecCheck, version 2. */
const PROFILE = 1;
/** What version 1 of the check answers for content it does not let through. */
const RISKY_CONTENT = 87_014;

/** Asks WeChat whether a text may be shown to others. 'unknown' when WeChat cannot be asked or is not sure. */
export const checkText: TextCheck = async (openid, content) => {
  try {
    const answer: unknown = await cloud.openapi.security.msgSecCheck({ openid, scene: PROFILE, version: 2, content });
    const suggest = (answer as { result?: { suggest?: string } }).result?.suggest;
    return suggest === 'pass' ? 'pass' : suggest === 'risky' ? 'risky' : 'unknown';
  } catch (refused) {
    return (refused as { errCode?: number }).errCode === RISKY_CONTENT ? 'risky' : 'unknown';
  }
};

/** An E.164 number, '+8613800138000'. */
export type PhoneReader = (code: string) => Promise<string | 'unreadable'>;

/**
 * The number behind a code of the phone-number button; a code is good once, for five minutes
 * (developers.weixin.qq.com, phonenumber.getPhoneNumber). 'unreadable' whenever there is no number: the person presses
 * the button again.
 */
export const readPhone: PhoneReader = async (code) => {
  let answer: unknown;
  try {
    answer = await cloud.openapi.phonenumber.getPhoneNumber({ code });
  } catch {
    // Whatever WeChat says, it may repeat the code, and nothing of it belongs into a log.
    return 'unreadable';
  }
  const { purePhoneNumber, countryCode } = (answer as { phoneInfo?: PhoneInfo }).phoneInfo ?? {};
  const number = `+${countryCode ?? ''}${purePhoneNumber ?? ''}`;
  return E164.test(number) ? number : 'unreadable';
};

interface PhoneInfo {
  /** Without the country's code. */
  purePhoneNumber?: string;
  countryCode?: string;
}

const E164 = /^\+[1-9]\d{6,14}$/;

export { type MiniCodeMaker, type MiniCodePicture, miniCode, type ProgramVersion, programVersion } from './mini-code';

/** 1: somebody may be cheating a campaign; 0 is registering (riskControl.getUserRiskRank). */
const CAMPAIGN = 1;

/**
 * WeChat's rank of the risk that the caller is no customer: 0 none, 1 to 4 rising (developers.weixin.qq.com,
 * riskControl.getUserRiskRank). Only for whoever is calling: WeChat wants their network address, and it is not kept.
 * 'unknown' whenever WeChat does not say.
 */
export async function readRisk(openid: string): Promise<number | 'unknown'> {
  const { APPID, CLIENTIP } = cloud.getWXContext() as { APPID?: unknown; CLIENTIP?: unknown };
  try {
    const asked = { appid: APPID, openid, scene: CAMPAIGN, clientIp: CLIENTIP };
    const answer: unknown = await cloud.openapi.riskControl.getUserRiskRank(asked);
    const { riskRank } = answer as { riskRank?: unknown };
    return typeof riskRank === 'number' && RANKS.includes(riskRank) ? riskRank : 'unknown';
  } catch {
    return 'unknown';
  }
}

const RANKS: readonly number[] = [0, 1, 2, 3, 4];
