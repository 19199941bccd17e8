/**
 * `npm test`: builds, checks the source, runs every kind of test, and ends with the counts.
 * A step that fails does not hide the ones after it: all are run, the exit code tells.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const KINDS = ['unit', 'integration', 'component', 'e2e', 'faults'];

interface Counts {
  passed: number;
  failed: number;
  /** Of each failed test: its file, its name, and the beginning of what it says. */
  failures: string[];
}

/** The part of vitest's JSON report that is read here. */
interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  testResults?: {
    name: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

/** Of what a failed test says, characters. */
const MESSAGE = 600;

const scratch = mkdtempSync(join(tmpdir(), 'huitouke-test-'));
const failedSteps = ['build', 'lint', 'typecheck'].filter((step) => !run('npm', ['run', '--silent', step]));
const table = KINDS.map((kind) => ({ kind, ...testKind(kind) }));
rmSync(scratch, { recursive: true, force: true });

const total = table.reduce((sum, row) => ({ passed: sum.passed + row.passed, failed: sum.failed + row.failed }), {
  passed: 0,
  failed: failedSteps.length,
});

const failures = table.flatMap((row) => row.failures);
if (failures.length > 0) console.log(`\nfailed:\n${failures.join('\n')}`);
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
  if (!existsSync(report)) return { passed: 0, failed: 1, failures: [`${kind}: no report`] };
  const told = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const failed = told.numFailedTests ?? 0;
  return {
    passed: told.numPassedTests ?? 0,
    failed: passed ? failed : Math.max(failed, 1),
    failures:
      passed || failed > 0 ? failuresIn(told) : [`- ${kind} ended badly, and no test of it failed: see its end above`],
  };
}

/** Last of all that is printed, so that whoever sees only the end of a long log knows what failed and why. */
function failuresIn({ testResults = [] }: Report): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return message ? [`- ${file}\n  ${message.slice(0, MESSAGE)}`] : [];
    return failed.map(({ fullName, failureMessages = [] }) => {
      return `- ${file}: ${fullName}\n  ${failureMessages.join('\n  ').slice(0, MESSAGE)}`;
    });
  });
}

function run(command: string, args: string[]): boolean {
  console.log(`\n> ${[command, ...args].join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}
