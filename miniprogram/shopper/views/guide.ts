import type { GuideView } from '../../../typings/api/shopper';
import type { RuleView } from '../../views/guide';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import { guideView } from './rules';

/** The whole guide by subject; an empty one is left out. */
export interface GuideSection {
  code: string;
  title: string;
  rules: RuleView[];
}

export function guidePageView(view: GuideView, points: PointsWords, words: PageWords): GuideSection[] {
  const sections = view.sections.map(({ code, rows }) => {
    const title: string | ((name: string) => string) | undefined = words.guidePage[code];
    return {
      code,
      title: typeof title === 'function' ? title(points.name) : (title ?? ''),
      rules: guideView(rows, points, words),
    };
  });
  return sections.filter(({ rules }) => rules.length > 0);
}
