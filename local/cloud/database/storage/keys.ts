/**
 * Order-preserving bytes for BSON values: comparing two encodings as bytes is comparing the values (values/order.ts).
 * Every encoding ends by itself, so none is the beginning of another and encodings can be joined into compound keys;
 * a descending component is the complement of its bytes.
 */
import type { ObjectId } from 'bson';
import { BadRequest } from '../refusals';
import { type Document, Rank, rankOf } from '../values/order';

/** MongoDB up to 4.0 refuses longer index keys (error 17280); LMDB's own limit is 1978 bytes. */
export const MAX_INDEX_KEY_BYTES = 1024;
/** So that an index key with the document's own key behind it stays within LMDB's limit. */
const MAX_ID_BYTES = 940;

/** Every key begins with the number of its collection or index. */
export const SPACE_BYTES = 4;

/** Sorts before null: what an index holds for an empty array. */
export const EMPTY_ARRAY: unique symbol = Symbol('empty array');

const EMPTY_ARRAY_TAG = 0x08;
const END = 0x00;
const MORE = 0x01;

/** The first byte of a type's encodings. */
export const tagOf = (rank: number): number => rank << 4;

class Bytes {
  private buffer = Buffer.allocUnsafe(256);
  length = 0;

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + count));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  uint32(value: number): void {
    this.reserve(4);
    this.length = this.buffer.writeUInt32BE(value, this.length);
  }

  /** IEEE 754, sign flipped so that the bytes sort as the numbers do; NaN first. */
  number(value: number): void {
    this.reserve(8);
    const at = this.length;
    this.length += 8;
    if (Number.isNaN(value)) {
      this.buffer.fill(0, at, at + 8);
      return;
    }
    this.buffer.writeDoubleBE(value === 0 ? 0 : value, at);
    const negative = ((this.buffer[at] as number) & 0x80) !== 0;
    if (negative) this.complement(at, at + 8);
    else this.buffer[at] = (this.buffer[at] as number) | 0x80;
  }

  /** UTF-8 up to a zero byte; 0 and 1 inside are written as two bytes. */
  text(value: string): void {
    const size = Buffer.byteLength(value);
    this.reserve(size + 1);
    const start = this.length;
    this.length += this.buffer.write(value, start);
    if (hasControl(this.buffer, start, this.length)) {
      const raw = Buffer.from(this.buffer.subarray(start, this.length));
      this.length = start;
      for (const byte of raw) {
        if (byte <= MORE) this.byte(MORE);
        this.byte(byte <= MORE ? byte + 1 : byte);
      }
    }
    this.byte(END);
  }

  complement(from: number, to: number): void {
    for (let i = from; i < to; i++) this.buffer[i] = ~(this.buffer[i] as number) & 0xff;
  }

  take(): Buffer {
    const taken = Buffer.from(this.buffer.subarray(0, this.length));
    this.length = 0;
    return taken;
  }
}

function hasControl(buffer: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((buffer[i] as number) <= MORE) return true;
  return false;
}

function writeDocument(out: Bytes, document: Document): void {
  for (const name of Object.keys(document)) {
    out.byte(MORE);
    out.byte(tagOf(rankOf(document[name])));
    out.text(name);
    writeValue(out, document[name]);
  }
  out.byte(END);
}

function writeValue(out: Bytes, value: unknown): void {
  if (value === EMPTY_ARRAY) {
    out.byte(EMPTY_ARRAY_TAG);
    return;
  }
  const rank = rankOf(value);
  out.byte(tagOf(rank));
  if (rank === Rank.null) return;
  if (rank === Rank.number) out.number(value as number);
  else if (rank === Rank.string) out.text(value as string);
  else if (rank === Rank.object) writeDocument(out, value as Document);
  else if (rank === Rank.objectId) out.bytes((value as ObjectId).id);
  else if (rank === Rank.boolean) out.byte(value ? 1 : 0);
  else if (rank === Rank.date) out.number((value as Date).getTime());
  else if (rank === Rank.array) {
    for (const element of value as unknown[]) {
      out.byte(MORE);
      writeValue(out, element);
    }
    out.byte(END);
  } else {
    out.text((value as RegExp).source);
    out.text((value as RegExp).flags);
  }
}

const scratch = new Bytes();

/** One value, ascending. */
export function encodeValue(value: unknown): Buffer {
  writeValue(scratch, value);
  return scratch.take();
}

/** The key of a document: its collection, then its `_id`. */
export function documentKey(collectionId: number, id: unknown): Buffer {
  scratch.uint32(collectionId);
  writeValue(scratch, id);
  if (scratch.length > MAX_ID_BYTES) throw tooLong(MAX_ID_BYTES);
  return scratch.take();
}

/** The shared beginning of all keys of a collection or an index. */
export function spaceOf(id: number): Buffer {
  const space = Buffer.alloc(SPACE_BYTES);
  space.writeUInt32BE(id);
  return space;
}

/** An index key without the document's id: the index, then one value a component. */
export function indexPrefix(indexId: number, values: readonly unknown[], directions: readonly (1 | -1)[]): Buffer {
  scratch.uint32(indexId);
  for (let i = 0; i < values.length; i++) {
    const start = scratch.length;
    writeValue(scratch, values[i]);
    if (directions[i] === -1) scratch.complement(start, scratch.length);
  }
  if (scratch.length > MAX_INDEX_KEY_BYTES) throw tooLong(MAX_INDEX_KEY_BYTES);
  return scratch.take();
}

function tooLong(limitBytes: number): BadRequest {
  scratch.length = 0;
  return new BadRequest(`key too large to index, failing: longer than ${limitBytes} bytes`);
}

export const complementOf = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => ~byte & 0xff));

/** The first key after all keys that begin with `prefix`; undefined when there is none. */
export function successor(prefix: Buffer): Buffer | undefined {
  for (let i = prefix.length - 1; i >= 0; i--) {
    if (prefix[i] === 0xff) continue;
    const next = Buffer.from(prefix.subarray(0, i + 1));
    next[i] = (next[i] as number) + 1;
    return next;
  }
  return undefined;
}
