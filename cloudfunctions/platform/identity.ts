import { createHmac } from 'node:crypto';
import cloud from 'wx-server-sdk';
import { lineOf } from './line';
import { keyFor } from './secrets';

/**
 * The openid that WeChat vouches for, or null: a timer, a call over HTTP, another function. Read at call time; the
 * instance serves one call at a time. Nothing in the event can set it.
 */
export function callerOpenid(): string | null {
  const { OPENID } = cloud.getWXContext() as { OPENID?: unknown };
  return typeof OPENID === 'string' && OPENID !== '' ? OPENID : null;
}

/**
 * Whether somebody's mini-program has called: anybody's can call any function with any event. For functions that only
 * the clock or the HTTP access service may set going. Beside the openid it looks at where WeChat says the call began
 * (developers.weixin.qq.com, getWXContext, SOURCE: 'wx_client', 'wx_devtools'), for phones that show no identity.
 */
export function isFromMiniProgram(): boolean {
  const { OPENID, SOURCE } = cloud.getWXContext() as { OPENID?: unknown; SOURCE?: unknown };
  const began = typeof SOURCE === 'string' ? SOURCE.split(',') : [];
  return (OPENID !== undefined && OPENID !== '') || began.includes('wx_client') || began.includes('wx_devtools');
}

/**
 * Where the caller comes from, as WeChat saw it: a keyed hash of the line they use, from which no address can be told; null
 * when WeChat says none. Equal lines have equal hashes, in every function of the shop.
 */
export function clientAddress(): string | null {
  const { CLIENTIP, CLIENTIPV6 } = cloud.getWXContext() as { CLIENTIP?: unknown; CLIENTIPV6?: unknown };
  return hashed('address', lineIn(CLIENTIP)) ?? hashed('address', lineIn(CLIENTIPV6));
}

/** Keyed hash of the caller's UnionID; null when the mini-program belongs to no open platform account. */
export function unionMark(): string | null {
  const { UNIONID } = cloud.getWXContext() as { UNIONID?: unknown };
  return hashed('union', UNIONID);
}

function lineIn(address: unknown): string | null {
  return typeof address === 'string' ? lineOf(address) : null;
}

function hashed(purpose: 'address' | 'union', value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return createHmac('sha256', keyFor(purpose)).update(value).digest('base64url');
}
