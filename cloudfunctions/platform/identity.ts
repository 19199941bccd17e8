import cloud from 'wx-server-sdk';

/**
 * The openid that WeChat vouches for, or null: a timer, a call over HTTP, another function. Read at call time; the
 * instance serves one call at a time. Nothing in the event can set it.
 */
export function callerOpenid(): string | null {
  const { OPENID } = cloud.getWXContext() as { OPENID?: unknown };
  return typeof OPENID === 'string' && OPENID !== '' ? OPENID : null;
}
