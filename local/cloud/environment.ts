import { createHash } from 'node:crypto';

/** The one environment of the local cloud, and the mini-program it belongs to. */
export const ENV_ID = 'local';
export const APP_ID = 'wx10ca110ca110ca11';
/** Bucket part of a file id: cloud://<env>.<bucket>/<path>. */
export const BUCKET = '6c6f-local-1300000000';

/** The same person under the account that owns several programs. */
export function unionIdOf(openid: string): string {
  return `u${createHash('sha256').update(`union:${openid}`).digest('base64url').slice(0, 27)}`;
}

/**
 * getWXContext turns a value made of digits into a number and loses digits (wx-server-sdk, getWXContext), so an openid
 * must hold something else too, as every real one does.
 */
export const OPENID_PATTERN = /^(?!\d+$)[A-Za-z0-9_-]{1,64}$/;

/** What stays the same for the life of an instance: the variables by which the platform tells wx-server-sdk where it runs. */
export function instanceEnvironment(origin: string): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['PATH', 'HOME', 'TMPDIR', 'SystemRoot']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return {
    ...kept,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local-secret-id',
    TENCENTCLOUD_SECRETKEY: 'local-secret-key',
    SCF_NAMESPACE: ENV_ID,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${origin}/admin` }),
  };
}

/** 'pay': WeChat Pay tells a function of a payment. */
export type Trigger = 'wx_client' | 'function' | 'timer' | 'http' | 'control' | 'pay';

export interface InvocationIdentity {
  /** Capability of this invocation; the SDK sends it with every request. */
  token: string;
  requestId: string;
  trigger: Trigger;
  /** TCB_SOURCE, for example 'wx_client' or 'wx_client,scf'. */
  source: string;
  openid?: string | undefined;
  /** Network address of the person's phone. */
  address?: string | undefined;
}

/** Each person has a phone with an address of its own, in the range that carriers share out (RFC 6598). */
function addressOf(openid: string): string {
  const [a = 0, b = 0] = createHash('sha256').update(openid).digest();
  return `100.64.${a}.${b}`;
}

/**
 * What changes with every invocation. The token travels twice: as WX_API_TOKEN where there is a person, as the SDK
 * expects it, and always as session token, because a timer has no WX context and must be recognised all the same.
 */
export function invocationEnvironment(identity: InvocationIdentity): Record<string, string> {
  const { token, requestId, trigger, source, openid, address } = identity;
  const environment: Record<string, string> = {
    TENCENTCLOUD_SESSIONTOKEN: token,
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TCB_SOURCE',
    TCB_ENV: ENV_ID,
    TCB_SEQID: requestId,
    TCB_SOURCE: source,
    SCF_REQUEST_ID: requestId,
  };
  if (trigger === 'timer') environment.TRIGGER_SRC = 'timer';
  if (openid !== undefined) {
    Object.assign(environment, {
      WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_UNIONID,WX_CLIENTIP,WX_API_TOKEN',
      WX_OPENID: openid,
      WX_APPID: APP_ID,
      WX_UNIONID: unionIdOf(openid),
      WX_CLIENTIP: address ?? addressOf(openid),
      WX_API_TOKEN: token,
    });
  }
  return environment;
}
