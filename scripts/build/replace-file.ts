import { rename, writeFile } from 'node:fs/promises';

/** Who reads the file meanwhile, a running local cloud for one, finds it whole: the old or the new. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.${process.pid}.new`;
  await writeFile(fresh, text);
  await rename(fresh, path);
}
