/** The package as miniprogram-ci 2.1.42 sends it (dist/ci/utils/pack.js): a table of names and places, then the contents, gzipped. */
import { gunzipSync } from 'node:zlib';

const HEAD = 14;

export function unpack(body: Buffer): Map<string, Buffer> {
  const bytes = gunzipSync(body);
  if (bytes[0] !== 0xbe || bytes[HEAD - 1] !== 0xed) throw new Error('not a package');
  const files = new Map<string, Buffer>();
  let at = HEAD;
  const number = () => {
    at += 4;
    return bytes.readInt32BE(at - 4);
  };
  for (let left = number(); left > 0; left--) {
    const length = number();
    const name = bytes.toString('utf8', at, at + length);
    at += length;
    const [offset, size] = [number(), number()];
    files.set(name.replace(/^\//, ''), bytes.subarray(offset, offset + size));
  }
  return files;
}
