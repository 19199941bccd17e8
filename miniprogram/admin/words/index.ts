import type { Language } from '../../../typings/api/envelope';
import { settings } from '../../stores/settings';
import { type AdminWords, adminHans } from './zh-Hans';
import { adminHant } from './zh-Hant';

/** Words in the language that the reader chose. */
export function spoken<Words>(languages: Record<Language, Words>): () => Words {
  return () => languages[settings.language];
}

/** What several of the staff's pages say; an area's own words lie in a folder beside these. */
export const staffWords = spoken<AdminWords>({ 'zh-Hans': adminHans, 'zh-Hant': adminHant });
