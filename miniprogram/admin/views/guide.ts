/** The chapters that somebody needs: of what they may do, and nothing else. Pure. */
import type { GuideView } from '../../../typings/api/lab';
import type { StaffActions } from '../../../typings/api/staff';
import { figure, money } from '../../views/figures';
import type { Words } from '../../words/index';
import type { GuideWords } from '../words/guide/zh-Hans';

type Code = keyof GuideWords['chapters'];

/** In the order of a working day. `url`: where its work is done; '' where it is everywhere. */
export const CHAPTERS: readonly { code: Code; needs: keyof StaffActions; url: string }[] = [
  { code: 'counter', needs: 'counter.sell', url: '/admin/counter/index?stay=1' },
  { code: 'codes', needs: 'counter.useCoupon', url: '/admin/counter/index?stay=1' },
  { code: 'mistakes', needs: 'counter.undo', url: '/admin/recent/index' },
  { code: 'limits', needs: 'counter.sell', url: '' },
  { code: 'visit', needs: 'visits.code', url: '/admin/visit/index' },
  { code: 'members', needs: 'members.search', url: '/admin/members/index' },
  { code: 'fulfil', needs: 'fulfil.list', url: '/office/fulfil/index' },
  { code: 'goods', needs: 'rewards.list', url: '/office/goods/index' },
  { code: 'rules', needs: 'programme.view', url: '/office/rules/index' },
  { code: 'lab', needs: 'lab.view', url: '/office/lab/index' },
  { code: 'figures', needs: 'reports.dashboard', url: '/admin/dashboard/index' },
  { code: 'team', needs: 'staff.team', url: '/admin/team/index' },
  { code: 'shop', needs: 'shop.look', url: '/office/shop/index' },
  { code: 'transfer', needs: 'imports.list', url: '/office/imports/index' },
  { code: 'health', needs: 'health.look', url: '/office/health/index' },
  { code: 'together', needs: 'programme.save', url: '' },
];

export interface ChapterView {
  code: Code;
  title: string;
  opened: boolean;
  steps: { place: string; text: string }[];
  url: string;
  spoken: string;
}

export function chapterViews(guide: GuideView, opened: string, words: Words, own: GuideWords): ChapterView[] {
  const facts = factsOf(guide, words);
  return CHAPTERS.filter(({ needs }) => guide.may.includes(needs)).map(({ code, url }) => {
    const { title, steps } = own.chapters[code];
    const isOpen = code === opened;
    return {
      code,
      title,
      opened: isOpen,
      steps: isOpen ? steps(facts).map((text, place) => ({ place: String(place + 1), text })) : [],
      url,
      spoken: own.spoken(title, isOpen),
    };
  });
}

/** What the sentences name; all of it comes from the cloud. */
interface GuideFacts {
  points: string;
  undoMinutes: string;
  dayAmount: string;
  daySales: string;
  misses: string;
  /** '' for who corrects none. */
  alone: string;
  /** '' while the shop has not said what a point is worth. */
  value: string;
}

function factsOf(
  { points, undoMinutes, dayFen, daySales, misses, alone, pointValue }: GuideView,
  words: Words,
): GuideFacts {
  const amount = (count: number) => words.figures.points(figure(count), points.unit);
  return {
    points: points.name,
    undoMinutes: figure(undoMinutes),
    dayAmount: money(dayFen),
    daySales: figure(daySales),
    misses: figure(misses),
    alone: alone === null ? '' : amount(alone),
    value: pointValue ? `${amount(pointValue.points)} = ${money(pointValue.fen)}` : '',
  };
}
