import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { claim } from './claim';
import { assemble } from './cloud';
import type { Cloud, CloudOptions } from './contract';
import { openDatabase } from './database';

export { type Cloud, CloudError, type CloudOptions } from './contract';

/**
 * Opens the local cloud over a data folder. Rejects with a sentence when a declaration cannot be read or another server
 * uses the folder.
 */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  mkdirSync(options.dataDir, { recursive: true });
  const claimed = await claim(options.dataDir);
  const closers = [() => claimed.release()];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const database = await openDatabase({ dir: join(options.dataDir, 'database') });
    closers.push(() => database.close());
    const cloud = await assemble(options, database);
    closers.push(() => cloud.close());
    return { ...cloud, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
