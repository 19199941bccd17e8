import type { FunctionDeclaration } from './schema';

export const functions: Record<string, FunctionDeclaration> = {
  shopper: { timeoutS: 20, memoryMb: 256, openapi: ['security.msgSecCheck'] },
  // Every ten minutes: each call costs, and what a person waits for is delivered in the call itself.
  timer: { timeoutS: 60, memoryMb: 512, openapi: ['security.msgSecCheck'], timer: '0 */10 * * * * *' },
};
