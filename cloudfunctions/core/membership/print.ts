import { createHmac } from 'node:crypto';
import { canonical } from '../../platform/ids';
import { keyFor } from '../../platform/secrets';
import { printOf } from '../account';

/**
 * The print of a request whose content is personal. Prints stay in the ledger for good, and names and birthdays can be
 * tried one after the other, so the content goes in under the shop's key.
 */
export function hiddenPrintOf(action: string, content: unknown): string {
  return printOf(action, createHmac('sha256', keyFor('prints')).update(canonical(content)).digest('base64url'));
}
