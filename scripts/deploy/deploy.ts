/** From a declaration and an environment to an environment that is as declared: look, say, ask, do, look again. */
import { resolve } from 'node:path';
import { readSaid } from '../said';
import { apply, NotSo, type Site } from './apply';
import { type Built, buildHere, readBuilt } from './built';
import { checklistLines } from './checklist';
import { type CloudApi, connect } from './cloud-api';
import type { Found, Obstacle, Variables, Wishes } from './model';
import { type Options, UsageError } from './options';
import { environmentLine, lineOf, planLines, variableLines } from './phrases';
import { type Plan, plan } from './plan';
import { drawProgress, endProgress } from './progress';
import { newKey } from './random';
import { checkingFunction, complaints, selfCheck } from './self-check';
import { survey } from './survey';
import { accessOf, checkGiven, keep, keysFile, readKept } from './values';

export interface Talk {
  say(line: string): void;
  /** @returns false also when nobody is there to answer */
  confirm(question: string): Promise<boolean>;
}

export type ExitCode = 0 | 1 | 2 | 3;

const SECRET = 'HUITOUKE_SECRET';

/** @param home where `.env.deploy`, `.deploy/` and, unless said otherwise, `dist/` are */
export async function deploy(options: Options, home: string, talk: Talk): Promise<ExitCode> {
  const said = readSaid(home);
  const access = accessOf(said);
  checkGiven(said);
  const upload = uploadKeys(options, said);
  const built = await readBuilt(await distOf(options, home, talk));
  const work: Work = { options, home, talk, said, built, api: connect(access) };

  const found = await look(work);
  talk.say(environmentLine(found.environment));
  if (found.environment.status !== 'NORMAL')
    throw new NotSo(`环境的状态是 ${found.environment.status || '不明'}，不是 NORMAL：等它正常了再部署`);
  if (found.environment.source !== 'miniapp') talk.say('注意：这不是在微信开发者工具里建的环境，小程序可能连不上它');

  const planned = await planFor(work, found, options);
  show(planned, talk);
  const stopped = stoppedBy(planned.obstacles, talk);
  if (stopped !== null) return stopped;
  if (options.dryRun) {
    talk.say(planned.steps.length > 0 ? '只是看看，什么也没有改' : nothing(work));
    return leftOver(options, planned);
  }
  if (planned.steps.length > 0) {
    const refused = await agree(work, planned, found);
    if (refused !== null) return refused;
    await carryOut(work, planned);
  }
  const after = await prove(work, planned, found);
  if (upload && !(await uploadTo(work, upload))) return 1;
  talk.say('');
  talk.say('清单（✓ 看过了，! 还没好，· 要自己看）：');
  for (const line of checklistLines({ ...after, declared: built.declared })) talk.say(`  ${line}`);
  talk.say('');
  if (planned.made[SECRET] !== undefined) await tellSetup(work, planned.made[SECRET]);
  talk.say(planned.steps.length > 0 ? finished(work, planned) : nothing(work));
  return leftOver(options, planned);
}

interface Work {
  options: Options;
  home: string;
  talk: Talk;
  said: Variables;
  built: Built;
  api: CloudApi;
}

async function distOf({ dist, upload }: Options, home: string, { say }: Talk): Promise<string> {
  if (dist !== null) return resolve(home, dist);
  say('正在构建……');
  return buildHere(home, upload !== null);
}

async function look({ api, options, built }: Work): Promise<Found> {
  try {
    return await survey(api, options.env, built.declared, (done, total) => drawProgress('查看', done, total));
  } finally {
    endProgress();
  }
}

async function planFor({ api, home, said, built, options }: Work, found: Found, wishes: Wishes): Promise<Plan> {
  const checker = checkingFunction(built.declared);
  const counted = wishes.retireFieldKey !== null && checker !== null && checker in found.functions;
  const sealed = counted ? ((await selfCheck(api, options.env, checker)).sealed ?? null) : null;
  const given = { said, kept: await readKept(home, options.env) };
  return plan(built.declared, found, { given, wishes, sealed, newKey });
}

function show(planned: Plan, { say }: Talk): void {
  if (planned.steps.length > 0) {
    say(`要做的（${planned.steps.length} 处）：`);
    for (const line of planLines(planned.steps)) say(`  ${line}`);
  }
  const variables = variableLines(planned);
  if (variables.length > 0) {
    say('变量（只说名字，不显示内容）：');
    for (const line of variables) say(`  ${line}`);
  }
  for (const note of [...planned.notes, ...planned.afterwards.map(({ text }) => text)]) say(`注意：${note}`);
}

function stoppedBy(obstacles: readonly Obstacle[], { say }: Talk): ExitCode | null {
  if (obstacles.length === 0) return null;
  say('先要解决这些，什么也没有改：');
  for (const { text } of obstacles) say(`  ${text}`);
  return obstacles.some(({ exit }) => exit === 2) ? 2 : 3;
}

