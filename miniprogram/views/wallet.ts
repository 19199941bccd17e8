import type { RedemptionView } from '../../typings/api/mall';
import type { DayKey } from '../../typings/domain';
import type { Words } from '../words/index';
import { dayText } from './dates';
import { figure } from './figures';

/** A redemption that waits in the store. */
export interface CollectRow {
  id: string;
  name: string;
  picture: string;
  /** Drawn while there is no picture. */
  initial: string;
  /** Where, and until when. */
  text: string;
  spoken: string;
}

export function collectRow(redemption: RedemptionView, today: DayKey, words: Words): CollectRow {
  const { wallet, card } = words;
  const name = redemption.quantity > 1 ? wallet.times(redemption.name, figure(redemption.quantity)) : redemption.name;
  const [store] = redemption.stores;
  const where = redemption.stores.length === 1 && store ? wallet.collectWhere(store.name) : wallet.collectHere;
  const until = redemption.until ? wallet.collectUntil(dayText(redemption.until, today, words)) : '';
  const text = `${until}${where}`;
  return {
    id: redemption.id,
    name,
    picture: redemption.picture ?? '',
    initial: redemption.name.slice(0, 1),
    text,
    spoken: [name, text, wallet.pickupCode].join(card.comma),
  };
}

export function offersText(offers: number, words: Words): string {
  return offers > 0 ? words.wallet.offersOpen(figure(offers)) : '';
}
