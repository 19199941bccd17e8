import { join } from 'node:path';
import { assemble } from './cloud';
import type { Cloud, CloudOptions } from './contract';
import { openDatabase } from './database';

export { type Cloud, CloudError, type CloudOptions } from './contract';

/** Opens the local cloud over a data folder. Rejects with a sentence when a declaration cannot be read. */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const database = await openDatabase({ dir: join(options.dataDir, 'database') });
  try {
    return await assemble(options, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}
