import type { State } from '../state';

export interface ApiContext {
  state: State;
  nowMs: number;
}

/** WeChat's JSON, or a picture. */
export type ApiAnswer = { json: Record<string, unknown> } | { contentType: string; bytes: Uint8Array };

export type Api = (args: Record<string, unknown>, context: ApiContext) => Promise<ApiAnswer>;

export function fine(json: Record<string, unknown> = {}): ApiAnswer {
  return { json: { errcode: 0, errmsg: 'ok', ...json } };
}

/** Number and words as WeChat's server gives them. */
export function refused(errcode: number, errmsg: string): ApiAnswer {
  return { json: { errcode, errmsg } };
}
