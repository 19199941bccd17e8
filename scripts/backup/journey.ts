/** How far a restore into one environment has come: kept beside the backup, so that one that broke off can go on. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Folder } from './folder';

const kept = v.object({
  /** Of the backup. */
  id: v.string(),
  /** Pieces that are written. */
  pieces: v.array(v.string()),
  /** File ids of the backup, and what they are in this environment. */
  files: v.record(v.string(), v.string()),
});

export class Journey {
  private readonly pieces: Set<string>;
  /** The id of each file as it is in this environment. */
  readonly files: Map<string, string>;

  private constructor(
    private readonly file: string,
    private readonly id: string,
    /** An earlier restore of this backup into this environment has begun. */
    readonly hasBegun: boolean,
    { pieces, files }: Pick<v.InferOutput<typeof kept>, 'pieces' | 'files'>,
  ) {
    this.pieces = new Set(pieces);
    this.files = new Map(Object.entries(files));
  }

  static async open({ dir, manifest: { id } }: Folder, env: string): Promise<Journey> {
    const file = join(dir, `restore-${env.replaceAll(/[^\w-]/g, '_')}.json`);
    const text = await readFile(file, 'utf8').catch((missing: NodeJS.ErrnoException) => {
      if (missing.code === 'ENOENT') return null;
      throw missing;
    });
    const earlier = text === null ? null : v.parse(kept, JSON.parse(text));
    return earlier?.id === id
      ? new Journey(file, id, true, earlier)
      : new Journey(file, id, false, { pieces: [], files: {} });
  }

  has(piece: string): boolean {
    return this.pieces.has(piece);
  }

  async reached(piece: string): Promise<void> {
    this.pieces.add(piece);
    await this.save();
  }

  async uploaded(id: string, here: string): Promise<void> {
    this.files.set(id, here);
    await this.save();
  }

  async save(): Promise<void> {
    const text = JSON.stringify({ id: this.id, pieces: [...this.pieces], files: Object.fromEntries(this.files) });
    await writeFile(`${this.file}.part`, text, { mode: 0o600, flush: true });
    await rename(`${this.file}.part`, this.file);
  }
}
