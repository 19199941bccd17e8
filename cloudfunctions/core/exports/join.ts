/** Pieces become a file that can be handed out: through the disk of the instance, so that memory does not grow with it. */
import { appendFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import { BOM, linesOf } from './cell';
import type { Export, Part, Volume } from './export';
import { kinds } from './kinds';

/** Of one file: Excel opens it, and one call can write it (wx.cloud.uploadFile takes 50 MB). */
const ROWS_MAX = 100_000;
const BYTES_MAX = 40 * 1024 * 1024;

/** Pieces that are in no file yet and fit into the next one. */
export function nextParts({ parts, volumes }: Pick<Export, 'parts' | 'volumes'>): Part[] {
  const used = volumes.reduce((sum, volume) => sum + volume.parts, 0);
  let [rows, bytes] = [0, 0];
  return parts.slice(used).filter((part, place) => {
    rows += part.rows;
    bytes += part.bytes;
    return place === 0 || (rows <= ROWS_MAX && bytes <= BYTES_MAX);
  });
}

export async function joinNext(
  env: Environment,
  settings: Settings,
  filing: Filing,
  list: Export,
): Promise<Volume | 'unavailable'> {
  const parts = nextParts(list);
  const place = list.volumes.length + 1;
  const day = dayOf(list.at, settings.programme.zone);
  const name = `${list.kind}-${day}-${place}.csv`;
  const local = join(tmpdir(), `${list._id}-${place}-${env.newId()}.csv`);
  try {
    const header = kinds[list.kind].columns(list.personal).map((column) => column.header);
    await writeFile(local, BOM + linesOf([header]));
    for (const { fileId } of parts) {
      const piece = await filing.read(fileId);
      if (piece === 'unavailable') return 'unavailable';
      await appendFile(local, piece);
    }
    const { size } = await stat(local);
    const fileId = await filing.keepFrom(`exports/${list._id}/${name}`, local);
    if (fileId === 'unavailable') return 'unavailable';
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    return { fileId, name, rows, bytes: size, parts: parts.length };
  } finally {
    await rm(local, { force: true });
  }
}
