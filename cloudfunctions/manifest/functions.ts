import type { FunctionDeclaration } from './schema';

/** One secret of at least 32 random bytes; every key is derived from it for its purpose (platform/secrets.ts). */
const SHOP_SECRET = 'HUITOUKE_SECRET';

/**
 * Ring of keys that seal addresses and the like (platform/sealed.ts): of every function that can seal or open
 * (scripts/check/cloud.ts).
 */
const FIELD_KEYS = 'HUITOUKE_FIELD_KEYS';

/**
 * The merchant's own key and certificate for WeChat Pay's API v3; absent in a shop that takes no money, or takes it through
 * cloudPay (core/payments).
 */
const PAY_V3 = 'HUITOUKE_PAY_V3';

/** Keys of an Official Account, and of a gateway for short messages; absent in most shops (docs/messages.md). */
const OFFICIAL_ACCOUNT = 'HUITOUKE_OFFICIAL_ACCOUNT';
const SMS = 'HUITOUKE_SMS';

/** Which of the program's versions a mini-program code opens, while there is none released yet (platform/mini-code.ts). */
const PROGRAM_VERSION = 'HUITOUKE_PROGRAM_VERSION';

export const functions: Record<string, FunctionDeclaration> = {
  shopper: {
    timeoutS: 20,
    memoryMb: 256,
    openapi: [
      'security.msgSecCheck',
      'phonenumber.getPhoneNumber',
      'wxacode.getUnlimited',
      'riskControl.getUserRiskRank',
    ],
    secrets: [SHOP_SECRET],
    keyrings: [FIELD_KEYS],
    provided: [PAY_V3, PROGRAM_VERSION],
  },
  // Every ten minutes: each call costs, and what a person waits for is delivered in the call itself.
  timer: {
    timeoutS: 60,
    memoryMb: 512,
    openapi: ['security.msgSecCheck', 'wxa.sec.order.uploadShippingInfo', 'subscribeMessage.send'],
    timer: '0 */10 * * * * *',
    secrets: [SHOP_SECRET],
    keyrings: [FIELD_KEYS],
    provided: [PAY_V3, OFFICIAL_ACCOUNT, SMS],
  },
  // Over HTTP there is no WeChat identity, and no open API may be called: what it has to say is born as notices.
  partner: { timeoutS: 20, memoryMb: 256, openapi: [], httpPath: '/partner', secrets: [SHOP_SECRET] },
  // Everything the staff do in the mini-program; each action is authorised by role in the function.
  staff: {
    timeoutS: 20,
    memoryMb: 256,
    openapi: ['wxacode.getUnlimited', 'security.imgSecCheck', 'security.msgSecCheck'],
    secrets: [SHOP_SECRET],
    keyrings: [FIELD_KEYS],
    provided: [PROGRAM_VERSION],
    httpBase: true,
  },
  // What a stranger may read, also in Moments' single page, where there is no identity. It writes nothing.
  public: { timeoutS: 10, memoryMb: 256, openapi: [], secrets: [SHOP_SECRET], anonymous: true },
  // Where WeChat Pay says that money has come: called by cloudPay, or over HTTP by API v3. It believes what is signed.
  payment: {
    timeoutS: 20,
    memoryMb: 256,
    openapi: [],
    httpPath: '/payment',
    secrets: [SHOP_SECRET],
    provided: [PAY_V3],
  },
};
