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

/** A hatched part that is there is seen beside the knob, however small; the figure is in the sentence. */
const LEAST_HATCHED = 8;

const tenth = (place: number) => Math.round(place * 10) / 10;

/** Places on the bar: the way to the next tier takes most of it, the tiers beyond share what is left evenly. */
function placing({ floor, next, ticks }: ProgressView): {
  place(growth: number): number;
  marks: ProgressBarView['ticks'];
} {
  if (!next) return { place: () => 100, marks: [] };
  const beyond = ticks.filter(({ at }) => at > next.at).sort((a, b) => a.at - b.at);
  const end = beyond.length > 0 ? NEXT_AT : 100;
  const place = (growth: number) =>
    tenth(end * Math.min(1, Math.max(0, growth - floor) / Math.max(1, next.at - floor)));
  const marks = [
    ...ticks.filter(({ at }) => at > floor && at <= next.at).map(({ name, at }) => ({ name, at: place(at) })),
    ...beyond.map(({ name }, index) => ({ name, at: tenth(end + ((100 - end) * (index + 1)) / beyond.length) })),
  ];
  return { place, marks: marks.filter(({ at }) => at < 100) };
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

/** Nothing lies ahead of the highest tier: its whole bar is the growth it has. */
function topSolid(growth: number, provisional: number): number {
  return growth === 0 ? 100 : tenth((100 * (growth - provisional)) / growth);
}

function plainPart(at: number, exact: number, provisional: number): number {
  return provisional > 0 ? tenth(Math.max(0, Math.min(exact, at - LEAST_HATCHED))) : exact;
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
  const { place, marks } = placing(progress);
  const at = place(growth);
  const exact = next ? place(growth - provisional) : topSolid(growth, provisional);
  const hint = brief ? words.progress.provisionalShort : words.progress.provisional;
  return {
    at,
    solid: plainPart(at, exact, provisional),
    ticks: marks,
    valueNow: growth,
    valueMin: floor,
    valueMax: Math.max(growth, next?.at ?? growth),
    text: sentence(progress, tier, today, words),
    urgent: progress.keep?.urgent ?? false,
    provisional: provisional > 0 ? hint(figure(provisional)) : '',
    label: words.progress.label,
  };
}
