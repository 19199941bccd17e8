import type { PayRequest } from '../../../typings/api/mall';

/**
 * WeChat's payment sheet. What it answers is a hint for the screen and nothing more: whether money has come, the cloud learns from
 * WeChat itself.
 */
export type Paid = 'paid' | 'cancelled' | 'failed';

export function payWith(request: PayRequest): Promise<Paid> {
  return new Promise((resolve) => {
    wx.requestPayment({
      ...request,
      signType: request.signType as 'MD5' | 'HMAC-SHA256' | 'RSA',
      success: () => resolve('paid'),
      fail: ({ errMsg }) => {
        console.info('not paid', errMsg);
        resolve(/cancel/i.test(errMsg) ? 'cancelled' : 'failed');
      },
    });
  });
}
