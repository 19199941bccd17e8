/** The disk of the instance, for what memory is not to hold. Written without waiting: nobody else is served meanwhile. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../platform/environment';

/** With the path of a file that is not there yet and is gone afterwards. */
export async function onDisk<T>(env: Environment, name: string, work: (local: string) => Promise<T>): Promise<T> {
  const local = join(tmpdir(), `${name}-${env.newId()}.csv`);
  try {
    return await work(local);
  } finally {
    rmSync(local, { force: true });
  }
}
