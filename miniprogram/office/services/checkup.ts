/** What only a phone can find out: whether collections refuse it, which build each function is, how far the cloud is. */

import type { FoundBuild, FoundDoor } from '../views/checkup';

/** Numbers of wx.cloud's refusals (developers.weixin.qq.com, error codes of cloud development). */
const NO_FUNCTION = -501_000;
const DENIED = -502_003;
const NO_COLLECTION = -502_005;

const WITHIN_MS = 10_000;

function errorCode(error: unknown): unknown {
  return (error as { errCode?: unknown } | null)?.errCode;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${WITHIN_MS} ms`)), WITHIN_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Every function answers it before anything else, and does nothing for it. */
export async function askBuild(name: string): Promise<FoundBuild> {
  try {
    const { result } = await inTime(wx.cloud.callFunction({ name, data: { action: 'build' } }));
    const build = (result as { data?: { build?: unknown } } | undefined)?.data?.build;
    // A function from before there were builds says something else: that is another build too.
    return { build: typeof build === 'string' ? build : null };
  } catch (error) {
    return errorCode(error) === NO_FUNCTION ? 'missing' : 'silent';
  }
}

/** Only what refuses is closed: with any weaker rule the platform answers a page, be it an empty one. */
export async function tryDoor(collection: string): Promise<FoundDoor> {
  try {
    await inTime(wx.cloud.database().collection(collection).limit(1).get() as Promise<unknown>);
    return 'open';
  } catch (error) {
    const code = errorCode(error);
    if (code === DENIED) return 'closed';
    return code === NO_COLLECTION ? 'missing' : 'silent';
  }
}

/** Milliseconds there and back, of a function that is awake; null without an answer. */
export async function measureTrip(name: string): Promise<number | null> {
  const begun = Date.now();
  const found = await askBuild(name);
  return typeof found === 'string' ? null : Date.now() - begun;
}

export function networkKind(): Promise<string> {
  return new Promise((resolve) => {
    wx.getNetworkType({ success: ({ networkType }) => resolve(networkType), fail: () => resolve('unknown') });
  });
}

/** release, trial or develop */
export function programKind(): string {
  return wx.getAccountInfoSync().miniProgram.envVersion;
}
