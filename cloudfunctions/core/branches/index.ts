export { saveStore, storesView } from './branches';
