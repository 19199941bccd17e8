/**
 * Template messages of the shop's Official Account (developers.weixin.qq.com, 服务号: 模板消息 and 获取稳定版接口调用凭据).
 * They go to the account's own openid of a follower, which is another one than the mini-program's.
 */
import * as v from 'valibot';
import { systemClock } from './clock';
import type { Send, Sent } from './message';
import { LOOPBACK, post } from './outside';
import { provided } from './provided';

const VARIABLE = 'HUITOUKE_OFFICIAL_ACCOUNT';
const WECHAT = 'https://api.weixin.qq.com';

const appId = v.pipe(v.string(), v.regex(/^wx[0-9a-f]{16}$/));
const keysSchema = v.strictObject({
  appId,
  secret: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  /** Of the mini-program that a tap opens; both have to be bound to each other. */
  miniProgram: appId,
  host: v.optional(v.pipe(v.string(), v.regex(new RegExp(`^(https://api\\.weixin\\.qq\\.com|${LOOPBACK})$`))), WECHAT),
});

type Keys = v.InferOutput<typeof keysSchema>;

/** Null when the merchant has given no keys. @throws when what was given is not what it should be */
export function officialAccount(): Send | null {
  const keys = provided(VARIABLE, keysSchema);
  return keys && ((message) => send(keys, message));
}

/** A token is good for two hours; a new one is fetched well before. */
const SPARE_S = 300;
const TOKEN_GONE = [40_001, 40_014, 42_001];

let token: { of: string; text: string; until: number } | null = null;

async function tokenOf({ appId: of, secret, host }: Keys): Promise<string | null> {
  const now = systemClock();
  if (token && token.of === `${host} ${of}` && now < token.until) return token.text;
  const reply = await post(`${host}/cgi-bin/stable_token`, { grant_type: 'client_credential', appid: of, secret });
  const [text, lasts] = [reply?.body.access_token, reply?.body.expires_in];
  if (typeof text !== 'string' || typeof lasts !== 'number') return null;
  token = { of: `${host} ${of}`, text, until: now + (lasts - SPARE_S) * 1_000 };
  return text;
}

async function send(keys: Keys, { to, templateId, fields, page }: Parameters<Send>[0]): Promise<Sent> {
  const access = await tokenOf(keys);
  // Nothing has been sent, and whoever comes next will fare no better.
  if (access === null) return { is: 'trouble', code: 'token', own: false };
  const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));
  const miniprogram = { appid: keys.miniProgram, pagepath: page };
  const content = { touser: to, template_id: templateId, miniprogram, data };
  const path = `/cgi-bin/message/template/send?access_token=${encodeURIComponent(access)}`;
  const reply = await post(`${keys.host}${path}`, content);
  return verdictOf(reply?.body.errcode);
}

const REFUSED = [43_101, 43_004];
const WRONG_OPENID = 40_003;
const OWN = [47_003, 45_168];

function verdictOf(code: unknown): Sent {
  if (code === 0) return { is: 'sent' };
  if (typeof code !== 'number' || code < 0) return { is: 'unsure' };
  if (REFUSED.includes(code)) return { is: 'refused' };
  if (code === WRONG_OPENID) return { is: 'unreachable' };
  if (TOKEN_GONE.includes(code)) {
    token = null;
    return { is: 'again' };
  }
  return { is: 'trouble', code: String(code), own: OWN.includes(code) };
}
