/** The set-up code: whoever has it becomes the first owner. It is printed where the shop is deployed, and stored nowhere. */
import { timingSafeEqual } from 'node:crypto';
import { keyFor } from '../../platform/secrets';
import { codeFor, typed } from './code';

export function setupCode(): string {
  return codeFor('set-up', keyFor('setup'));
}

/** Takes as long for a wrong code as for the right one. */
export function isSetupCode(text: string): boolean {
  const expected = Buffer.from(setupCode());
  const given = Buffer.from(typed(text));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
