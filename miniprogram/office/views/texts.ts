/** Terms and privacy as they are edited, paragraph by paragraph. Pure. */
import type { Paragraph, ShopTexts } from '../../../typings/api/shop';
import type { ShopWords } from '../words/shop/zh-Hans';
import type { Errors, Section } from './form';

export type Which = keyof ShopTexts;
export const WHICH: readonly Which[] = ['terms', 'privacy'];

const HEADING_MAX = 60;
const TEXT_MAX = 4000;
export const PARAGRAPHS_MAX = 40;

/** The form of the one paragraph that is open; none when none is. */
export function textSections(which: Which, open: number | null, { texts: words }: ShopWords): Section[] {
  if (open === null) return [];
  const name = (part: keyof Paragraph) => `${which}.${open}.${part}`;
  return [
    {
      title: words.paragraph(String(open + 1)),
      fields: [
        { type: 'line', name: name('heading'), label: words.heading, max: HEADING_MAX },
        { type: 'text', name: name('text'), label: words.text, max: TEXT_MAX },
      ],
    },
  ];
}

/** Of all paragraphs, open or not. */
export function textErrors(draft: ShopTexts, { texts: words }: ShopWords, tooLong: (max: number) => string): Errors {
  const errors = WHICH.flatMap((which) =>
    draft[which].flatMap(({ heading, text }, place): [string, string][] => {
      if (heading.trim() === '' && text.trim() === '') return [[`${which}.${place}.text`, words.empty]];
      return [
        ...(heading.trim().length > HEADING_MAX
          ? [[`${which}.${place}.heading`, tooLong(HEADING_MAX)] as [string, string]]
          : []),
        ...(text.trim().length > TEXT_MAX ? [[`${which}.${place}.text`, tooLong(TEXT_MAX)] as [string, string]] : []),
      ];
    }),
  );
  return Object.fromEntries(errors);
}

/** One place nearer to the beginning. */
export function raised(list: readonly Paragraph[], place: number): Paragraph[] {
  const [above, own] = [list[place - 1], list[place]];
  if (!above || !own) return [...list];
  return list.map((each, at) => (at === place - 1 ? own : at === place ? above : each));
}
