/** What `npm run messages` does: shows, checks and sets which messages the shop sends, by which templates of its own. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  checkMessages,
  kinds,
  type MessageProblem,
  messageKinds,
  shopSources,
} from '../../cloudfunctions/core/messaging';
import { saveMessages } from '../../cloudfunctions/core/outbox';
import { readSettings } from '../../cloudfunctions/core/settings';
import { CloudNotRunning, LOCAL_URL, openEnvironment } from '../cloud-store';

const listed = (sources: Record<string, { label: string }>) =>
  Object.entries(sources)
    .map(([name, { label }]) => `${name}（${label}）`)
    .join('、');

const USAGE = `用法：
  npm run messages -- show          正在用的设置，JSON
  npm run messages -- check 文件    看看文件里的设置能不能用，不保存
  npm run messages -- set 文件      换成文件里的设置，十秒之内生效

  --url      本机云的地址，默认 ${LOCAL_URL}

每种消息可以用的内容：
${messageKinds.map((kind) => `  ${kind}  ${kinds[kind].label}：${listed(kinds[kind].sources)}`).join('\n')}
  每一种都可以用：${listed(shopSources)}
怎样写：docs/messages.md
`;

class UsageError extends Error {}

/** Where it answers: like a process, with a text of its own and one for what went wrong. */
export interface Said {
  out(text: string): void;
  err(text: string): void;
}

/** @returns the exit code: 0 done, 1 refused, 2 a slip on the command line, 3 no cloud is running there */
export async function command(args: string[], said: Said): Promise<0 | 1 | 2 | 3> {
  try {
    await perform(readCommand(args), said.out);
    return 0;
  } catch (failure) {
    said.err(failure instanceof Error ? failure.message : String(failure));
    if (failure instanceof UsageError) said.err(`\n${USAGE}`);
    return failure instanceof UsageError ? 2 : failure instanceof CloudNotRunning ? 3 : 1;
  }
}

async function perform({ verb, file, url }: Asked, write: Said['out']): Promise<void> {
  if (verb === 'help') {
    write(USAGE);
    return;
  }
  if (verb === 'show') {
    const { store } = await openEnvironment(url);
    write(JSON.stringify((await readSettings(store)).messages, null, 2));
    return;
  }
  if (file === undefined) throw new UsageError('请写明文件');
  const draft = await contentOf(file);
  if (verb === 'check') {
    const checked = checkMessages(draft);
    if (!checked.ok) throw new Error(told(checked.problems));
    write('没有问题，可以用');
    return;
  }
  const saved = await saveMessages(await openEnvironment(url), draft);
  if (!saved.ok) throw new Error('problems' in saved ? told(saved.problems) : '刚才有人在手机上改过，请再试一次');
  write(`已保存，会发 ${saved.messages.list.length} 种消息，十秒之内生效`);
}

function told(problems: readonly MessageProblem[]): string {
  return problems.map(({ field, message }) => `${field || '(整份)'}  ${message}`).join('\n');
}

async function contentOf(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`读不到文件 ${path}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} 不是 JSON`);
  }
}

interface Asked {
  verb: string;
  file: string | undefined;
  url: string;
}

function readCommand(args: string[]): Asked {
  const options = { url: { type: 'string' }, help: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    const [verb = 'help', file, more] = positionals;
    if (!['show', 'check', 'set', 'help'].includes(verb) || more !== undefined)
      throw new Error(`没有 ${verb} 这种用法`);
    return { verb: values.help ? 'help' : verb, file, url: values.url ?? LOCAL_URL };
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}
