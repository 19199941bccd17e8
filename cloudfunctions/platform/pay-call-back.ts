import type { OrderState } from './pay';
import { merchantKeys } from './pay-keys';
import { type Result, refuse } from './refusal';

/**
 * What WeChat Pay's API v3 says over HTTP: the signature first, then the cipher. Refuses with UNSIGNED, without a word on
 * what was wrong, and with INVALID_INPUT what is signed and cannot be read. What only this way needs is loaded here.
 * @param headers with lower-case names
 */
export async function readCallBack(
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  now: number,
): Promise<Result<OrderState>> {
  const keys = merchantKeys();
  if (!keys) return refuse('UNSIGNED');
  const [{ isCallBackSigned, transactionIn }, { transactionState }] = await Promise.all([
    import('./pay-v3-signed'),
    import('./pay-v3'),
  ]);
  if (!isCallBackSigned(keys, headers, body, now)) return refuse('UNSIGNED');
  const transaction = transactionIn(keys, body);
  return transaction ? { ok: true, data: transactionState(transaction) } : refuse('INVALID_INPUT', { field: 'body' });
}
