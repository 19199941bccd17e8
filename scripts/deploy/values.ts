/** What the values that were told are good for, and the keys an earlier deployment made. */
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { merchantKeys } from '../../cloudfunctions/platform/pay-keys';
import { ENV_FILE } from '../said';
import type { Access } from './cloud-api';
import type { Variables } from './model';
import { UsageError } from './options';

const KEYS_FOLDER = '.deploy';
const PAY_KEYS = 'HUITOUKE_PAY_V3';
const PAUSE_MS = 1000;

/** @throws UsageError */
export function accessOf(said: Variables): Access {
  const { TENCENTCLOUD_SECRETID: secretId, TENCENTCLOUD_SECRETKEY: secretKey, TENCENTCLOUD_SESSIONTOKEN: token } = said;
  if (!secretId || !secretKey)
    throw new UsageError(`请先设置 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY（环境变量，或写在 ${ENV_FILE} 里）`);
  const { TENCENTCLOUD_REGION: region = 'ap-shanghai', TENCENTCLOUD_API: api = 'https://tencentcloudapi.com' } = said;
  if (!URL.canParse(api)) throw new UsageError('TENCENTCLOUD_API 要写完整的地址');
  const pauseMs = Number(said.HUITOUKE_DEPLOY_PAUSE_MS ?? PAUSE_MS);
  if (!(pauseMs >= 0 && pauseMs <= 60_000)) throw new UsageError('HUITOUKE_DEPLOY_PAUSE_MS 是 0 到 60000 的毫秒数');
  return { secretId, secretKey, ...(token ? { token } : {}), region, api, pauseMs };
}

/** Looks at what is given before it is sent where nobody sees it fail. @throws UsageError */
export function checkGiven(said: Variables): void {
  if (!said[PAY_KEYS]) return;
  const before = process.env[PAY_KEYS];
  try {
    process.env[PAY_KEYS] = said[PAY_KEYS];
    merchantKeys();
  } catch (cause) {
    throw new UsageError(`${PAY_KEYS} 用不了：${cause instanceof Error ? cause.message : String(cause)}`);
  } finally {
    if (before === undefined) delete process.env[PAY_KEYS];
    else process.env[PAY_KEYS] = before;
  }
}

export function keysFile(home: string, env: string): string {
  return join(home, KEYS_FOLDER, `${env}.keys.json`);
}

/** @throws UsageError when the file is there and cannot be read: it may be the only copy */
export async function readKept(home: string, env: string): Promise<Variables> {
  const path = keysFile(home, env);
  const text = await readIfThere(path);
  if (text === null) return {};
  try {
    const kept: unknown = JSON.parse(text);
    if (kept === null || typeof kept !== 'object' || Array.isArray(kept)) throw new TypeError('not an object');
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    throw new UsageError(`${path} 坏了：它可能是钥匙的唯一一份，请先找回来，或移开它`);
  }
}

/** Adds what was made to what is kept, for the owner's eyes alone. */
export async function keep(home: string, env: string, made: Variables): Promise<string> {
  const path = keysFile(home, env);
  const all = { ...(await readKept(home, env)), ...made };
  await mkdir(join(home, KEYS_FOLDER), { recursive: true, mode: 0o700 });
  const fresh = `${path}.new`;
  await writeFile(fresh, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, path);
  return path;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}
