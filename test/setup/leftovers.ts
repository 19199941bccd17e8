/** What a cloud that has been closed still holds of somebody, byte by byte: documents, files, logs, its own memory. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { open } from 'lmdb';

/** Pages that nothing leads to any more are left out of a copy: what was erased stands in them until they are used again. */
async function compacted(folder: string): Promise<Buffer> {
  const copy = mkdtempSync(join(tmpdir(), 'huitouke-copy-'));
  const database = open({ path: folder, maxDbs: 16, readOnly: true });
  try {
    mkdirSync(join(copy, 'to'));
    await database.backup(join(copy, 'to'), true);
    return readFileSync(join(copy, 'to', 'data.mdb'));
  } finally {
    await database.close();
    rmSync(copy, { recursive: true, force: true });
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => {
    const path = join(folder, each.name);
    return each.isDirectory() ? filesIn(path) : [path];
  });
}

/** The same text as a database, a file of UTF-16 or a log may hold it. */
function shapesOf(text: string): Buffer[] {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const shapes = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(escaped),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '')),
  ];
  return shapes.filter((shape, n) => shapes.findIndex((each) => each.equals(shape)) === n);
}

export interface Leftover {
  what: string;
  where: string;
  times: number;
}

/** @param dataDir of a cloud that nobody holds open @param log everything it has printed */
export async function leftovers(
  dataDir: string,
  log: string,
  traces: Readonly<Record<string, string>>,
): Promise<Leftover[]> {
  const places: [string, Buffer][] = [['the log', Buffer.from(log)]];
  for (const path of filesIn(dataDir)) {
    const name = relative(dataDir, path);
    if (name.endsWith('lock.mdb')) continue;
    const isDatabase = name.endsWith('data.mdb');
    places.push([name, isDatabase ? await compacted(join(path, '..')) : readFileSync(path)], [name, Buffer.from(name)]);
  }
  return Object.entries(traces).flatMap(([what, text]) =>
    places.flatMap(([where, bytes]) => {
      const times = shapesOf(text).reduce((sum, shape) => sum + countOf(bytes, shape), 0);
      return times > 0 ? [{ what, where, times }] : [];
    }),
  );
}

function countOf(bytes: Buffer, wanted: Buffer): number {
  let times = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) times += 1;
  return times;
}
