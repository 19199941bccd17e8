/** `npm run deploy -- --env ID`: brings a cloud environment to what is declared in cloudfunctions/manifest. */
import { createInterface } from 'node:readline';
import { NotSo } from './apply';
import { CloudRefusal } from './cloud-api';
import { deploy, type ExitCode, type Talk } from './deploy';
import { readOptions, USAGE, UsageError } from './options';

const talk: Talk = {
  say: (line) => process.stdout.write(`${line}\n`),
  confirm: async (question) => {
    process.stdout.write(`${question}\n`);
    for await (const line of createInterface({ input: process.stdin })) return /^(y|yes|是)$/i.test(line.trim());
    return false;
  },
};

async function main(): Promise<ExitCode> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  return deploy(options, process.cwd(), talk);
}

function explain(failure: unknown): ExitCode {
  const write = (text: string) => process.stderr.write(`${text}\n`);
  if (failure instanceof UsageError) {
    write(`${failure.message}\n\n用法见 npm run deploy -- --help`);
    return 2;
  }
  if (failure instanceof CloudRefusal) {
    write(`平台没有答应 ${failure.action}：${failure.code}，${failure.reason}（请求编号 ${failure.requestId}）`);
    write('改好原因以后再部署一次，会从没做完的地方接着做');
  } else if (failure instanceof NotSo) write(failure.message);
  else write(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
  return 1;
}

main().then(
  (code) => process.exit(code),
  (failure: unknown) => process.exit(explain(failure)),
);
