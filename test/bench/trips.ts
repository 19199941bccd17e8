/** Database requests of one call, as the local cloud counted them. */
import type { LocalCloud } from './local-cloud';

export interface Trips {
  /** Longest chain of requests that waited for each other before the answer. */
  depth: number;
  /** All of them. */
  requests: number;
}

export async function tripsOf(cloud: LocalCloud, call: () => Promise<unknown>): Promise<Trips> {
  await call();
  const { last } = await cloud.control<{ last: Trips | null }>('/local/stats');
  if (!last) throw new Error('the local cloud remembers no call');
  return { depth: last.depth, requests: last.requests };
}

export function worst(trips: Trips[]): Trips {
  return {
    depth: Math.max(...trips.map(({ depth }) => depth)),
    requests: Math.max(...trips.map(({ requests }) => requests)),
  };
}
