import type { Language } from '../../../typings/api/envelope';
import { settings } from '../../stores/settings';
import { wordsOf } from '../../words/index';
import { type PageWords, shopperHans } from './zh-Hans';
import { shopperHant } from './zh-Hant';

const languages: Record<Language, PageWords> = {
  'zh-Hans': { ...wordsOf('zh-Hans'), ...shopperHans },
  'zh-Hant': { ...wordsOf('zh-Hant'), ...shopperHant },
};

/** The words of the tabs and of this subpackage, in the language chosen for this phone. */
export function shopperWords(): PageWords {
  return languages[settings.language];
}
