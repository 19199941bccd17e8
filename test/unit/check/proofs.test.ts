/** docs/features.md names the test that proves a row, below test/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const rows = readFileSync(join(root, 'docs/features.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [A-Z]{3}-\d/.test(line))
  .map((line) => line.slice(2, -1).split(' | '));

/** 'CMP-1 … CMP-4', 'STO-1', 'OPS-2, OPS-8'. */
function idsOf(cell: string): string[] {
  const ids = [...cell.matchAll(/([A-Z]{3})-(\d+)/g)].map(([, of, number]) => [of, Number(number)] as const);
  const [first, last] = ids;
  if (!cell.includes('…') || !first || !last) return ids.map(([of, number]) => `${of}-${number}`);
  return Array.from({ length: last[1] - first[1] + 1 }, (_, n) => `${first[0]}-${first[1] + n}`);
}

test('every proof is a test that is there', () => {
  const named = rows.flatMap(([, , , proof = '']) => proof.match(/[a-z0-9]+\/[a-z0-9/*-]+/g) ?? []);
  const missing = [...new Set(named)].filter((name) =>
    name.endsWith('*')
      ? !readdirSync(join(root, 'test', name.split('/')[0] ?? '')).some((file) =>
          `${name.split('/')[0]}/${file}`.startsWith(name.slice(0, -1)),
        )
      : !existsSync(join(root, 'test', `${name}.test.ts`)),
  );
  expect(missing).toEqual([]);
  expect(named.length).toBeGreaterThan(100);
});

test('what works has a proof, and no id has two rows', () => {
  const unproven = rows.filter(([, , state = '', proof = '']) => /^works?\b/.test(state) && proof.trim() === '');
  expect(unproven.map(([ids]) => ids)).toEqual([]);
  const ids = rows.flatMap(([cell = '']) => idsOf(cell));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
