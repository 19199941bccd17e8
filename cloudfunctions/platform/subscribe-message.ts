import cloud from 'wx-server-sdk';
import type { Send, Sent } from './message';

/** developers.weixin.qq.com, subscribeMessage.send, and the table of common errors. */
const REFUSED = 43_101;
const WRONG_OPENID = 40_003;
/** Two messages to one person at the same moment. */
const AT_ONCE = 43_108;
/** A field that is not in its form; words that WeChat does not let through: of this message alone. */
const OWN = [47_003, 45_168];

type SendApi = (args: Record<string, unknown>) => Promise<unknown>;

/** One consent, one message, through WeChat's own service notifications. */
export const sendSubscription: Send = async ({ to, templateId, fields, page }) => {
  const apis = cloud.openapi as unknown as { subscribeMessage: { send: SendApi } };
  const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));
  try {
    await apis.subscribeMessage.send({ touser: to, templateId, page, data, miniprogramState: 'formal', lang: 'zh_CN' });
    return { is: 'sent' };
  } catch (refused) {
    return verdictOf((refused as { errCode?: unknown }).errCode);
  }
};

/** `permissions.openapi` lacks it: said by the platform in front of WeChat, which has not seen the message. */
const NOT_PERMITTED = -604_101;

function verdictOf(code: unknown): Sent {
  if (code === REFUSED) return { is: 'refused' };
  if (code === WRONG_OPENID) return { is: 'unreachable' };
  if (code === AT_ONCE) return { is: 'again' };
  if (code === NOT_PERMITTED) return { is: 'trouble', code: String(code), own: false };
  // WeChat's own refusals are positive. -1 and the errors of the line leave open what has become of the message.
  if (typeof code !== 'number' || code <= 0) return { is: 'unsure' };
  return { is: 'trouble', code: String(code), own: OWN.includes(code) };
}
