/** Whether the shop's own HTTP paths lead to its functions, as anybody outside would meet them. */

/** 'other': somebody answers, and not as our function does. 'silent': nobody, or not in time. */
export type Reached = 'ours' | 'other' | 'silent';

/** Asks without a signature or by the wrong method, and so changes nothing. */
export type Reach = (path: 'partner' | 'payment', url: string) => Promise<Reached>;

const TIMEOUT_MS = 5_000;
/** Of an answer, characters: ours are short. */
const ANSWER_MAX = 4096;

const OURS: Record<Parameters<Reach>[0], (status: number, body: Body) => boolean> = {
  partner: (status, body) => status === 401 && body.error?.code === 'UNSIGNED',
  payment: (status, body) => status === 405 && body.code === 'FAIL',
};

interface Body {
  code?: unknown;
  error?: { code?: unknown };
}

export const reach: Reach = async (path, url) => {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await answer.text();
    return text.length <= ANSWER_MAX && OURS[path](answer.status, bodyOf(text)) ? 'ours' : 'other';
  } catch {
    return 'silent';
  }
};

function bodyOf(text: string): Body {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

/** Where the shop's HTTP paths begin, no slash at the end; null when deployment has told of none (manifest/variables.ts). */
export function httpBase(): string | null {
  const given = process.env.HUITOUKE_HTTP_BASE?.replace(/\/+$/, '');
  return given !== undefined && /^https?:\/\/\S+$/.test(given) ? given : null;
}
