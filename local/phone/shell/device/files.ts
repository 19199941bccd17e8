/**
 * The phone's file system: wxfile://usr/ (wx.env.USER_DATA_PATH, kept while the program runs), wxfile://store_… (saved)
 * and wxfile://tmp_… (temporary). In memory: a relaunch empties it, and the documentation says so.
 */
export const USER_DATA_PATH = 'wxfile://usr';
/** WeChat: user files and saved files together at most 200 MB. */
export const MAX_USER_BYTES = 200 * 1024 * 1024;

export interface Stored {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  atMs: number;
}

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  json: 'application/json',
  txt: 'text/plain',
  csv: 'text/csv',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export class Files {
  #files = new Map<string, Stored>();
  #folders = new Set<string>([USER_DATA_PATH]);
  #urls = new Map<string, string>();
  #count = 0;

  get(path: string): Stored | undefined {
    return this.#files.get(plain(path));
  }

  has(path: string): boolean {
    return this.#files.has(plain(path)) || this.#folders.has(plain(path));
  }

  isFolder(path: string): boolean {
    return this.#folders.has(plain(path));
  }

  put(path: string, bytes: Uint8Array<ArrayBuffer>, type = typeOf(path)): string {
    this.#forget(path);
    this.#files.set(plain(path), { bytes, type, atMs: Date.now() });
    return path;
  }

  /** A new temporary file. */
  async keep(blob: Blob, extension = extensionOf(blob.type)): Promise<string> {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return this.put(this.newTemporary(extension), bytes, blob.type || typeOf(`x.${extension}`));
  }

  newTemporary(extension: string): string {
    this.#count += 1;
    return `wxfile://tmp_${Date.now().toString(36)}${this.#count}.${extension}`;
  }

  delete(path: string): boolean {
    this.#forget(path);
    return this.#files.delete(plain(path));
  }

  makeFolder(path: string): void {
    this.#folders.add(plain(path));
  }

  deleteFolder(path: string): void {
    const folder = plain(path);
    this.#folders.delete(folder);
    for (const file of [...this.#files.keys()]) if (file.startsWith(`${folder}/`)) this.delete(file);
    for (const inner of [...this.#folders]) if (inner.startsWith(`${folder}/`)) this.#folders.delete(inner);
  }

  /** Names directly inside a folder. */
  list(path: string): string[] {
    const folder = `${plain(path)}/`;
    const names = [...this.#files.keys(), ...this.#folders]
      .filter((entry) => entry.startsWith(folder))
      .map((entry) => entry.slice(folder.length).split('/')[0] ?? '');
    return [...new Set(names)].filter((name) => name !== '').sort();
  }

  /** Paths and sizes of all files whose path starts so. */
  all(prefix: string): { path: string; stored: Stored }[] {
    return [...this.#files].filter(([path]) => path.startsWith(prefix)).map(([path, stored]) => ({ path, stored }));
  }

  blob(path: string): Blob | undefined {
    const stored = this.get(path);
    return stored && new Blob([stored.bytes], { type: stored.type });
  }

  /** What an <img> can load; the same URL for the same content. */
  url(path: string): string | undefined {
    const known = this.#urls.get(plain(path));
    if (known) return known;
    const blob = this.blob(path);
    if (!blob) return undefined;
    const url = URL.createObjectURL(blob);
    this.#urls.set(plain(path), url);
    return url;
  }

  #forget(path: string): void {
    const url = this.#urls.get(plain(path));
    if (url) URL.revokeObjectURL(url);
    this.#urls.delete(plain(path));
  }
}

/** Without doubled or trailing slashes. */
function plain(path: string): string {
  const [scheme, rest = ''] = path.split('://');
  return `${scheme}://${rest.replace(/\/+/g, '/').replace(/\/$/, '')}`;
}

export function typeOf(path: string): string {
  return TYPES[path.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

export function extensionOf(type: string): string {
  if (type === 'image/jpeg') return 'jpg';
  return Object.entries(TYPES).find(([, known]) => known === type.split(';')[0])?.[0] ?? 'bin';
}
