import type { Language } from '../../../typings/api/envelope';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { named } from './naming';
import { type AdminWords, adminHans } from './zh-Hans';
import { adminHant } from './zh-Hant';

/** Words in the language that the reader chose, points called as the shop calls them. */
export function spoken<Words>(languages: Record<Language, Words>): () => Words {
  const made = new Map<string, Words>();
  return () => {
    const { language, words } = settings;
    const { name } = membership.points;
    const known = made.get(language + name) ?? named(languages[language], words.points.name, name);
    made.set(language + name, known);
    return known;
  };
}

/** What several of the staff's pages say; an area's own words lie in a folder beside these. */
export const staffWords = spoken<AdminWords>({ 'zh-Hans': adminHans, 'zh-Hant': adminHant });
