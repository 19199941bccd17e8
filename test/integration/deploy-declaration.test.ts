/** What is declared is what the built functions use: no more, no less. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifest } from '../../cloudfunctions/manifest/index';
import { bundleOf } from '../../scripts/deploy/bundle';
import { ROOT } from '../setup/built';

const BUILT = join(ROOT, 'dist/cloudfunctions');

/** Asked for by name, as a question whether it may be called: the check-up's (core/health). */
const PROBED: Record<string, string[]> = { staff: ['security.msgSecCheck'] };

function bundle(name: string): string {
  const files = readdirSync(join(BUILT, name)).filter((file) => /^bundle-[0-9a-f]{12}\.js$/.test(file));
  expect(files).toHaveLength(1);
  return readFileSync(join(BUILT, name, files[0] as string), 'utf8');
}

/** `cloud.openapi.a.b(…)`, or `apis.a.b.c(…)` where the SDK's types do not know it. */
function calledBy(code: string): string[] {
  const calls = code.matchAll(/\b(?:openapi|apis)((?:\.[A-Za-z]+){2,})\(/g);
  return [...new Set([...calls].map(([, path = '']) => path.slice(1)))].sort();
}

describe.each(Object.entries(manifest.functions))('%s', (name, { openapi }) => {
  it('declares the open APIs it calls, and no other', () => {
    const used = new Set([...calledBy(bundle(name)), ...(PROBED[name] ?? [])]);
    expect([...openapi].sort()).toEqual([...used].sort());
  });

  it('tells DevTools the same', () => {
    const config = JSON.parse(readFileSync(join(BUILT, name, 'config.json'), 'utf8')) as {
      permissions: { openapi: string[] };
    };
    expect(config.permissions.openapi).toEqual(openapi);
  });

  it('fits into one call when zipped, and is the same zip each time', async () => {
    const [one, two] = [await bundleOf(join(BUILT, name), name), await bundleOf(join(BUILT, name), name)];
    expect(one.code).toBe(two.code);
    expect(Buffer.from(one.zip).equals(Buffer.from(two.zip))).toBe(true);
  });
});

describe('collections', () => {
  it('are all closed to phones', () => {
    for (const { acl } of Object.values(manifest.collections)) expect(acl).toBe('ADMINONLY');
  });

  it('have no two indexes of one name or of the same keys, and not more than the platform allows', () => {
    for (const [name, { indexes }] of Object.entries(manifest.collections)) {
      const names = indexes.map((index) => index.name);
      expect(new Set(names).size, name).toBe(names.length);
      // WeChat's page of quotas: 20 of a collection, the platform's own two included.
      expect(names.length, name).toBeLessThanOrEqual(18);
      const keys = indexes.map((index) => JSON.stringify(Object.entries(index.keys)));
      expect(new Set(keys).size, name).toBe(keys.length);
    }
  });
});
