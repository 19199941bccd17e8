import { codes } from '../argument';
import { condition, EVERY_OCCASION } from '../kind';

const STORES_MAX = 100;

export const store = condition({
  code: 'store',
  label: '门店',
  occasions: EVERY_OCCASION,
  arguments: { stores: codes('门店', 'stores', STORES_MAX) },
  check: ({ stores }, event) => stores.includes(event.storeId),
  phrase: ({ stores }, names) => stores.map(names.store).join(','),
});
