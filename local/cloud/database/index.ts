import type { DatabaseOptions } from '../contract';
import { LocalDatabase } from './database';

export { LocalDatabase } from './database';

/** Opens the database of a directory, or makes one there. */
export async function openDatabase(options: DatabaseOptions): Promise<LocalDatabase> {
  return new LocalDatabase(options);
}
