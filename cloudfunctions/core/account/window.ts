/** Lots as a list with one lot per window. Pure. */
import type { DayKey, Points } from '../../../typings/domain';
import { FAR_DAY } from './clockwork';

/** When points can be spent. */
export interface Window {
  /** First day; null once that day has come. FAR_DAY: a day that is not known yet. */
  from: DayKey | null;
  /** Last day: a month's end. */
  until: DayKey;
}

/** Points with one window. In a member's lots, negative points are a debt: see debt.ts. */
export interface Lot extends Window {
  points: Points;
}

/** Lots after a change, and what was put in (+) or taken out (−), lot by lot: the moves sum to the change of the balance. */
export interface Moved {
  lots: Lot[];
  moves: Lot[];
}

/** Where a debt stands: it can be paid at any time and never lapses. */
export const DEBT: Window = { from: null, until: FAR_DAY };

export function hasBegun(window: Window, today: DayKey): boolean {
  return window.from === null || window.from <= today;
}

export function hasEnded(window: Window, today: DayKey): boolean {
  return window.until < today;
}

/** Neither waiting nor over. */
export function isOpen(window: Window, today: DayKey): boolean {
  return hasBegun(window, today) && !hasEnded(window, today);
}

export function isSame(a: Window, b: Window, today: DayKey): boolean {
  return nameOf(begun(a, today)) === nameOf(begun(b, today));
}

/** One lot per window, earliest end first, nothing empty. */
export function tidy(lots: readonly Lot[], today: DayKey): Lot[] {
  const byWindow = new Map<string, Lot>();
  for (const lot of lots.map((each) => begun(each, today))) {
    const name = nameOf(lot);
    const same = byWindow.get(name);
    byWindow.set(name, same ? { ...same, points: (same.points + lot.points) as Points } : lot);
  }
  return [...byWindow.entries()]
    .filter(([, lot]) => lot.points !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, lot]) => lot);
}

export function begun<W extends Window>(window: W, today: DayKey): W {
  return window.from !== null && window.from <= today ? { ...window, from: null } : window;
}

export function sum(lots: readonly Lot[]): Points {
  return lots.reduce((total, lot) => total + lot.points, 0) as Points;
}

export function minus(lot: Lot, points: number = lot.points): Lot {
  return { ...lot, points: -points as Points };
}

function nameOf(window: Window): string {
  return `${window.until} ${window.from ?? ''}`;
}
