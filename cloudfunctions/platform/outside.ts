/** One request to somebody else's server, as the channels beside WeChat's own make them. */

/** Both answer within a second or two; the function that waits has its own end. */
const TIMEOUT_MS = 5_000;
const BODY_MAX = 64 * 1024;

export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/** Null: no answer, or none that can be read. Nothing of what was sent or said goes into a log. */
export async function post(
  url: string,
  content: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(content),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (text.length > BODY_MAX) return null;
    const body: unknown = text === '' ? {} : JSON.parse(text);
    if (body === null || typeof body !== 'object' || Array.isArray(body)) return null;
    return { status: response.status, body: body as Record<string, unknown> };
  } catch {
    return null;
  }
}

/** An address on this machine: what stands in for a server in tests. */
export const LOOPBACK = 'http://(127\\.0\\.0\\.1|localhost|\\[::1\\]):\\d{1,5}';
