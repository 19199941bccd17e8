/** The thresholds in force on a day. Pure. */
import type { DayKey } from '../../../typings/domain';
import type { Ladder } from './state';
import type { Tiers } from './tier';

export type Rung = Ladder['rungs'][number];

export function ladderOf(tiers: Tiers, since: DayKey): Ladder {
  const { list, validityMonths, graceDays, warningDays } = tiers;
  const rungs = list.map(({ code, from, keep }) => ({ code, from, keep }));
  return { since, rungs, validityMonths, graceDays, warningDays };
}

/** Oldest first. Days before the first known ladder are the first one's. */
export function inOrder(ladders: readonly Ladder[]): [Ladder, ...Ladder[]] {
  const [first, ...rest] = [...ladders].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  if (!first) throw new Error('there is at least one ladder');
  return [first, ...rest];
}

export function ladderOn(ladders: readonly Ladder[], day: DayKey): Ladder {
  const [first, ...rest] = inOrder(ladders);
  return rest.filter(({ since }) => since <= day).at(-1) ?? first;
}

/** 0 for the lowest; −1 for a code that the ladder does not have. */
export function rankIn(ladder: Ladder, code: string): number {
  return ladder.rungs.findIndex((rung) => rung.code === code);
}

export function rungOf(ladder: Ladder, code: string): Rung {
  const rung = ladder.rungs[rankIn(ladder, code)];
  if (!rung) throw new Error(`the ladder has no tier ${code}`);
  return rung;
}

/** The highest of the rungs below `below` that `growth` reaches; the lowest rung is reached by everybody. */
export function reached(ladder: Ladder, growth: number, below = ladder.rungs.length): Rung {
  const [lowest, ...others] = ladder.rungs.slice(0, Math.max(below, 1));
  if (!lowest) throw new Error('a ladder has at least one rung');
  return others.filter(({ from }) => from <= growth).at(-1) ?? lowest;
}

/** What a tier is called by another ladder: its own code, or what its threshold reaches there if it was taken away. */
export function mapped(code: string, to: Ladder, ladders: readonly Ladder[]): string {
  if (rankIn(to, code) >= 0) return code;
  // The ladder that knew it last says what it took.
  const knew = inOrder(ladders).filter((ladder) => ladder.since <= to.since && rankIn(ladder, code) >= 0);
  const from = knew.at(-1)?.rungs.find((rung) => rung.code === code)?.from ?? 0;
  return reached(to, from).code;
}

/** What a tier of an earlier day is called on this one. */
export function tierOn(code: string, ladders: readonly Ladder[], day: DayKey): string {
  return mapped(code, ladderOn(ladders, day), ladders);
}
