/** The pieces of a backup as they lie on the disk: packed, and sealed where there is a passphrase. */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** AES-256-GCM with a fresh 96-bit nonce (NIST SP 800-38D): nonce, ciphertext, tag. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Of scrypt (RFC 7914): about a tenth of a second and 64 MB, once a backup. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
/** What a key is known by, so that a wrong passphrase is told before anything is opened. */
const CHECK_CHARS = 16;

/** What a sealed backup says of its key. */
export interface Seal {
  salt: string;
  check: string;
}

export type Key = Buffer | null;

export function newSeal(passphrase: string): { seal: Seal; key: Buffer } {
  const salt = randomBytes(16).toString('base64url');
  const key = keyOf(passphrase, salt);
  return { seal: { salt, check: checkOf(key) }, key };
}

/** Null: the passphrase is another one. */
export function keyFor({ salt, check }: Seal, passphrase: string): Key {
  const key = keyOf(passphrase, salt);
  return checkOf(key) === check ? key : null;
}

export async function packed(bytes: Buffer, key: Key): Promise<Buffer> {
  const small = await pack(bytes, { level: 6 });
  if (key === null) return small;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(small), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when it was not packed so */
export async function unpacked(bytes: Buffer, key: Key): Promise<Buffer> {
  if (key === null) return unpack(bytes);
  const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  opener.setAuthTag(bytes.subarray(-TAG_BYTES));
  return unpack(Buffer.concat([opener.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), opener.final()]));
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function keyOf(passphrase: string, salt: string): Buffer {
  return scryptSync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, COST);
}

function checkOf(key: Buffer): string {
  return createHash('sha256').update('huitouke backup').update(key).digest('base64url').slice(0, CHECK_CHARS);
}
