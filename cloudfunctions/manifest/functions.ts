import type { FunctionDeclaration } from './schema';

export const functions: Record<string, FunctionDeclaration> = {
  shopper: { timeoutS: 20, memoryMb: 256, openapi: ['security.msgSecCheck'] },
  timer: { timeoutS: 60, memoryMb: 512, openapi: [], timer: '0 * * * * * *' },
};
