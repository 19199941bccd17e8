import http from 'node:http';
import { AFTER_HEADER, DEPTH_HEADER } from '../messages';

let generation = 0;
let reached = 0;

/** A new invocation begins its chain of requests at nothing. */
export function beginChain(): void {
  generation += 1;
  reached = 0;
}

/**
 * Tells the cloud how deep each request stands: one request more than the deepest answer that had come when it was
 * begun. Only the caller can know this; seen from the server, two requests begun together may look like one after the
 * other.
 */
export function installChain(adminUrl: string): void {
  const { host } = new URL(adminUrl);
  const plain = http.request;
  const request = ((...args: Parameters<typeof http.request>) => {
    const sent = plain(...args);
    if (sent.getHeader('host') !== host || !sent.path.startsWith('/admin')) return sent;
    const begun = generation;
    const after = reached;
    const reach = (depth: number) => {
      if (begun === generation && depth > reached) reached = depth;
    };
    sent.setHeader(AFTER_HEADER, String(after));
    // Requests that are not the database's are answered without a depth.
    sent.on('response', (answer) => answer.on('end', () => reach(Number(answer.headers[DEPTH_HEADER]))));
    // Only an answer of the database is ever lost, and waiting for one in vain is waiting too.
    sent.on('error', () => reach(after + 1));
    return sent;
  }) as typeof http.request;
  http.request = request;
}
