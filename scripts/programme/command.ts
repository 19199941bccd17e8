/** What `npm run programme` does: shows, checks and publishes the shop's rules in the running local cloud. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  checkDraft,
  type PresetCode,
  type Problem,
  presets,
  publish,
  readProgramme,
  saveDraft,
} from '../../cloudfunctions/core/programme';
import type { Environment } from '../../cloudfunctions/platform/environment';
import { CloudNotRunning, LOCAL_URL, openEnvironment } from '../cloud-store';

const PRESETS: Record<PresetCode, string> = {
  restaurant: '餐饮',
  beauty: '美容美妆',
  convenience: '便利店',
  motherBaby: '母婴',
};

const USAGE = `用法：
  npm run programme -- show            正在用的规则，JSON
  npm run programme -- check 文件      看看文件里的规则能不能发布，不保存
  npm run programme -- publish 文件    发布文件里的规则，马上生效（等级门槛从明天起）
  npm run programme -- use 行业        用一套现成的规则，连同礼品和优惠券：${Object.entries(PRESETS)
    .map(([code, name]) => `${code}（${name}）`)
    .join('、')}

  --url      本机云的地址，默认 ${LOCAL_URL}
  规则怎样写：docs/programme.md
`;

class UsageError extends Error {}
/** Refused, with everything that is to be said already said. */
class Refused extends Error {}

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

type Write = Said['out'];

async function perform({ verb, argument, url }: Asked, write: Write): Promise<void> {
  if (verb === 'help') {
    write(USAGE);
    return;
  }
  if (verb === 'show') {
    const { current } = await readProgramme(await openEnvironment(url));
    write(JSON.stringify(current, null, 2));
    return;
  }
  if (argument === undefined) throw new UsageError(verb === 'use' ? '请写明用哪一套规则' : '请写明文件');
  const preset = verb === 'use' ? presetNamed(argument) : null;
  const draft = preset ? presets[preset] : await contentOf(argument);
  const env = await openEnvironment(url);
  if (preset) await furnish(env, preset, write);
  if (verb === 'check') await check(env, draft, write);
  else await bringIntoForce(env, draft, write);
}

async function check(env: Environment, draft: unknown, write: Write): Promise<void> {
  const checked = await checkDraft(env, draft);
  if (!checked.ok) throw new Refused(told(checked.problems));
  write('没有问题，可以发布');
}

async function bringIntoForce(env: Environment, draft: unknown, write: Write): Promise<void> {
  // Before anything is saved: a mistake in a file shall not replace the draft of somebody else.
  await check(env, draft, write);
  const { rev } = await readProgramme(env);
  const saved = await saveDraft(env, draft, rev);
  if (!saved.ok) throw new Refused(saved.reason === 'tooLong' ? '规则太长了' : '刚刚有人改过规则，请再看一遍后重试');
  const published = await publish(env, saved.rev);
  if (published.ok) write(`已发布第 ${published.version} 版，十秒之内生效；改了的等级门槛从明天起算`);
  else if (published.reason === 'invalid') throw new Refused(told(published.problems));
  else throw new Refused('刚刚有人改过规则，请再看一遍后重试');
}

function told(problems: readonly Problem[]): string {
  return problems.map(({ field, message }) => `${field || '(整份)'}  ${message}`).join('\n');
}

/** The rules name coupons of the trade's catalogue, so that comes first. */
async function furnish(env: Environment, preset: PresetCode, write: Write): Promise<void> {
  const { installCatalogue, catalogues } = await import('../../cloudfunctions/core/catalogues');
  const installed = await installCatalogue(env, catalogues[preset]);
  if (!installed.ok) throw new Refused(`礼品和优惠券没有放好：${installed.code}`);
  const { rewards, templates } = catalogues[preset];
  write(`商城里有了 ${rewards.length} 件礼品、${templates.length} 种优惠券；原有的都没有动`);
}

function presetNamed(name: string): PresetCode {
  if (!Object.hasOwn(presets, name)) throw new UsageError(`没有叫「${name}」的规则`);
  return name as PresetCode;
}

async function contentOf(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Refused(`读不到文件 ${path}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(`${path} 不是 JSON`);
  }
}

interface Asked {
  verb: string;
  argument: string | undefined;
  url: string;
}

function readCommand(args: string[]): Asked {
  const options = { url: { type: 'string' }, help: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    const [verb = 'help', argument, more] = positionals;
    if (!['show', 'check', 'use', 'publish', 'help'].includes(verb) || more !== undefined)
      throw new Error(`没有 ${verb} 这种用法`);
    return { verb: values.help ? 'help' : verb, argument, url: values.url ?? LOCAL_URL };
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}
