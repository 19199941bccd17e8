import type { Language } from '../../../typings/api/envelope';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { named } from './naming';
import { type OfficeWords, officeHans } from './zh-Hans';
import { officeHant } from './zh-Hant';

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

/** As they are written: the headings of a table are looked for by their names. */
export function verbatim<Words>(languages: Record<Language, Words>): () => Words {
  return () => languages[settings.language];
}

export const staffWords = spoken<OfficeWords>({ 'zh-Hans': officeHans, 'zh-Hant': officeHant });
