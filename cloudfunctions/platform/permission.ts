import cloud from 'wx-server-sdk';

/** `permissions.openapi` of the function lacks the API (wx-server-sdk's table of errors). */
export const NOT_PERMITTED = -604_101;
/** No number came with the refusal, or it did not come from WeChat. */
const NO_NUMBER = -1;

/** Whatever is wrong with it, so that WeChat answers and nothing happens. `hello` is let through by any check. */
const WRONG: Readonly<Record<string, object>> = {
  'security.msgSecCheck': { content: 'hello' },
  'security.imgSecCheck': {},
  'wxacode.getUnlimited': { scene: '' },
  'subscribeMessage.send': { touser: '', templateId: '', data: {} },
  'wxa.sec.order.uploadShippingInfo': {},
};

export const PERMISSIONS = Object.keys(WRONG);

/**
 * Whether this function may use an open API: 0 when WeChat itself has answered, be it with a refusal, whose numbers are
 * positive; otherwise the number of the refusal in front of WeChat (−604101 above all).
 */
export type AskPermission = (api: string) => Promise<number>;

type Api = (args: object) => Promise<unknown>;

export const askPermission: AskPermission = async (api) => {
  try {
    const found = api
      .split('.')
      .reduce<unknown>((group, name) => (group as Record<string, unknown>)[name], cloud.openapi);
    await (found as Api)(WRONG[api] ?? {});
    return 0;
  } catch (refused) {
    const { errCode } = refused as { errCode?: unknown };
    if (typeof errCode !== 'number') return NO_NUMBER;
    return errCode > 0 ? 0 : errCode;
  }
};
