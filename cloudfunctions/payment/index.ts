/**
 * The function that WeChat Pay calls when money has come, by either way. Anybody can call it with anything, and nobody is
 * told more than that it was heard: over HTTP only what WeChat has signed is opened, and of a call through the cloud not a
 * word is believed but the trade number, about which WeChat is then asked.
 */
import { tellingBuild } from '../platform/build';
import { type Context, observed } from '../platform/call';
import { cloudCallBack } from './cloud-pay';
import { isHttp, v3CallBack } from './v3';

export const main = tellingBuild(async (event, context?: Context): Promise<unknown> => {
  if (isHttp(event)) return v3CallBack((call) => observed('payment', context, call), event);
  return cloudCallBack((call) => observed('payment', context, call), event);
});
