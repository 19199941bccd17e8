import type { PartnerRight } from '../../typings/api/partner';
import type { Partner } from '../core/partners';
import type { Environment } from '../platform/environment';
import type { HttpRequest } from '../platform/http';
import type { Refusal, Result } from '../platform/refusal';

export interface Reply {
  /** 201 when something has been made by this very request. */
  status: 200 | 201;
  data: unknown;
}

/**
 * Takes nonce and idempotency key; to be awaited before, or together with the last reading before, any change. However
 * often it is called, it is done once.
 */
export type Register = () => Promise<Refusal | null>;

/** Changes and answers; only for a partner whose signature holds. */
export type Ready = (partner: Partner, register: Register) => Promise<Result<Reply>>;

/** Reads what will be needed. It may run before the signature is known to hold, so it writes nothing. */
export type Work = (env: Environment) => Promise<Ready>;

export interface Route {
  method: 'GET' | 'POST';
  /** '/v1/orders/{orderId}': a name in braces is a part without a slash. */
  path: string;
  /** Name in the log. */
  action: string;
  right: PartnerRight | null;
  /** It takes codes that could be tried out: who names many that do not exist is told to wait. */
  guessable?: true;
  /** Reads path, query and body. Pure. */
  open(request: HttpRequest, parameters: Readonly<Record<string, string>>): Result<Work>;
}

export type Matched = { route: Route; parameters: Record<string, string> };

/** The route of a request; otherwise whether the path is known at all. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Matched | 'method' | 'path' {
  let seen = false;
  for (const route of routes) {
    const parameters = parametersOf(route.path, path);
    if (!parameters) continue;
    if (route.method === method) return { route, parameters };
    seen = true;
  }
  return seen ? 'method' : 'path';
}

function parametersOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const parameters: [string, string][] = [];
  for (const [at, part] of wanted.entries()) {
    const value = given[at] as string;
    if (part.startsWith('{')) parameters.push([part.slice(1, -1), value]);
    else if (part !== value) return null;
  }
  return Object.fromEntries(parameters);
}
