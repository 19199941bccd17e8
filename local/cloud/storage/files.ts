import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../clock';
import { CloudError } from '../contract';
import type { State, StoredFile } from '../state';
import { contentTypeOf, fileIdOf, isCloudPath } from './file-id';
import { Signature } from './signature';

/** Largest file of wx.cloud.uploadFile. */
const FILE_LIMIT_BYTES = 50 * 1024 * 1024;
const DEFAULT_URL_LIFE_S = 86_400;
const UPLOAD_LIFE_S = 3_600;

export interface UploadPass {
  url: string;
  token: string;
  authorization: string;
  fileId: string;
  cosFileId: string;
}

/** The files of the program: bytes below `files/`, names in the state. */
export class Files {
  readonly #dir: string;
  readonly #signature: Signature;

  constructor(
    dataDir: string,
    private readonly state: State,
    private readonly clock: Clock,
    private readonly origin: () => string,
  ) {
    this.#dir = join(dataDir, 'files');
    mkdirSync(this.#dir, { recursive: true });
    this.#signature = new Signature(state);
  }

  /** Leave to put one file, as storage.getUploadMetadata answers it: five strings, none empty. */
  uploadPass(path: unknown): UploadPass {
    if (!isCloudPath(path)) throw new CloudError('INVALID_PARAM', 'path: not a valid cloudPath');
    const endsAtS = Math.floor(Date.now() / 1000) + UPLOAD_LIFE_S;
    const fileId = fileIdOf(path);
    return {
      url: `${this.origin()}/storage/`,
      token: String(endsAtS),
      authorization: this.#signature.sign('put', path, endsAtS),
      fileId,
      cosFileId: Buffer.from(path).toString('base64url'),
    };
  }

  mayPut(path: string, endsAtS: number, authorization: string): boolean {
    return isCloudPath(path) && this.#signature.holds('put', path, endsAtS, authorization);
  }

  /** `owner` is the person who uploads from a phone. A person replaces only what is theirs. */
  async put(path: string, bytes: Readable, owner?: string): Promise<string> {
    if (!isCloudPath(path)) throw new CloudError('INVALID_PARAM', 'path: not a valid cloudPath');
    if (owner !== undefined) this.#mustOwn(path, owner, true);
    const blob = randomUUID();
    const target = join(this.#dir, blob);
    const size = await writeDurably(target, bytes);
    const before = this.state.files.get(path);
    const stored: StoredFile = { blob, size, contentType: contentTypeOf(path), storedAtMs: this.clock.nowMs() };
    await this.state.files.put(path, owner === undefined ? stored : { ...stored, owner });
    if (before) await rm(join(this.#dir, before.blob), { force: true });
    return fileIdOf(path);
  }

  find(path: string): { file: string; stored: StoredFile } | undefined {
    const stored = this.state.files.get(path);
    return stored && { file: join(this.#dir, stored.blob), stored };
  }

  /** False when there was no such file. */
  async remove(path: string, owner?: string): Promise<boolean> {
    if (owner !== undefined) this.#mustOwn(path, owner, false);
    const stored = this.state.files.get(path);
    if (!stored) return false;
    await this.state.files.remove(path);
    await rm(join(this.#dir, stored.blob), { force: true });
    return true;
  }

  /** Not percent-encoded: the SDK encodes what it is given (CLOUD-PROTOCOL: downloadFile applies encodeURI). */
  temporaryUrl(path: string, lifeS = DEFAULT_URL_LIFE_S): string {
    const endsAtS = Math.floor(Date.now() / 1000) + lifeS;
    return `${this.origin()}/storage/${path}?sign=${this.#signature.sign('get', path, endsAtS)}&t=${endsAtS}`;
  }

  /** For an address bar or an <img>, which take `#`, `?` and `%` for what they mean. */
  browserUrl(path: string, lifeS = DEFAULT_URL_LIFE_S): string {
    const endsAtS = Math.floor(Date.now() / 1000) + lifeS;
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return `${this.origin()}/storage/${encoded}?sign=${this.#signature.sign('get', path, endsAtS)}&t=${endsAtS}`;
  }

  mayGet(path: string, endsAtS: number, signature: string): boolean {
    return this.#signature.holds('get', path, endsAtS, signature);
  }

  #mustOwn(path: string, person: string, orAbsent: boolean): void {
    const stored = this.state.files.get(path);
    if (!stored && orAbsent) return;
    if (!stored || stored.owner !== person) {
      throw new CloudError(
        'STORAGE_EXCEED_AUTHORITY',
        'only who uploaded a file may replace or delete it from a phone',
      );
    }
  }
}

async function writeDurably(target: string, bytes: Readable): Promise<number> {
  const draft = `${target}.part`;
  let size = 0;
  const counted = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      size += chunk.length;
      // What is too much is read away: left unread, it would block the connection for the client's next request.
      if (size <= FILE_LIMIT_BYTES) yield chunk;
    }
    if (size > FILE_LIMIT_BYTES)
      throw new CloudError('STORAGE_REQUEST_FAIL', `a file has at most ${FILE_LIMIT_BYTES} bytes`);
  };
  try {
    await pipeline(bytes, counted, createWriteStream(draft));
    const handle = await open(draft, 'r');
    await handle.sync();
    await handle.close();
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return size;
}
