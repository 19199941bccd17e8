export { DEFAULT_STORE, defaultStores, type StoreInfo, storeOf, storesOfShop, storesSchema } from './stores';
