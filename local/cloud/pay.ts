import { CloudError } from './contract';

/** The one place where cloudPay arrives (`wx.wxPayApi`). There is no WeChat Pay on this machine. */
export function performPay(parameters: Record<string, unknown>): Promise<never> {
  return Promise.reject(
    new CloudError('NOT_AVAILABLE_LOCALLY', `cloudPay.${String(parameters.apiName)} is not available locally`),
  );
}
