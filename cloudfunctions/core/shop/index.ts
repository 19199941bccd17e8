export { coloursView } from './contrast';
export { defaultShop } from './defaults';
export { mallSchema } from './mall';
export { lookOf, lookSchema, type ShopLook, type ShopTexts, textsOf, textsSchema, withTexts } from './parts';
export { type Shop, shopSchema, shopView } from './shop';
