import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the traditional words are those that the script makes of the simplified ones', () => {
  const script = join(import.meta.dirname, '../../scripts/words-hant.ts');
  expect(() => execFileSync(process.execPath, ['--import', 'tsx', script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
