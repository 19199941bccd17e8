/** Pieces become a file that can be handed out: through the disk of the instance, so that memory does not grow with it. */
import { statSync, writeFileSync } from 'node:fs';
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import { BOM, linesOf } from './cell';
import { onDisk } from './disk';
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
  return onDisk(env, `${list._id}-${place}`, async (local) => {
    const header = kinds[list.kind].columns(list.personal).map((column) => column.header);
    writeFileSync(local, BOM + linesOf([header]));
    for (const { fileId } of parts) if (!(await filing.appendTo(local, fileId))) return 'unavailable';
    const { size } = statSync(local);
    const fileId = await filing.keepFrom(`exports/${list._id}/${name}`, local);
    if (fileId === 'unavailable') return 'unavailable';
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    return { fileId, name, rows, bytes: size, parts: parts.length };
  });
}
