import type { Language } from '../../../typings/api/envelope';
import { settings } from '../../stores/settings';
import { type AdminWords, adminHans } from './zh-Hans';
import { adminHant } from './zh-Hant';

const languages: Record<Language, AdminWords> = { 'zh-Hans': adminHans, 'zh-Hant': adminHant };

/** The staff's words in the language that the reader chose. */
export function staffWords(): AdminWords {
  return languages[settings.language];
}
