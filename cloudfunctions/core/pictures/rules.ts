/**
 * What a file is, by its bytes: its whole frame is walked from the first byte to the last, so that nothing else can hide in it or
 * behind it. An own walk instead of a library: libraries read dozens of formats from their heads alone; here three are let in, whole.
 */
import type { Format } from './kept';
import { type PictureUse, uses } from './uses';

export interface PictureFacts {
  format: Format;
  width: number;
  height: number;
}

/** A still PNG, JPEG or WebP that ends where it says; null for everything else. */
export function factsOf(bytes: Buffer): PictureFacts | null {
  try {
    return ofPng(bytes) ?? ofJpeg(bytes) ?? ofWebp(bytes);
  } catch (outside) {
    // A frame that points behind the end.
    if (outside instanceof RangeError) return null;
    throw outside;
  }
}

export type Seen =
  | { ok: true; facts: PictureFacts }
  | {
      ok: false;
      code: 'PICTURE_UNREADABLE' | 'PICTURE_TOO_LARGE';
      /** What is wrong, and the limit that it breaks: bytes, or pixels of a side. */
      details: { why: 'bytes' | 'format' | 'pixels' | 'small' | 'stretched'; limit?: number };
    };

/** Whether it is a picture that serves this use. */
export function seePicture(bytes: Buffer, use: PictureUse): Seen {
  const { largest, from, to, stretch } = uses[use];
  if (bytes.length > largest) return large('bytes', largest);
  const facts = factsOf(bytes);
  if (!facts) return unreadable('format');
  const [short, long] = [Math.min(facts.width, facts.height), Math.max(facts.width, facts.height)];
  if (long > to) return large('pixels', to);
  if (short < from) return unreadable('small', from);
  return long * 100 > short * stretch ? unreadable('stretched') : { ok: true, facts };
}

function large(why: 'bytes' | 'pixels', limit: number): Seen {
  return { ok: false, code: 'PICTURE_TOO_LARGE', details: { why, limit } };
}

function unreadable(why: 'format' | 'small' | 'stretched', limit?: number): Seen {
  return { ok: false, code: 'PICTURE_UNREADABLE', details: limit === undefined ? { why } : { why, limit } };
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Chunks of length, type, content and check sum, from IHDR to IEND. `acTL` makes it move. */
function ofPng(bytes: Buffer): PictureFacts | null {
  if (!bytes.subarray(0, PNG.length).equals(PNG)) return null;
  let at = PNG.length;
  let [width, height] = [0, 0];
  let drawn = false;
  for (;;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if ((at === PNG.length) !== (type === 'IHDR') || type === 'acTL') return null;
    if (type === 'IHDR') [width, height] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)];
    drawn ||= type === 'IDAT';
    at += 12 + length;
    if (type === 'IEND') break;
  }
  return drawn && at === bytes.length && width > 0 && height > 0 ? { format: 'png', width, height } : null;
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Frames (SOF0 to SOF15) without tables (C4), extensions (C8) and arithmetic conditions (CC). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** In the middle of drawn data: a stuffed 00, restarts, filling. */
const isWithinScan = (marker: number) => marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);

/** Segments with their lengths up to the end of the image, which is the end of the file. */
function ofJpeg(bytes: Buffer): PictureFacts | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  let [width, height] = [0, 0];
  let drawn = false;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END_OF_IMAGE) break;
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || isWithinScan(marker)) return null;
    if (isFrame(marker)) [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
    at += 2 + length;
    if (marker !== START_OF_SCAN) continue;
    drawn = true;
    at = endOfScan(bytes, at);
  }
  return drawn && at + 2 === bytes.length && width > 0 && height > 0 ? { format: 'jpg', width, height } : null;
}

function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && isWithinScan(bytes.readUInt8(at + 1))) at = bytes.indexOf(0xff, at + 1);
  if (at < 0) throw new RangeError('the picture breaks off');
  return at;
}

/** RIFF: one container whose length is the file's; VP8, VP8L or the extended form with a still picture in it. */
function ofWebp(bytes: Buffer): PictureFacts | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP')
    return null;
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return null;
  let at = 12;
  let size: { width: number; height: number } | null = null;
  let drawn = false;
  while (at < bytes.length) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const content = at + 8;
    if (type === 'ANIM' || type === 'ANMF') return null;
    if (type === 'VP8X')
      size = { width: bytes.readUIntLE(content + 4, 3) + 1, height: bytes.readUIntLE(content + 7, 3) + 1 };
    if (type === 'VP8 ' || type === 'VP8L') {
      const own = type === 'VP8 ' ? ofLossy(bytes, content) : ofLossless(bytes, content);
      if (!own || drawn) return null;
      drawn = true;
      size ??= own;
    }
    // Chunks begin at even places.
    at = content + length + (length % 2);
  }
  return drawn && size && at === bytes.length ? { format: 'webp', ...size } : null;
}

/** A key frame: three bytes of tag, the mark 9d 01 2a, then fourteen bits each. */
function ofLossy(bytes: Buffer, at: number): { width: number; height: number } | null {
  if (bytes.readUIntBE(at + 3, 3) !== 0x9d012a) return null;
  return { width: bytes.readUInt16LE(at + 6) & 0x3fff, height: bytes.readUInt16LE(at + 8) & 0x3fff };
}

/** The mark 2f, then fourteen bits each, less one. */
function ofLossless(bytes: Buffer, at: number): { width: number; height: number } | null {
  if (bytes.readUInt8(at) !== 0x2f) return null;
  const bits = bytes.readUInt32LE(at + 1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
