import { spoken } from '../index';
import { type PlacesWords, placesHans } from './zh-Hans';
import { placesHant } from './zh-Hant';

export const placesWords = spoken<PlacesWords>({ 'zh-Hans': placesHans, 'zh-Hant': placesHant });
