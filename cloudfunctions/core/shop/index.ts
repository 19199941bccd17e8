export { defaultShop } from './defaults';
export { type Shop, shopSchema, shopView } from './shop';
