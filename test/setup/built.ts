/** Global set-up of the tests that run the product: the functions and npm packages as `npm run build` writes them. */
import { join } from 'node:path';
import { buildFunctions } from '../../scripts/build/functions';
import { buildMiniprogramNpm } from '../../scripts/build/miniprogram-npm';

export const ROOT = join(import.meta.dirname, '../..');

export default async function build(): Promise<void> {
  await Promise.all([buildFunctions(ROOT), buildMiniprogramNpm(ROOT)]);
}
