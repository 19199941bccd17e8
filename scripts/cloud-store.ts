/** The product's own store for a script on this machine, over the running local cloud, through the real SDK. */
import { randomBytes } from 'node:crypto';
import type { Environment } from '../cloudfunctions/platform/environment';
import type { Store } from '../cloudfunctions/platform/store';
import type { EpochMs } from '../typings/domain';

export { LOCAL_URL } from './place';

export class CloudNotRunning extends Error {
  constructor(url: string) {
    super(`没有连上 ${url}：请先运行 npm start，或用 --url 指明地址`);
    this.name = 'CloudNotRunning';
  }
}

/**
 * Opens the store of the local cloud at this address. The SDK reads its surroundings when it is loaded, so a process can
 * open one address only.
 */
export async function openCloudStore(url: string): Promise<Store> {
  // Variables by which the platform tells wx-server-sdk where it runs.
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local-secret-id',
    TENCENTCLOUD_SECRETKEY: 'local-secret-key',
    TENCENTCLOUD_SESSIONTOKEN: 'script',
    SCF_NAMESPACE: 'local',
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TCB_SOURCE',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${originOf(url)}/admin` }),
    TCB_ENV: 'local',
    TCB_SEQID: 'script',
    TCB_SOURCE: '',
  });
  const [{ cloudStore }, { Meter }] = await Promise.all([
    import('../cloudfunctions/platform/cloud-store'),
    import('../cloudfunctions/platform/meter'),
  ]);
  return cloudStore(new Meter());
}

/** What a service of the core needs, on the cloud's own clock. */
export async function openEnvironment(url: string): Promise<Environment> {
  const { offsetMs } = await askControl<{ offsetMs: number }>(url, '/local/clock');
  const clock = () => (Date.now() + offsetMs) as EpochMs;
  return {
    store: await openCloudStore(url),
    now: clock(),
    clock,
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    chance: Math.random,
    newId: () => randomBytes(12).toString('hex'),
    alarm: (what) => console.error(what),
  };
}

/** Asks the control interface. @throws CloudNotRunning */
export async function askControl<Answer>(url: string, path: string, body?: unknown): Promise<Answer> {
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${originOf(url)}${path}`, init).catch(() => {
    throw new CloudNotRunning(url);
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Hands the environment's secrets to this process, as the platform hands them to a function. */
export async function takeSecrets(url: string): Promise<void> {
  const { secrets } = await askControl<{ secrets: Record<string, string> }>(url, '/local/secrets');
  Object.assign(process.env, secrets);
}

function originOf(url: string): string {
  return url.replace(/\/+$/, '');
}
