/** A backup put into an environment that holds nothing yet, and looked at again afterwards, document by document. */
import { collections } from '../../cloudfunctions/manifest/collections';
import { movedText, pathOf } from './file-ids';
import { Damaged, type Folder } from './folder';
import { Journey } from './journey';
import { digestOf, documentOf, lineOf, type Stored, withTexts } from './lines';
import { isFinal, type Source, waitBefore } from './source';
import type { Told } from './take';

/** Of one request; the platform takes 5 MB a write. */
const WRITE_BYTES = 1024 * 1024;
const WRITE_ROWS = 100;
const WRITES_AT_ONCE = 4;
/** Differences that are named one by one. */
const NAMED = 20;

/** The environment is not what a restore needs: exit code 1. */
export class NotEmpty extends Error {}

export interface Restored {
  documents: number;
  files: number;
  mismatches: number;
  /** One line each of the first that differ. */
  wrong: string[];
}

/** Before anything is written: every piece and every file is what was written. @throws Damaged */
export async function proveWhole(folder: Folder, told: Told): Promise<void> {
  const { manifest } = folder;
  if (manifest.endedAt === null) throw new Damaged('the backup broke off: run it again, and it goes on');
  let proved = 0;
  for (const { pieces } of Object.values(manifest.collections))
    for (const piece of pieces) {
      await folder.linesOf(piece);
      proved += 1;
      told('proving', proved);
    }
  for (const file of manifest.files) await folder.bytesOf(file);
}

/** @param resume goes on with its own restore that broke off @throws NotEmpty */
export async function restore(source: Source, folder: Folder, resume: boolean, told: Told): Promise<Restored> {
  const journey = await Journey.open(folder, source.place.env);
  if (resume && !journey.hasBegun) throw new NotEmpty('这个环境没有中断过的恢复：请去掉 --resume');
  if (!resume) await mustBeEmpty(source, folder);
  await journey.save();
  await putFiles(source, folder, journey, told);
  const move = movedText(journey.files);
  const here = (line: string) => withTexts(documentOf(line), move) as Stored;
  let documents = 0;
  for (const [name, { pieces }] of Object.entries(folder.manifest.collections))
    for (const piece of pieces) {
      if (!journey.has(piece.file)) {
        await addAll(source, name, (await folder.linesOf(piece)).map(here));
        await journey.reached(piece.file);
      }
      documents += piece.rows;
      told('writing', documents);
    }
  return { documents, files: folder.manifest.files.length, ...(await verify(source, folder, here, told)) };
}

async function mustBeEmpty(source: Source, folder: Folder): Promise<void> {
  const kept = folder.manifest.collections;
  const absent: string[] = [];
  for (const name of new Set([...Object.keys(collections), ...Object.keys(kept)])) {
    const count = await source.count(name);
    if (count)
      throw new NotEmpty(`${name} 里已经有 ${count} 条记录：只能恢复到空的环境，或者用 --resume 接着上次中断的恢复`);
    if (count === null && (kept[name]?.pieces.length ?? 0) > 0) absent.push(name);
  }
  if (absent.length > 0)
    throw new NotEmpty(`没有集合 ${absent.join('、')}：请先运行 npm run deploy -- --env 环境编号 --only database`);
}

async function putFiles(source: Source, folder: Folder, journey: Journey, told: Told): Promise<void> {
  for (const file of folder.manifest.files) {
    if (journey.files.has(file.id)) continue;
    await journey.uploaded(file.id, await source.upload(pathOf(file.id), await folder.contentOf(file)));
    told('files', journey.files.size);
  }
}

async function addAll(source: Source, collection: string, documents: readonly Stored[]): Promise<void> {
  const batches = batchesOf(documents);
  for (let start = 0; start < batches.length; start += WRITES_AT_ONCE)
    await Promise.all(batches.slice(start, start + WRITES_AT_ONCE).map((batch) => addBatch(source, collection, batch)));
}

function batchesOf(documents: readonly Stored[]): Stored[][] {
  const batches: Stored[][] = [[]];
  let bytes = 0;
  for (const document of documents) {
    const size = Buffer.byteLength(lineOf(document));
    const batch = batches.at(-1) as Stored[];
    if (batch.length > 0 && (batch.length === WRITE_ROWS || bytes + size > WRITE_BYTES)) {
      batches.push([document]);
      bytes = size;
    } else {
      batch.push(document);
      bytes += size;
    }
  }
  return batches.filter((batch) => batch.length > 0);
}

/** What is there after a request that failed is not sent again: it may have been applied, wholly or in part. */
async function addBatch(source: Source, collection: string, documents: readonly Stored[]): Promise<void> {
  let left = documents;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await source.add(collection, left);
    } catch (failure) {
      const ids = left.map(({ _id }) => _id);
      const there = new Set((await source.among(collection, '_id', ids, ['_id'])).map(({ _id }) => _id));
      const before = left.length;
      left = left.filter(({ _id }) => !there.has(_id));
      if (left.length === 0) return;
      const wait = waitBefore(attempt);
      if (!wait || (left.length === before && isFinal(failure))) throw failure;
      await wait;
    }
  }
}

/** Every document read back and compared with the backup's. */
async function verify(
  source: Source,
  folder: Folder,
  here: (line: string) => Stored,
  told: Told,
): Promise<{ mismatches: number; wrong: string[] }> {
  let [mismatches, verified] = [0, 0];
  const wrong: string[] = [];
  const differs = (what: string, n = 1) => {
    mismatches += n;
    if (wrong.length < NAMED) wrong.push(what);
  };
  for (const [name, { pieces }] of Object.entries(folder.manifest.collections)) {
    for (const piece of pieces) {
      const wanted = (await folder.linesOf(piece)).map(here);
      const found = new Map<string, string>();
      for (const each of await source.among(
        name,
        '_id',
        wanted.map(({ _id }) => _id),
      ))
        found.set(each._id, digestOf(each));
      for (const each of wanted) {
        const digest = found.get(each._id);
        if (digest === undefined) differs(`${name}/${each._id}：没有`);
        else if (digest !== digestOf(each)) differs(`${name}/${each._id}：不一样`);
      }
      verified += wanted.length;
      told('verifying', verified);
    }
    const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0);
    const count = (await source.count(name)) ?? 0;
    if (count > rows) differs(`${name}：多出 ${count - rows} 条`, count - rows);
  }
  return { mismatches, wrong };
}
