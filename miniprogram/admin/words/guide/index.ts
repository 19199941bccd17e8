import { spoken } from '../index';
import { type GuideWords, guideHans } from './zh-Hans';
import { guideHant } from './zh-Hant';

export const guideWords = spoken<GuideWords>({ 'zh-Hans': guideHans, 'zh-Hant': guideHant });
