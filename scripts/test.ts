/**
 * `npm test`: builds, checks the source, runs every kind of test, and ends with the counts.
 * A step that fails does not hide the ones after it: all are run, the exit code tells.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KINDS = ['unit', 'integration', 'component', 'e2e', 'faults'];

interface Counts {
  passed: number;
  failed: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'huitouke-test-'));
const failedSteps = ['build', 'lint', 'typecheck'].filter((step) => !run('npm', ['run', '--silent', step]));
const table = KINDS.map((kind) => ({ kind, ...testKind(kind) }));
rmSync(scratch, { recursive: true, force: true });

const total = table.reduce((sum, row) => ({ passed: sum.passed + row.passed, failed: sum.failed + row.failed }), {
  passed: 0,
  failed: failedSteps.length,
});

console.log();
for (const { kind, passed, failed } of table) console.log(`${kind.padEnd(12)} ${passed} passed, ${failed} failed`);
if (failedSteps.length) console.log(`also failed: ${failedSteps.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Runs one project of vitest. A run that ends badly without a failed test (a file that does not load) counts as one failure. */
function testKind(kind: string): Counts {
  const report = join(scratch, `${kind}.json`);
  const args = [
    'vitest',
    'run',
    '--project',
    kind,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const passed = run('npx', args);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  const failed = numFailedTests ?? 0;
  return { passed: numPassedTests ?? 0, failed: passed ? failed : Math.max(failed, 1) };
}

function run(command: string, args: string[]): boolean {
  console.log(`\n> ${[command, ...args].join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}
