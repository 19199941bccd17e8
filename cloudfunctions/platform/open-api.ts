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
