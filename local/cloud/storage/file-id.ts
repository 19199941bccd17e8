import { BUCKET, ENV_ID } from '../environment';

const PREFIX = `cloud://${ENV_ID}.${BUCKET}/`;
/** Longest key of the object store below. */
const PATH_LIMIT_BYTES = 850;

export function fileIdOf(path: string): string {
  return PREFIX + path;
}

/** undefined when the id is of another environment or none at all. */
export function pathOf(fileId: unknown): string | undefined {
  return typeof fileId === 'string' && fileId.startsWith(PREFIX) ? fileId.slice(PREFIX.length) : undefined;
}

/** What the platform accepts as cloudPath: relative, without empty or dot segments. */
export function isCloudPath(path: unknown): path is string {
  if (typeof path !== 'string' || path === '' || Buffer.byteLength(path) > PATH_LIMIT_BYTES) return false;
  const hasControl = [...path].some((char) => char < ' ');
  return !hasControl && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
};

/** The SDK sends no content type with an upload; the object store goes by the name. */
export function contentTypeOf(path: string): string {
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return TYPES[extension] ?? 'application/octet-stream';
}
