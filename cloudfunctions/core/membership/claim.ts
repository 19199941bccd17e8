import type { ClaimedView, ClaimPhoneInput } from '../../../typings/api/shopper';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import type { PhoneReader } from '../../platform/open-api';
import { type Result, refuse } from '../../platform/refusal';

export async function claimPhone(
  _env: Environment,
  _caller: Caller,
  input: ClaimPhoneInput,
  readPhone: PhoneReader,
): Promise<Result<ClaimedView>> {
  const phone = await readPhone(input.code);
  return refuse(phone === 'unreadable' ? 'PHONE_UNREADABLE' : 'NOT_MEMBER');
}
