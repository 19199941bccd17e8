/** The backup itself: every collection in its order, then the files that documents name. A backup that broke off goes on. */
import { catchUp } from './catch-up';
import { isFileId } from './file-ids';
import type { Folder } from './folder';
import { readLedger, settled } from './ledger';
import { type Stored, withTexts } from './lines';
import { readingOrder } from './order';
import { Pieces } from './pieces';
import type { Source } from './source';

/** How far it has come. */
export type Told = (what: string, done: number) => void;

/** @param more collections that this version does not know */
export async function take(source: Source, folder: Folder, more: readonly string[], told: Told): Promise<void> {
  const { before, theirs, after } = readingOrder(more);
  for (const name of before) await readWhole(source, folder, name, told);
  for (const name of ['members', ...theirs]) await readWhole(source, folder, name, told);
  if (!folder.manifest.caughtUp) await catchUp(source, folder, (members) => told('catching up', members));
  await readLedger(source, folder, (rows) => told('ledger', rows));
  for (const name of after) await readWhole(source, folder, name, told);
  await readStock(source, folder);
  await keepFiles(source, folder, told);
  folder.manifest.endedAt = new Date().toISOString();
  await folder.save();
  await folder.tidy();
}

async function readWhole(source: Source, folder: Folder, name: string, told: Told): Promise<void> {
  const kept = folder.collection(name);
  if (kept.whole) return;
  // Of a shop that an earlier version made, some are not there yet.
  if ((await source.count(name)) === null) {
    delete folder.manifest.collections[name];
    return;
  }
  const pieces = Pieces.of(folder, name);
  let read = kept.pieces.reduce((sum, { rows }) => sum + rows, 0);
  for await (const page of source.pages(name, kept.pieces.at(-1)?.last ?? null)) {
    for (const document of page) await pieces.add(document);
    read += page.length;
    told(name, read);
  }
  await pieces.end();
  kept.whole = true;
  await folder.save();
}

/** As a whole and last: `made` is the staff's, what was taken is the entries'. */
async function readStock(source: Source, folder: Folder): Promise<void> {
  const kept = folder.collection('stock');
  if (kept.whole) return;
  kept.pieces = [];
  const pieces = Pieces.of(folder, 'stock');
  for await (const page of source.pages('stock', null))
    for (const stock of page) await pieces.add(settled(stock, folder.manifest.sold));
  await pieces.end();
  kept.whole = true;
  await folder.save();
}

async function keepFiles(source: Source, folder: Folder, told: Told): Promise<void> {
  const { manifest } = folder;
  const done = new Set([...manifest.files.map(({ id }) => id), ...manifest.missing]);
  for (const id of await filesNamed(folder)) {
    if (done.has(id)) continue;
    const content = await source.download(id);
    if (content === null) manifest.missing.push(id);
    else manifest.files.push(await folder.keepFile(id, content));
    await folder.save();
    told('files', manifest.files.length);
  }
}

/** Ids of files in cloud storage, wherever in a document they stand. */
async function filesNamed(folder: Folder): Promise<string[]> {
  const ids = new Set<string>();
  for (const name of Object.keys(folder.manifest.collections))
    for await (const page of folder.documents(name))
      for (const document of page as Stored[])
        withTexts(document, (text) => {
          if (isFileId(text)) ids.add(text);
          return text;
        });
  return [...ids].sort();
}
