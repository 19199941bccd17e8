import type { Language } from '../../typings/api/envelope';
import { type PointsWords, type Words, zhHans } from './zh-Hans';
import { zhHant } from './zh-Hant';

export type { PointsWords, Words } from './zh-Hans';

const languages: Record<Language, Words> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant };

/** The shop's name for points, in the reader's script when it is the usual one; a name of its own stays as it is. */
export function pointsIn(words: Words, named: PointsWords): PointsWords {
  const { name, unit } = zhHans.points;
  return {
    name: named.name === name ? words.points.name : named.name,
    unit: named.unit === unit ? words.points.unit : named.unit,
  };
}

export function wordsOf(language: Language): Words {
  return languages[language];
}
