import type { FunctionDeclaration } from './schema';

/** One secret of at least 32 random bytes; every key is derived from it for its purpose (platform/secrets.ts). */
const SHOP_SECRET = 'HUITOUKE_SECRET';

export const functions: Record<string, FunctionDeclaration> = {
  shopper: {
    timeoutS: 20,
    memoryMb: 256,
    openapi: ['security.msgSecCheck', 'phonenumber.getPhoneNumber'],
    secrets: [SHOP_SECRET],
  },
  // Every ten minutes: each call costs, and what a person waits for is delivered in the call itself.
  timer: {
    timeoutS: 60,
    memoryMb: 512,
    openapi: ['security.msgSecCheck'],
    timer: '0 */10 * * * * *',
    secrets: [SHOP_SECRET],
  },
  // Over HTTP there is no WeChat identity, and no open API may be called: what it has to say is born as notices.
  partner: { timeoutS: 20, memoryMb: 256, openapi: [], httpPath: '/partner', secrets: [SHOP_SECRET] },
};
