/**
 * Tencent Cloud API 3.0 as deployment uses it: `tcb` for what belongs to an environment, `scf` for its functions.
 * Source: cloud.tencent.com/document/api/876, cloud.tencent.com/document/api/583
 */
import { Agent } from 'node:http';
import { CommonClient } from 'tencentcloud-sdk-nodejs-common';
import { UsageError } from './options';

export const VERSIONS = { tcb: '2018-06-08', scf: '2018-04-16' } as const;
export type Service = keyof typeof VERSIONS;

export interface Access {
  secretId: string;
  secretKey: string;
  /** Of temporary keys. */
  token?: string;
  region: string;
  /** `https://tencentcloudapi.com`, or where a stand-in listens on this machine. */
  api: string;
  /** The shortest of all pauses; others are multiples of it. */
  pauseMs: number;
}

export interface CloudApi {
  /** @throws CloudRefusal */
  call<Answer>(service: Service, action: string, parameters: object): Promise<Answer>;
  pause(times: number): Promise<void>;
}

/** What the platform did not do, in its own words. */
export class CloudRefusal extends Error {
  constructor(
    readonly action: string,
    readonly code: string,
    readonly reason: string,
    readonly requestId: string,
  ) {
    super(`${action}: ${code}: ${reason}`);
    this.name = 'CloudRefusal';
  }
}

/** No answer came: the network, or a server in between. */
const NO_ANSWER = 'NoAnswer';
/** What passes by itself: too many calls at once, a fault of the platform's, a function that is being changed. */
const PASSING_CODE =
  /^(NoAnswer|RequestLimitExceeded|InternalError|FailedOperation\.(FunctionStatusError|RequestTimeout)|ResourceInUse\.FunctionUpdating)/;
const PASSING_REASON = /updating|creating|更新中|创建中|正在更新|状态无法进行/i;
const REPEATS = 5;
const TIMEOUT_S = 60;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** @throws UsageError for an address that would send keys in the open */
export function connect(access: Access): CloudApi {
  const clients = { tcb: clientOf('tcb', access), scf: clientOf('scf', access) };
  const pause = (times: number) => new Promise<void>((done) => setTimeout(done, times * access.pauseMs));
  const call = async <Answer>(service: Service, action: string, parameters: object): Promise<Answer> => {
    for (let repeat = 0; ; repeat++) {
      try {
        return (await clients[service].request(action, parameters)) as Answer;
      } catch (cause) {
        const refusal = refusalOf(action, cause);
        if (repeat === REPEATS || !passes(refusal)) throw refusal;
        await pause(2 ** repeat);
      }
    }
  };
  return { call, pause };
}

function clientOf(service: Service, { secretId, secretKey, token, region, api }: Access): CommonClient {
  const { protocol, host, hostname } = new URL(api);
  const here = LOOPBACK.has(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && here))
    throw new UsageError('TENCENTCLOUD_API 要用 https 的地址（本机可以用 http）');
  const httpProfile = {
    endpoint: here ? host : `${service}.${host}`,
    protocol: `${protocol}//`,
    reqTimeout: TIMEOUT_S,
    // Given one, the SDK sends nothing on this machine through a proxy.
    ...(here && protocol === 'http:' ? { agent: new Agent() } : {}),
  };
  const credential = token === undefined ? { secretId, secretKey } : { secretId, secretKey, token };
  return new CommonClient('', VERSIONS[service], { credential, region, profile: { httpProfile } });
}

function passes({ code, reason }: CloudRefusal): boolean {
  return PASSING_CODE.test(code) || PASSING_REASON.test(reason);
}

function refusalOf(action: string, cause: unknown): CloudRefusal {
  const { code, message, requestId } = cause as { code?: unknown; message?: unknown; requestId?: unknown };
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' && value !== '' ? value : otherwise);
  return new CloudRefusal(action, text(code, NO_ANSWER), text(message, String(cause)), text(requestId, '-'));
}
