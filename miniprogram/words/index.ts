import type { Language } from '../../typings/api/envelope';
import { type Words, zhHans } from './zh-Hans';
import { zhHant } from './zh-Hant';

export type { PointsWords, Words } from './zh-Hans';

const languages: Record<Language, Words> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant };

export function wordsOf(language: Language): Words {
  return languages[language];
}
