/** In the demo everything goes well, or its making stops. */
import type { Answer } from '../../typings/api/envelope';
import type { Shopper } from './cast';

export function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

export function shopperAt(shoppers: readonly Shopper[], who: number): Shopper {
  const shopper = shoppers[who];
  if (!shopper) throw new Error(`nobody plays part ${who}`);
  return shopper;
}
