import type { EpochMs } from '../../../typings/domain';
import type { OpenPay, PayAccount } from '../../platform/pay';
import type { MerchantKeys } from '../../platform/pay-keys';
import type { PayChecked, PayFound } from './document';

/** An order that nobody has ever made: 32 characters as any other, and no random trade ends in so many noughts. */
const NOBODYS = `huitoukehealth${'0'.repeat(18)}`;

/** What the shop has of WeChat Pay. `keys` throws when what was given is not what it should be. */
export interface Till {
  keys(): Promise<Pick<MerchantKeys, 'mchId'> | null>;
  open: OpenPay;
}

export function accountName(account: PayAccount | null): string {
  if (!account) return 'none';
  return account.adapter === 'cloudPay' ? `cloudPay ${account.subMchId}` : `v3 ${account.mchId}`;
}

export async function checkPay(account: PayAccount | null, till: Till, at: EpochMs): Promise<PayChecked> {
  return { at, account: accountName(account), found: account ? await found(account, till) : 'off' };
}

async function found(account: PayAccount, till: Till): Promise<PayFound> {
  try {
    if (account.adapter === 'v3') {
      const keys = await till.keys();
      if (!keys) return 'missing';
      if (keys.mchId !== account.mchId) return 'other';
    }
    const port = await till.open(account);
    if (!port) return 'missing';
    // A key of the right form that is none shows only when it is to sign.
    const { state } = await port.queryOrder(NOBODYS);
    return state === 'no answer' ? 'silent' : 'answered';
  } catch {
    return 'broken';
  }
}
