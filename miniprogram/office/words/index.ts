import type { Language } from '../../../typings/api/envelope';
import { settings } from '../../stores/settings';
import { type OfficeWords, officeHans } from './zh-Hans';
import { officeHant } from './zh-Hant';

/** Words in the language that the reader chose. */
export function spoken<Words>(languages: Record<Language, Words>): () => Words {
  return () => languages[settings.language];
}

export const staffWords = spoken<OfficeWords>({ 'zh-Hans': officeHans, 'zh-Hant': officeHant });
