import type { HomeView } from '../../typings/api/shopper';
import type { Problem } from '../services/cloud';
import type { Phase } from '../stores/membership';
import type { Foot } from '../stores/paged';
import type { PointsWords, Words } from '../words/index';
import { figure } from './figures';

/** What stands over the catalogue and stays while it scrolls. */
export interface MallHead {
  /** '' for a guest. */
  balance: string;
  word: string;
  spoken: string;
  guest: string;
  join: string;
  affordable: string;
  affordableOn: boolean;
  chips: { code: string; name: string; on: boolean }[];
  chipsLabel: string;
}

interface Filtered {
  categories: { code: string; name: string }[];
  category: string;
  affordable: boolean;
}

export function mallHead(home: HomeView | null, points: PointsWords, filtered: Filtered, words: Words): MallHead {
  const member = home?.member ?? null;
  const { mall } = words;
  const balance = member ? figure(member.points.available) : '';
  const chips = [{ code: '', name: mall.all }, ...filtered.categories].map(({ code, name }) => ({
    code,
    name,
    on: code === filtered.category,
  }));
  return {
    balance,
    word: mall.balance(points.name),
    spoken: member ? words.card.openPoints(points.name, balance) : '',
    guest: home && !member ? mall.guest : '',
    join: mall.join,
    affordable: member ? mall.affordable : '',
    affordableOn: filtered.affordable,
    chips: filtered.categories.length > 1 ? chips : [],
    chipsLabel: mall.categories,
  };
}

/** skeleton, failed, empty or list; and what the foot of the list says. */
export interface MallState {
  show: 'blank' | 'skeleton' | 'failed' | 'empty' | 'list';
  empty: string;
  emptyAction: string;
  foot: Foot;
  footText: string;
}

interface Fetched extends Filtered {
  phase: Phase;
  foot: Foot;
  count: number;
  problem: Problem | null;
}

export function mallState(mall: Fetched, points: PointsWords, words: Words): MallState {
  const narrowed = mall.category !== '' || mall.affordable;
  const nothing = mall.affordable ? words.mall.emptyAffordable(points.name) : words.mall.emptyCategory;
  return {
    show: mall.phase === 'ready' ? (mall.count > 0 ? 'list' : 'empty') : mall.phase,
    empty: narrowed ? nothing : words.mall.empty,
    emptyAction: narrowed ? words.mall.showAll : words.mall.emptyAction,
    foot: mall.foot,
    footText: { more: '', loading: words.mall.more, failed: words.mall.moreFailed, end: words.mall.end }[mall.foot],
  };
}
