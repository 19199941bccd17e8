import { createHmac, randomBytes } from 'node:crypto';
import { digest } from '../../platform/ids';
import { keyFor } from '../../platform/secrets';

/**
 * What a partner signs with: 43 characters of base64url. It follows from the shop's secret, so it is stored nowhere, and
 * whoever has the database alone can sign nothing.
 */
export function secretOf(id: string, salt: string): string {
  return createHmac('sha256', keyFor('partner')).update(`${id}\n${salt}`).digest('base64url');
}

export function newSalt(): string {
  return randomBytes(16).toString('base64url');
}

export function hashOfSecret(secret: string): string {
  return digest(`partner ${secret}`);
}
