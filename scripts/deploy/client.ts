/**
 * Uploads the mini-program as a development version. What WeChat would refuse, or what would not run on a phone, is refused before
 * anything is sent. Trial version, review and release are clicks on mp.weixin.qq.com.
 */
import { spawn } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileIn } from '../wechat/compiled';
import { stageProject } from '../wechat/stage';
import { installTool } from '../wechat/tool';
import { judge, sizes } from '../wechat/verdict';
import type { Answer, Order } from './client-upload';

export interface ClientUpload {
  /** Folder of the project. */
  root: string;
  /** The environment the program is to speak to, where its own settings name none. */
  env?: string;
  /** '1.4.0' */
  version: string;
  desc: string;
  /** 1 to 30: each keeps a development version of its own. */
  robot: number;
  /** WX_APPID. */
  appid: string;
  /** WX_UPLOAD_KEY: the code-upload key of mp.weixin.qq.com, as text or the path of its file. */
  key: string;
  /** Takes a line about what goes on. */
  note: (line: string) => void;
}

export type Uploaded =
  | { ok: true; packages: { name: string; bytes: number }[] }
  /** Nothing was made: what to put right, a sentence each. */
  | { ok: false; reason: string[] };

const ROBOTS = 30;
/** The upload itself takes seconds. */
const PATIENCE_MS = 10 * 60_000;

export async function uploadClient(wanted: ClientUpload): Promise<Uploaded> {
  const order = orderOf(wanted);
  if ('reason' in order) return { ok: false, reason: order.reason };
  installTool();
  const stage = stageProject(wanted.root);
  try {
    const other = wanted.env === undefined ? null : pointTo(wanted.env, stage.folder);
    if (other !== null)
      return {
        ok: false,
        reason: [`miniprogram/config.ts 里写的环境是 ${other}，部署的是 ${wanted.env}：请改成一样，或者留空`],
      };
    wanted.note('正在编译小程序……');
    const { error, files } = compileIn(wanted.root, stage.folder);
    if (error !== null) return { ok: false, reason: [`小程序编译不通过：${error}`] };
    const wrong = judge(files);
    if (wrong.length > 0) return { ok: false, reason: wrong };
    for (const { root, bytes } of sizes(files)) wanted.note(`${root || '主包'} ${(bytes / 1000).toFixed(1)} KB`);
    wanted.note(`正在上传 ${order.version}（机器人 ${order.robot}）……`);
    return await send(stage.folder, order);
  } finally {
    stage.remove();
  }
}

/**
 * An account may have several environments, and an unnamed one is its first. Written into the copy alone.
 * @returns another environment that the program names already; null when it speaks to this one now
 */
function pointTo(env: string, stage: string): string | null {
  const path = join(stage, 'project/miniprogram/config.ts');
  const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [, named = env] = /\bCLOUD_ENV = '([^']*)'/.exec(source) ?? [];
  if (named === '') writeFileSync(path, source.replace("CLOUD_ENV = ''", `CLOUD_ENV = '${env}'`));
  return named === '' || named === env ? null : named;
}

function orderOf({ appid, version, desc, robot, key }: ClientUpload): Order | { reason: string[] } {
  const reason: string[] = [];
  if (!/^wx[0-9a-f]{16}$/.test(appid)) reason.push('WX_APPID 要写小程序的 AppID（wx 开头，共 18 位）');
  if (!/^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(version)) reason.push('版本号要像 1.4.0');
  if (!Number.isInteger(robot) || robot < 1 || robot > ROBOTS) reason.push(`机器人编号是 1 到 ${ROBOTS} 的整数`);
  const privateKey = keyText(key);
  if (privateKey === undefined)
    reason.push('WX_UPLOAD_KEY 不是代码上传密钥：到 mp.weixin.qq.com 的「开发管理 → 开发设置」下载，写文件路径或内容');
  return reason.length > 0 || privateKey === undefined ? { reason } : { appid, version, desc, robot, privateKey };
}

/** From a CI's secret the lines may come as `\n`. */
function keyText(key: string): string | undefined {
  const pem = key.includes('-----BEGIN') ? key.replaceAll('\\n', '\n') : existsSync(key) && readFileSync(key, 'utf8');
  try {
    return pem && createPrivateKey(pem).asymmetricKeyType === 'rsa' ? pem : undefined;
  } catch {
    return undefined; // not a key
  }
}

async function send(folder: string, order: Order): Promise<Uploaded> {
  const program = fileURLToPath(new URL('client-upload.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: withoutSecrets(process.env),
    timeout: PATIENCE_MS,
  });
  child.stdin.on('error', () => {}); // it ended before it read the order, and has written no answer
  child.stdin.end(JSON.stringify(order));
  await new Promise((ended) => child.once('close', ended));
  const written = join(folder, 'uploaded.json');
  if (!existsSync(written)) return { ok: false, reason: ['上传没有完成，也没有说明原因：请再试一次'] };
  const { error, packages } = JSON.parse(readFileSync(written, 'utf8')) as Answer;
  return error === null ? { ok: true, packages } : { ok: false, reason: [`微信没有收下：${error}`] };
}

/** Hundreds of packages run there, and none of them has business with the shop's keys. */
function withoutSecrets(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(WX_|HUITOUKE_|TENCENTCLOUD_)/;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !own.test(name)));
}
