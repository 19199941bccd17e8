import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleOf } from '../../../scripts/deploy/bundle';
import { UsageError } from '../../../scripts/deploy/options';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huitouke-bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FILES = {
  'index.js': 'exports.main = 1;\n',
  'package.json': '{}\n',
  'config.json': '{}\n',
  'bundle-0123456789ab.js': 'code',
  'bundle-0123456789ab.cache': 'what V8 remembers',
};

function write(name: string, files: Record<string, string | Uint8Array>): string {
  const to = join(folder, name);
  mkdirSync(to);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(to, file), content);
  return to;
}

describe('a bundle', () => {
  it('is the same for the same files, in whatever order and at whatever time they were written', async () => {
    const one = await bundleOf(write('one', FILES), 'shopper');
    const reversed = Object.fromEntries(Object.entries(FILES).reverse());
    const two = await bundleOf(write('two', reversed), 'shopper');
    expect(two).toEqual(one);
    expect(one.code).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is another one when its source is, and not when only V8 remembers it otherwise', async () => {
    const { code } = await bundleOf(write('one', FILES), 'shopper');
    const cached = await bundleOf(write('two', { ...FILES, 'bundle-0123456789ab.cache': 'other' }), 'shopper');
    expect(cached.code).toBe(code);
    const edited = await bundleOf(write('three', { ...FILES, 'bundle-0123456789ab.js': 'other' }), 'shopper');
    expect(edited.code).not.toBe(code);
  });

  it('leaves out what a build that broke off has left', async () => {
    const left = { 'index.302.new.js': 'half', 'notes.txt': 'mine' };
    const { zip } = await bundleOf(write('one', { ...FILES, ...left }), 'shopper');
    expect(Object.keys(unzipSync(zip)).sort()).toEqual(Object.keys(FILES).sort());
  });

  it('is refused when it was not built, or is above 1.5 MB zipped', async () => {
    await expect(bundleOf(join(folder, 'absent'), 'shopper')).rejects.toThrow(UsageError);
    const noise = randomBytes(1.6 * 1024 * 1024);
    await expect(bundleOf(write('large', { ...FILES, 'bundle-0123456789ab.js': noise }), 'shopper')).rejects.toThrow(
      '1.5 MB',
    );
  });
});
