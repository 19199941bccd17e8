import type { TierCardView, TiersView } from '../../../typings/api/shopper';
import { dayText } from '../../views/dates';
import { figure, signed } from '../../views/figures';
import type { RuleView } from '../../views/guide';
import { keepText, type ProgressBarView, progressBarView } from '../../views/progress';
import { type TierFace, tierFace } from '../../views/tier';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import { kindText } from './receipt';
import { type RightRow, rightRows } from './rights';
import { guideView } from './rules';

/** The tier page, ready to draw. */
export interface TiersPageView {
  cards: TierCardFace[];
  /** Place of the own tier among the cards; the first for a guest. */
  own: number;
  progress: TierProgress | null;
  growth: { id: string; what: string; day: string; growth: string; gain: boolean; spoken: string }[];
  rules: RuleView[];
}

export interface TierCardFace extends TierFace {
  own: boolean;
  state: string;
  spoken: string;
  rightsTitle: string;
  rights: TierRight[];
}

export interface TierRight extends RightRow {
  locked: boolean;
  /** What opens it; '' when it is open. */
  opens: string;
}

interface TierProgress {
  title: string;
  figure: string;
  bar: ProgressBarView;
  /** Until when the tier holds, what keeps it, what happens otherwise. */
  lines: { text: string; urgent: boolean }[];
  /** It can be lost. */
  falls: boolean;
}

function gift({ gift: points }: TierCardView, unit: string, words: PageWords): RightRow[] {
  if (points === 0) return [];
  const word = words.tiersPage.gift(words.figures.points(figure(points), unit));
  return [{ code: 'gift', icon: 'gift', word, text: words.tiersPage.giftHint }];
}

/** The tier's own rights; under the own card those that only higher tiers have follow, and say what opens them. */
function rightsOf(tier: TierCardView, all: TierCardView[], points: PointsWords, words: PageWords): TierRight[] {
  const rows = [...rightRows(tier.rights, points, words), ...gift(tier, points.unit, words)];
  const locked = tier.state === 'ahead';
  const way = tier.from > 0 ? words.tiersPage.opens(tier.name) : words.tiersPage.opensByJoining;
  const opens = locked ? way : '';
  const list = rows.map((row) => ({ ...row, locked, opens }));
  if (tier.state !== 'own') return list;
  const known = new Set(tier.rights.map(({ code }) => code));
  for (const higher of all.filter(({ rank }) => rank > tier.rank)) {
    const further = higher.rights.filter(({ code }) => code !== 'custom' && !known.has(code));
    for (const { code } of further) known.add(code);
    const said = words.tiersPage.opens(higher.name);
    list.push(...rightRows(further, points, words).map((row) => ({ ...row, locked: true, opens: said })));
  }
  return list;
}

function stateText({ state, from }: TierCardView, words: PageWords): string {
  if (state === 'ahead') return from > 0 ? words.tiersPage.ahead(figure(from)) : words.tiersPage.first;
  return words.tiersPage[state];
}

function cardFace(tier: TierCardView, all: TierCardView[], points: PointsWords, words: PageWords): TierCardFace {
  const state = stateText(tier, words);
  const rights = rightsOf(tier, all, points, words);
  return {
    ...tierFace(tier),
    own: tier.state === 'own',
    state,
    spoken: words.tiersPage.card(tier.name, state),
    rightsTitle: rights.length > 0 ? words.tiersPage.rights(tier.name) : words.tiersPage.noRights,
    rights,
  };
}

function progressLines({ own, progress, today }: TiersView, words: PageWords): TierProgress['lines'] {
  if (!own || !progress) return [];
  const { until, keep } = progress;
  const plain = (text: string) => ({ text, urgent: false });
  const holds = until ? words.progress.until(own.name, dayText(until, today, words)) : words.progress.forever(own.name);
  if (!until) return [plain(holds)];
  const restarts = plain(words.progress.restarts(dayText(until, today, words)));
  // The first tier cannot be lost.
  if (own.rank === 0) return [restarts];
  if (!keep) return [plain(holds), plain(words.progress.kept(own.name)), restarts];
  const wanted = { text: keepText(keep, own, today, words), urgent: keep.urgent };
  return [plain(holds), wanted, plain(words.progress.falls(keep.fallsTo)), restarts];
}

function progressView(view: TiersView, words: PageWords): TierProgress | null {
  const { own, progress, today } = view;
  if (!own || !progress) return null;
  const bar = progressBarView({ progress: { ...progress, keep: null }, tier: own }, today, words, false);
  return {
    title: progress.next ? words.tiersPage.progress : words.tiersPage.progressTop,
    figure: words.progress.growth(figure(progress.growth)),
    bar,
    lines: progressLines(view, words),
    falls: own.rank > 0 && progress.until !== null && progress.keep !== null,
  };
}

export function tiersView(view: TiersView, points: PointsWords, words: PageWords): TiersPageView {
  const { tiers, history, today } = view;
  return {
    cards: tiers.map((tier) => cardFace(tier, tiers, points, words)),
    own: Math.max(
      0,
      tiers.findIndex(({ state }) => state === 'own'),
    ),
    progress: progressView(view, words),
    growth: history.map(({ id, day, kind, growth }) => {
      const [what, when] = [kindText(kind, points, words), dayText(day, today, words)];
      const spoken = words.tiersPage.growthSpoken(what, when, signed(growth));
      return { id, what, day: when, growth: signed(growth), gain: growth > 0, spoken };
    }),
    rules: guideView(view.rules, points, words),
  };
}
