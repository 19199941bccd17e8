import { spoken } from '../index';
import { type ShopWords, shopHans } from './zh-Hans';
import { shopHant } from './zh-Hant';

export const shopWords = spoken<ShopWords>({ 'zh-Hans': shopHans, 'zh-Hant': shopHant });
