/** What `npm run backup` and `npm run restore` share: their passphrase, their progress and their exit codes. */
import { UsageError } from '../place';
import { Damaged } from './folder';
import { NotEmpty } from './restore';
import { PlaceError } from './source';
import type { Told } from './take';

const VARIABLE = 'HUITOUKE_BACKUP_PASSPHRASE';
const LEAST_CHARS = 12;

export const CODES = '做完了，退出码 0；备份坏了、环境不空或恢复后有不一致，1；用法不对，2；连不上或被拒绝，3。';

/** @throws UsageError */
export function passphrase(): string {
  const given = process.env[VARIABLE] ?? '';
  if (given.length < LEAST_CHARS)
    throw new UsageError(`请把口令写在环境变量 ${VARIABLE} 里，至少 ${LEAST_CHARS} 个字符`);
  return given;
}

/** On a terminal, one line that changes; nothing where nobody looks. */
export const draw: Told = (what, done) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${NAMES[what] ?? what} ${done}`);
};

const NAMES: Record<string, string> = {
  'catching up': '期间有变动的会员',
  files: '文件',
  proving: '核对备份',
  writing: '写入',
  verifying: '逐条核对',
};

export function say(sentence: string): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(`${sentence}\n`);
}

export function run(main: () => Promise<number>, usage: string): void {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      if (error instanceof UsageError) process.stderr.write(`\n${usage}`);
      process.exit(codeOf(error));
    },
  );
}

function codeOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  if (error instanceof PlaceError) return 3;
  if (error instanceof Damaged || error instanceof NotEmpty) return 1;
  return 1;
}
