import type { MemberView, ProgressView, TierView } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import type { Words } from '../words/index';
import { dayText } from './dates';
import { figure, money } from './figures';

/** The bar between the tiers, ready to draw. Places are percent of its length. */
export interface ProgressBarView {
  /** Where growth stands, the knob. */
  at: number;
  /** Growth that no return can take back any more: the plain part of the fill; the rest up to `at` is hatched. */
  solid: number;
  ticks: { name: string; at: number }[];
  valueNow: number;
  valueMin: number;
  valueMax: number;
  /** What is left and until when. */
  text: string;
  /** The tier falls unless something happens soon. */
  urgent: boolean;
  /** Says what the hatching means; '' without any. */
  provisional: string;
  label: string;
}

/** Where the next tier stands when others come after it: the stretch one is on is the one to see. */
const NEXT_AT = 76;

/** Places on the bar: it begins with the own tier, the next one takes most of it, the others share what is left evenly. */
function placesAhead({ floor, next, ticks }: ProgressView): { at: number; place: number; name: string }[] {
  if (!next) return [];
  const ahead = ticks.filter(({ at }) => at > floor).sort((a, b) => a.at - b.at);
  const last = ahead.length - 1;
  return ahead.map(({ name, at }, index) => ({
    name,
    at,
    place: last === 0 ? 100 : NEXT_AT + ((100 - NEXT_AT) * index) / last,
  }));
}

function placeOf(growth: number, floor: number, ahead: { at: number; place: number }[]): number {
  let from = { at: floor, place: 0 };
  for (const to of ahead) {
    if (growth < to.at) {
      const share = Math.max(0, growth - from.at) / (to.at - from.at);
      return Math.round((from.place + (to.place - from.place) * share) * 10) / 10;
    }
    from = to;
  }
  return 100;
}

/** Spending when spending brings growth, growth otherwise. */
export function upText(next: NonNullable<ProgressView['next']>, words: Words): string {
  return next.missingFen > 0
    ? words.progress.up(money(next.missingFen), next.tier.name)
    : words.progress.upByGrowth(figure(next.missing), next.tier.name);
}

export function keepText(keep: NonNullable<ProgressView['keep']>, tier: TierView, today: DayKey, words: Words): string {
  const day = dayText(keep.lastDay, today, words);
  return keep.missingFen > 0
    ? words.progress.keep(day, money(keep.missingFen), tier.name)
    : words.progress.keepByGrowth(day, figure(keep.missing), tier.name);
}

function sentence(progress: ProgressView, tier: TierView, today: DayKey, words: Words): string {
  if (progress.keep?.urgent) return keepText(progress.keep, tier, today, words);
  return progress.next ? upText(progress.next, words) : words.progress.top;
}

/** @param brief the card has room for a few words only. */
export function progressBarView(
  { progress, tier }: Pick<MemberView, 'progress' | 'tier'>,
  today: DayKey,
  words: Words,
  brief = true,
): ProgressBarView {
  const { growth, floor, next } = progress;
  const provisional = Math.min(progress.provisional, growth);
  const ahead = placesAhead(progress);
  const hint = brief ? words.progress.provisionalShort : words.progress.provisional;
  return {
    at: placeOf(growth, floor, ahead),
    solid: placeOf(growth - provisional, floor, ahead),
    ticks: ahead.filter(({ place }) => place < 100).map(({ name, place }) => ({ name, at: place })),
    valueNow: growth,
    valueMin: floor,
    valueMax: Math.max(growth, next?.at ?? growth),
    text: sentence(progress, tier, today, words),
    urgent: progress.keep?.urgent ?? false,
    provisional: provisional > 0 ? hint(figure(provisional)) : '',
    label: words.progress.label,
  };
}
