import type { IncomingMessage } from 'node:http';

function isLoopbackHost(host: string): boolean {
  const name = host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

function isLoopbackOrigin(origin: string): boolean {
  try {
    return isLoopbackHost(new URL(origin).host);
  } catch {
    return false;
  }
}

/**
 * Whether a request comes from this machine and was meant for it. A foreign Host is a name that was made to point here
 * (DNS rebinding), a foreign Origin or a cross-site fetch is a page of somebody else in this machine's browser.
 */
export function isFromHere(request: IncomingMessage): boolean {
  const { remoteAddress = '' } = request.socket;
  const { host = '', origin } = request.headers;
  return (
    isLoopbackHost(remoteAddress.replace(/^::ffff:/, '')) &&
    isLoopbackHost(host) &&
    (origin === undefined || isLoopbackOrigin(origin)) &&
    request.headers['sec-fetch-site'] !== 'cross-site'
  );
}
