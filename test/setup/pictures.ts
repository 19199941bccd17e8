/** Small pictures made byte by byte: whole, broken, and with something hidden in them. */
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc(typed));
  return Buffer.concat([length, typed, sum]);
}

function crc(bytes: Buffer): number {
  return typeof crc32 === 'function' ? crc32(bytes) : 0;
}

/** One colour, RGB. `between` stands after the head; noise makes it as large as its pixels. */
export function png(
  width: number,
  height: number,
  { colour = [0x2e, 0x7d, 0x4f], between = [] as [string, Buffer][], level = 9 } = {},
): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: width }, () => colour).flat())]);
  const lines = Buffer.concat(Array.from({ length: height }, () => line));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...between.map(([type, content]) => chunk(type, content)),
    chunk('IDAT', deflateSync(lines, { level })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const segment = (marker: number, content: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

/** The frame of a JPEG around drawn data that nobody decodes. */
export function jpeg(width: number, height: number, { comment = '' } = {}): Buffer {
  const frame = Buffer.alloc(15);
  frame[0] = 8;
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  frame.set([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1], 5);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...(comment ? [segment(0xfe, Buffer.from(comment))] : []),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function riff(chunks: [string, Buffer][]): Buffer {
  const parts = chunks.map(([type, content]) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  });
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** Lossy, lossless, extended, or moving. */
export function webp(
  width: number,
  height: number,
  kind: 'lossy' | 'lossless' | 'extended' | 'moving' = 'lossy',
): Buffer {
  const lossy = Buffer.alloc(12);
  lossy.set([0, 0, 0, 0x9d, 0x01, 0x2a], 0);
  lossy.writeUInt16LE(width, 6);
  lossy.writeUInt16LE(height, 8);
  if (kind === 'lossy') return riff([['VP8 ', lossy]]);
  const lossless = Buffer.alloc(13);
  lossless[0] = 0x2f;
  lossless.writeUInt32LE(width - 1 + (height - 1) * 0x4000, 1);
  if (kind === 'lossless') return riff([['VP8L', lossless]]);
  const extended = Buffer.alloc(10);
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);
  const moving: [string, Buffer][] = kind === 'moving' ? [['ANIM', Buffer.alloc(6)]] : [];
  return riff([['VP8X', extended], ...moving, ['VP8 ', lossy]]);
}
