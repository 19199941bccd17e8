import type { Store } from '../../platform/store';
import { claimed, type Identity, plainId } from './identity';
import { candidateNumber } from './number';

/** Two of these running out at once would take more members than there are numbers. */
const NUMBER_ATTEMPTS = 8;

/** Everyone who makes this member walks the same series and so ends at the same number. */
export async function claimNumber(store: Store, { memberId, at }: Pick<Identity, 'memberId' | 'at'>): Promise<string> {
  for (let attempt = 0; attempt < NUMBER_ATTEMPTS; attempt += 1) {
    const number = candidateNumber(memberId, attempt);
    const wanted: Identity = {
      shape: 1,
      _id: plainId('number', number),
      kind: 'number',
      memberId,
      at,
      consent: null,
    };
    if ((await claimed(store, wanted)).memberId === memberId) return number;
  }
  throw new Error('no free member number');
}
