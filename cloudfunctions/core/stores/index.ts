export {
  DEFAULT_STORE,
  defaultStores,
  type StoreInfo,
  storeNamed,
  storeOf,
  storesOfShop,
  storesSchema,
} from './stores';