/** @returns null when it may begin */
async function agree({ options, home, talk }: Work, planned: Plan, found: Found): Promise<ExitCode | null> {
  const { id, alias } = found.environment;
  if (planned.made[SECRET] !== undefined && process.env.CI) {
    talk.say('第一次部署请在自己的电脑上做：钥匙文件要有人收着。什么也没有改');
    return 3;
  }
  const question = `在环境 ${id}${alias ? `（${alias}）` : ''} 里做这 ${planned.steps.length} 处改动？输入 y 回车继续：`;
  if (!options.yes && !(await talk.confirm(question))) {
    talk.say('没有确认，什么也没有做');
    return 3;
  }
  const names = Object.keys(planned.made);
  if (names.length === 0) return null;
  const path = await keep(home, options.env, planned.made);
  if (planned.made[SECRET] === undefined) {
    talk.say(`新的 ${names.join('、')} 存进了 ${path}，请再抄一份放到安全的地方`);
    return null;
  }
  talk.say(
    `新做了店里的钥匙，只显示这一次。已经存进 ${path}，请再抄一份放到安全的地方；丢了它，手机号和地址就找不回来：`,
  );
  for (const [name, value] of Object.entries(planned.made)) talk.say(`  ${name}=${value}`);
  return null;
}

async function carryOut({ api, options, built, talk }: Work, { steps }: Plan): Promise<void> {
  const site: Site = { api, env: options.env, bundles: built.bundles };
  for (const [done, step] of steps.entries()) {
    if (process.stderr.isTTY) drawProgress(lineOf(step), done, steps.length);
    else talk.say(`(${done + 1}/${steps.length}) ${lineOf(step)}`);
    await apply(site, step).finally(endProgress);
  }
}

/** Looks again: after a plan there must be nothing left to plan, and the functions must see it likewise. */
async function prove(
  work: Work,
  planned: Plan,
  before: Found,
): Promise<{ found: Found; variables: Plan['variables'] }> {
  const { api, options, built, talk } = work;
  const wishes = { ...options, rotateFieldKey: false, retireFieldKey: null };
  const found = planned.steps.length > 0 ? await look(work) : before;
  const left = planned.steps.length > 0 ? await planFor(work, found, wishes) : planned;
  if (left.steps.length > 0)
    throw new NotSo(['做完以后再看，云上仍和声明不一样：', ...planLines(left.steps)].join('\n  '));
  const checker = checkingFunction(built.declared);
  if (checker !== null && (options.only === null || options.only === 'functions')) {
    const wrong = complaints(await selfCheck(api, options.env, checker), built.declared);
    if (wrong.length > 0) throw new NotSo(['云函数自检不对：', ...wrong].join('\n  '));
    talk.say(`云函数自检：都好，构建 ${built.declared.build}`);
  }
  return { found, variables: left.variables };
}

interface UploadKeys {
  appid: string;
  key: string;
}

function uploadKeys({ upload }: Options, { WX_APPID: appid, WX_UPLOAD_KEY: key }: Variables): UploadKeys | null {
  if (!upload) return null;
  if (!appid || !key) throw new UsageError('上传小程序要先设置 WX_APPID 和 WX_UPLOAD_KEY（代码上传密钥，文件或内容）');
  return { appid, key };
}

async function uploadTo({ options, home, talk }: Work, keys: UploadKeys): Promise<boolean> {
  if (!options.upload) return true;
  const { uploadClient } = await import('./client');
  const uploaded = await uploadClient({ root: home, env: options.env, ...options.upload, ...keys, note: talk.say });
  if (uploaded.ok)
    talk.say(`小程序 ${options.upload.version} 上传好了：到 mp.weixin.qq.com 的「版本管理」里选为体验版`);
  else for (const reason of uploaded.reason) talk.say(reason);
  return uploaded.ok;
}

async function tellSetup({ options, home, talk }: Work, secret: string): Promise<void> {
  process.env[SECRET] = secret;
  const { setupCode } = await import('../../cloudfunctions/core/staffing');
  talk.say(`钥匙文件：${keysFile(home, options.env)}`);
  talk.say(`开店码：${setupCode()}`);
  talk.say(`在小程序「我的 → 设置 → 我是店员」填上它，就是店主。以后要再看：npm run setup -- --env ${options.env}`);
}

function finished({ options, built }: Work, { steps }: Plan): string {
  return `完成：环境 ${options.env} 改了 ${steps.length} 处，构建 ${built.declared.build}`;
}

function nothing({ options, built }: Work): string {
  return `没有要改的：环境 ${options.env} 已经和声明一样，构建 ${built.declared.build}`;
}

/** What is left to a person is the result only for whoever asked for nothing else. */
function leftOver({ only }: Options, { afterwards: [first] }: Plan): ExitCode {
  return only === 'http' && first ? first.exit : 0;
}
