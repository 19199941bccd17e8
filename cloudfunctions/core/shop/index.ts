export { defaultShop } from './defaults';
export { mallSchema } from './mall';
export { type Shop, shopSchema, shopView } from './shop';
