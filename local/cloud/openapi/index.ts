import type { Clock } from '../clock';
import { CloudError } from '../contract';
import type { Defects } from '../defects';
import type { Functions } from '../functions';
import type { Invocation } from '../invocations';
import type { State } from '../state';
import type { Api } from './api';
import { getPhoneNumber } from './phone-number';
import { getUserRiskRank } from './risk-control';
import { imgSecCheck, msgSecCheck } from './security';
import { uploadShippingInfo } from './shipping';
import { send } from './subscribe-message';
import { decodeRequest, encodeAnswer, encodeRefusal } from './wire';
import { getUnlimited } from './wxacode';

const APIS: Record<string, Api> = {
  'wxacode.getUnlimited': getUnlimited,
  'subscribeMessage.send': send,
  'phonenumber.getPhoneNumber': getPhoneNumber,
  'security.imgSecCheck': imgSecCheck,
  'security.msgSecCheck': msgSecCheck,
  'riskControl.getUserRiskRank': getUserRiskRank,
  'wxa.sec.order.uploadShippingInfo': uploadShippingInfo,
};

/** Refusals of the platform in front of an API (wx-server-sdk's table of errors). */
const NO_PERMISSION = -604101;
const ILLEGAL_SOURCE = -604104;

/** What WeChat's own server would answer to a function that calls an open API. */
export class OpenApi {
  constructor(
    private readonly state: State,
    private readonly clock: Clock,
    private readonly functions: Pick<Functions, 'declared'>,
    private readonly defects: Pick<Defects, 'isUnpermitted'>,
  ) {}

  /** The protobuf answer. A refusal that WeChat has no number for is a CloudError. */
  async perform(parameters: Record<string, unknown>, invocation: Invocation | undefined): Promise<Uint8Array> {
    const { apiName, requestData } = parameters;
    if (typeof apiName !== 'string' || !Buffer.isBuffer(requestData)) {
      throw new CloudError('INVALID_PARAM', 'apiName and requestData are needed');
    }
    // Only a function that WeChat itself set going may: a phone or a timer did, not the HTTP access service.
    if (!invocation || !['wx_client', 'timer'].includes(invocation.rootTrigger)) return encodeRefusal(ILLEGAL_SOURCE);
    const allowed = this.functions.declared(invocation.functionName)?.openapi;
    const unpermitted = this.defects.isUnpermitted(invocation.functionName);
    if (unpermitted || (allowed && !allowed.includes(apiName))) return encodeRefusal(NO_PERMISSION);
    const api = APIS[apiName];
    if (!api) throw new CloudError('NOT_AVAILABLE_LOCALLY', `${apiName} is not available locally`);
    const answer = await api(argsOf(apiName, requestData), { state: this.state, nowMs: this.clock.nowMs() });
    return 'json' in answer
      ? encodeAnswer('application/json; charset=utf-8', Buffer.from(JSON.stringify(answer.json)))
      : encodeAnswer(answer.contentType, answer.bytes);
  }
}

function argsOf(apiName: string, requestData: Buffer): Record<string, unknown> {
  let request: ReturnType<typeof decodeRequest>;
  try {
    request = decodeRequest(requestData);
  } catch (error) {
    throw new CloudError('INVALID_PARAM', `requestData of ${apiName}: ${(error as Error).message}`);
  }
  if (request.apiType !== 0) throw new CloudError('NOT_AVAILABLE_LOCALLY', `${apiName} is not available locally`);
  return request.args;
}
