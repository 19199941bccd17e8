import { createHmac } from 'node:crypto';
import { digest } from '../../platform/ids';
import { keyFor } from '../../platform/secrets';

/**
 * What a partner signs with: 43 characters of base64url. It follows from the shop's secret, so it is stored nowhere, and
 * whoever has the database alone can sign nothing.
 */
export function secretOf(id: string, salt: string): string {
  return createHmac('sha256', keyFor('partner')).update(`${id}\n${salt}`).digest('base64url');
}

/** No secret: it only makes each secret another one. */
export function saltOf(intent: string): string {
  return digest(`salt ${intent}`).slice(0, 22);
}

export function hashOfSecret(secret: string): string {
  return digest(`partner ${secret}`);
}
