export {
  DEFAULT_STORE,
  defaultStores,
  isKeptIn,
  openOf,
  STORES_MAX,
  type StoreInfo,
  storeNamed,
  storeOf,
  storesOfShop,
  storesSchema,
} from './stores';
