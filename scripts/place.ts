/** A shop's cloud as it is opened from outside of its functions: the local one, or an environment of CloudBase. */

import { ENV_FILE, readSaid } from './said';

/** Of `npm start`. */
export const LOCAL_URL = 'http://127.0.0.1:3000';

export interface Place {
  env: string;
  secretId: string;
  secretKey: string;
  /** Where the local cloud answers; the platform's own address when absent. */
  serviceUrl?: string;
}

/** Said to whoever called, with the usage; exit code 2. */
export class UsageError extends Error {}

/** @throws UsageError */
export function placeOf({ env, url }: { env?: string | undefined; url?: string | undefined }): Place {
  if (env !== undefined && url !== undefined) throw new UsageError('--env 和 --url 只能写一个');
  return env === undefined ? localPlace(url ?? LOCAL_URL) : realPlace(env);
}

function localPlace(url: string): Place {
  if (!URL.canParse(url)) throw new UsageError('--url 要写完整的地址');
  const serviceUrl = `${url.replace(/\/+$/, '')}/admin`;
  return { env: 'local', secretId: 'local-secret-id', secretKey: 'local-secret-key', serviceUrl };
}

function realPlace(env: string): Place {
  const { TENCENTCLOUD_SECRETID: secretId, TENCENTCLOUD_SECRETKEY: secretKey } = readSaid(process.cwd());
  if (!secretId || !secretKey)
    throw new UsageError(`请先设置 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY（环境变量，或写在 ${ENV_FILE} 里）`);
  return { env, secretId, secretKey };
}
