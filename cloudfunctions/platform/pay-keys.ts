import * as v from 'valibot';

/** Given by the merchant alone (manifest/functions.ts, `provided`): one JSON value. */
const VARIABLE = 'HUITOUKE_PAY_V3';

const WECHAT = 'https://api.mch.weixin.qq.com';
/** WeChat's two names (pay.weixin.qq.com, 接入点), or a stand-in on this machine. */
const HOST = /^(https:\/\/api2?\.mch\.weixin\.qq\.com|http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d{1,5})$/;

const pem = (kind: string) =>
  v.pipe(v.string(), v.trim(), v.regex(new RegExp(`^-----BEGIN ${kind}-----[\\s\\S]+-----END ${kind}-----$`)));

const keysSchema = v.strictObject({
  mchId: v.pipe(v.string(), v.regex(/^\d{8,10}$/)),
  /** Serial number of the merchant's own certificate. */
  serial: v.pipe(v.string(), v.regex(/^[0-9A-Fa-f]{8,64}$/)),
  privateKey: pem('(RSA )?PRIVATE KEY'),
  /** 32 characters, set in the merchant's console: what call-backs are encrypted with. */
  apiV3Key: v.pipe(v.string(), v.length(32)),
  /** Of WeChat Pay's public key ('PUB_KEY_ID_…'), or the serial number of its platform certificate. */
  publicKeyId: v.pipe(v.string(), v.regex(/^(PUB_KEY_ID_)?[0-9A-Za-z]{8,64}$/)),
  publicKey: pem('(PUBLIC KEY|CERTIFICATE)'),
  host: v.optional(v.pipe(v.string(), v.regex(HOST)), WECHAT),
});

export type MerchantKeys = v.InferOutput<typeof keysSchema>;

/** Null when the merchant has given none. @throws when what was given is not what it should be; nothing of it is told */
export function merchantKeys(): MerchantKeys | null {
  const given = process.env[VARIABLE];
  if (given === undefined || given === '') return null;
  let json: unknown;
  try {
    json = JSON.parse(given);
  } catch {
    throw new Error(`${VARIABLE} is not JSON`);
  }
  const parsed = v.safeParse(keysSchema, json);
  if (!parsed.success)
    throw new Error(`${VARIABLE}: ${v.getDotPath(parsed.issues[0]) ?? 'an object'} is not as it should be`);
  return parsed.output;
}
