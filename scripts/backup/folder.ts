/**
 * The folder of a backup. `backup.json` says what there is, and how far it has come: it is replaced after every piece, so
 * a backup that broke off goes on where it was. Everything in it is for the owner of the files alone.
 */
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { documentOf, type Stored } from './lines';
import { type Key, packed, type Seal, sha256, unpacked } from './seal';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const piece = v.object({
  file: v.pipe(v.string(), v.regex(/^[\w.-]+(\/[\w.-]+)*$/)),
  rows: whole,
  bytes: whole,
  sha256: v.string(),
  /** `_id` of its last row. */
  last: v.string(),
});
const manifest = v.object({
  backup: v.literal(1),
  id: v.string(),
  env: v.string(),
  version: v.string(),
  build: v.nullable(v.string()),
  seal: v.nullable(v.object({ salt: v.string(), check: v.string() })),
  begunAt: v.string(),
  /** Null until it is whole. */
  endedAt: v.nullable(v.string()),
  /** The members agree with what is theirs. */
  caughtUp: v.boolean(),
  collections: v.record(v.string(), v.object({ whole: v.boolean(), pieces: v.array(piece) })),
  /** What the entries have taken of each stock; complete when the ledger is. */
  sold: v.record(v.string(), v.number()),
  files: v.array(v.object({ id: v.string(), file: v.string(), bytes: whole, sha256: v.string() })),
  /** Files that documents name and that are not there. */
  missing: v.array(v.string()),
});

export type Manifest = v.InferOutput<typeof manifest>;
export type Piece = v.InferOutput<typeof piece>;
export type KeptFile = Manifest['files'][number];

/** The folder or a file of it is not what it should be. */
export class Damaged extends Error {}

const FILE = 'backup.json';
const OWNER_ONLY = 0o600;
const README = `This folder is a backup of a Huitouke shop. It holds personal data of its members: names, birthdays, purchases,
encrypted addresses. Only its owner may read it; keep it where nobody else can, and delete it when it is no longer needed.

It does not hold the shop's keys (HUITOUKE_SECRET, HUITOUKE_FIELD_KEYS). Without them phone numbers cannot be looked up
and addresses cannot be read: keep the keys too, in another place.

这个文件夹是店铺的备份，里面有会员的个人信息：昵称、生日、消费、加密的地址。请放在只有你能打开的地方，不再需要时删除。
里面没有店铺的密钥（HUITOUKE_SECRET、HUITOUKE_FIELD_KEYS）：没有密钥，手机号查不到会员，地址也解不开。密钥请另外保存。

  npm run restore -- --from THIS_FOLDER --env ID
`;

export class Folder {
  private constructor(
    readonly dir: string,
    readonly manifest: Manifest,
    private readonly key: Key,
  ) {}

  static async create(dir: string, about: Manifest, key: Key): Promise<Folder> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await chmod(dir, 0o700);
    const folder = new Folder(dir, about, key);
    await writeFile(join(dir, 'README.txt'), README, { mode: OWNER_ONLY });
    await folder.save();
    return folder;
  }

  /** Null when there is none. @throws Damaged */
  static async read(dir: string): Promise<Manifest | null> {
    const text = await readFile(join(dir, FILE), 'utf8').catch((missing: NodeJS.ErrnoException) => {
      if (missing.code === 'ENOENT') return null;
      throw missing;
    });
    if (text === null) return null;
    try {
      return v.parse(manifest, JSON.parse(text));
    } catch (unreadable) {
      throw new Damaged(`${FILE}: ${unreadable instanceof Error ? unreadable.message : String(unreadable)}`);
    }
  }

  static open(dir: string, about: Manifest, key: Key): Folder {
    return new Folder(dir, about, key);
  }

  /** The piece is there when the manifest says so: whoever breaks off before that writes it again. */
  async add(collection: string, lines: readonly string[], last: string): Promise<void> {
    const kept = this.collection(collection);
    kept.pieces.push(await this.write(collection, lines, last));
    await this.save();
  }

  /** Written and not yet named. */
  async write(collection: string, lines: readonly string[], last: string): Promise<Piece> {
    const bytes = await packed(Buffer.from(lines.map((line) => `${line}\n`).join('')), this.key);
    const digest = sha256(bytes);
    const file = `data/${collection}/${digest.slice(0, 32)}.jsonl.gz`;
    await this.keep(file, bytes);
    return { file, rows: lines.length, bytes: bytes.length, sha256: digest, last };
  }

  async keepFile(id: string, content: Buffer): Promise<KeptFile> {
    const bytes = await packed(content, this.key);
    const digest = sha256(bytes);
    const file = `files/${sha256(Buffer.from(id)).slice(0, 32)}`;
    await this.keep(file, bytes);
    return { id, file, bytes: bytes.length, sha256: digest };
  }

  /** @throws Damaged when it is not what was written */
  async bytesOf({ file, sha256: digest }: Pick<Piece, 'file' | 'sha256'>): Promise<Buffer> {
    const bytes = await readFile(join(this.dir, file)).catch(() => {
      throw new Damaged(`${file}: missing`);
    });
    if (sha256(bytes) !== digest) throw new Damaged(`${file}: its SHA-256 is another one`);
    return bytes;
  }

  async contentOf(kept: Pick<Piece, 'file' | 'sha256'>): Promise<Buffer> {
    return unpacked(await this.bytesOf(kept), this.key);
  }

  async linesOf(each: Piece): Promise<string[]> {
    const lines = (await this.contentOf(each)).toString('utf8').split('\n').slice(0, -1);
    if (lines.length !== each.rows) throw new Damaged(`${each.file}: ${lines.length} rows, ${each.rows} were written`);
    return lines;
  }

  /** Every document of a collection, piece by piece. */
  async *documents(collection: string): AsyncGenerator<Stored[]> {
    for (const each of this.collection(collection).pieces) yield (await this.linesOf(each)).map(documentOf);
  }

  collection(name: string): Manifest['collections'][string] {
    this.manifest.collections[name] ??= { whole: false, pieces: [] };
    return this.manifest.collections[name];
  }

  async save(): Promise<void> {
    await this.keep(FILE, Buffer.from(`${JSON.stringify(this.manifest, null, 1)}\n`));
  }

  /** Removes what nobody names: drafts of an attempt that broke off. */
  async tidy(): Promise<void> {
    const { collections, files } = this.manifest;
    const named = new Set([
      ...Object.values(collections).flatMap(({ pieces }) => pieces.map(({ file }) => file)),
      ...files.map(({ file }) => file),
    ]);
    const found = await readdir(this.dir, { recursive: true, withFileTypes: true });
    for (const each of found.filter((entry) => entry.isFile())) {
      const path = join(each.parentPath, each.name);
      const file = path.slice(this.dir.length + 1).replaceAll('\\', '/');
      if (/^(data|files)\//.test(file) && !named.has(file)) await rm(path);
    }
  }

  private async keep(file: string, bytes: Buffer): Promise<void> {
    const target = join(this.dir, file);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await writeFile(`${target}.part`, bytes, { mode: OWNER_ONLY, flush: true });
    await rename(`${target}.part`, target);
  }
}

export function newManifest(
  about: Pick<Manifest, 'id' | 'env' | 'version' | 'build' | 'begunAt'>,
  seal: Seal | null,
): Manifest {
  return {
    backup: 1,
    ...about,
    seal,
    endedAt: null,
    caughtUp: false,
    collections: {},
    sold: {},
    files: [],
    missing: [],
  };
}
