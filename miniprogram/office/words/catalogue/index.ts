import { spoken } from '../index';
import { type CatalogueWords, catalogueHans } from './zh-Hans';
import { catalogueHant } from './zh-Hant';

export const catalogueWords = spoken<CatalogueWords>({ 'zh-Hans': catalogueHans, 'zh-Hant': catalogueHant });
