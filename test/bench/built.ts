/** The built cloud functions, in a copy of their own, so that a later build does not change what is being measured. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from '../../scripts/build/functions';
import { once } from './figure';
import { root, temporaryFolder } from './workplace';

export interface Built {
  functionsDir: string;
  manifestFile: string;
}

export const built = once(async (): Promise<Built> => {
  await buildFunctions(root);
  const folder = temporaryFolder('built');
  cpSync(join(root, 'dist/cloudfunctions'), join(folder, 'cloudfunctions'), { recursive: true });
  cpSync(join(root, 'dist/manifest.json'), join(folder, 'manifest.json'));
  return { functionsDir: join(folder, 'cloudfunctions'), manifestFile: join(folder, 'manifest.json') };
});
