/**
 * The tier of a day, by living through every day since joining:
 * - first what the days before have decided: a period that is over is renewed when enough growth came in it (or when it is
 *   the lowest tier), otherwise the tier holds through the days of grace, and in any case for as many days as a warning
 *   lasts after it was reached, after the thresholds changed, and after a refund took growth; then it falls;
 * - then thresholds that hold from this day on, which may lift the member at once;
 * - then the day's growth: it may lift the member, or keep a tier that is in its days of grace.
 */
import { monthEnd } from './days';

export interface Rung {
  code: string;
  from: number;
  keep: number;
}

export interface Thresholds {
  since: number;
  rungs: Rung[];
  validityMonths: number | null;
  graceDays: number;
  warningDays: number;
}

export interface Gained {
  day: number;
  final: number;
  growth: number;
}

export interface Stand {
  tier: string;
  since: number;
  until: number | null;
  progress: number;
  kept: number;
}

export interface Life {
  joinedOn: number;
  thresholds: Thresholds[];
  gained: Gained[];
  losses: number[];
}

export function standOn(life: Life, today: number, finalOnly = false): Stand {
  let ladder = inForce(life.thresholds, life.joinedOn);
  const lowest = ladder.rungs[0]?.code ?? '';
  const end = ladder.validityMonths === null ? null : monthEnd(life.joinedOn, ladder.validityMonths);
  const stand: Stand = { tier: lowest, since: life.joinedOn, until: end, progress: 0, kept: 0 };
  for (let day = life.joinedOn; day <= today; day += 1) {
    passNight(stand, ladder, life.losses, day);
    const next = inForce(life.thresholds, day);
    const changed = next !== ladder;
    if (changed) rename(stand, ladder, next, life.thresholds, day);
    ladder = next;
    let growth = 0;
    for (const each of life.gained) if (each.day === day && (!finalOnly || each.final <= today)) growth += each.growth;
    if (growth > 0 || changed) grow(stand, ladder, growth, day);
  }
  return stand;
}

function inForce(thresholds: Thresholds[], day: number): Thresholds {
  let found = thresholds[0] as Thresholds;
  for (const each of thresholds) if (each.since <= day) found = each;
  return found;
}

function passNight(stand: Stand, ladder: Thresholds, losses: number[], day: number): void {
  // A renewed period may be over already, so it is asked again.
  while (stand.until !== null && day > stand.until) {
    const rank = ladder.rungs.findIndex(({ code }) => code === stand.tier);
    if (rank === 0 || stand.kept >= (ladder.rungs[rank]?.keep ?? 0)) {
      const from = stand.until + 1;
      const next = ladder.validityMonths === null ? null : monthEnd(stand.until, ladder.validityMonths);
      stand.until = next;
      stand.since = from;
      stand.progress = 0;
      stand.kept = 0;
      continue;
    }
    const held = stand.until + ladder.graceDays;
    let falls = held + 1;
    for (const since of [stand.since, ladder.since, ...losses.filter((loss) => loss <= held)])
      falls = Math.max(falls, since + ladder.warningDays);
    if (day < falls) return;
    let lower = ladder.rungs[0]?.code ?? '';
    for (const rung of ladder.rungs.slice(0, rank)) if (rung.from <= stand.kept) lower = rung.code;
    stand.tier = lower;
    stand.since = falls;
    stand.until = ladder.validityMonths === null ? null : monthEnd(falls, ladder.validityMonths);
    stand.progress = 0;
    stand.kept = 0;
  }
}

function rename(stand: Stand, was: Thresholds, next: Thresholds, all: Thresholds[], day: number): void {
  if (!next.rungs.some(({ code }) => code === stand.tier)) {
    // Taken away: what it had taken to reach it decides.
    let from = 0;
    for (const ladder of [...all.filter(({ since }) => since <= next.since), was])
      for (const rung of ladder.rungs) if (rung.code === stand.tier) from = rung.from;
    for (const rung of next.rungs) if (rung.from <= from) stand.tier = rung.code;
  }
  if (next.validityMonths === null) stand.until = null;
  else stand.until ??= monthEnd(day, next.validityMonths);
}

function grow(stand: Stand, ladder: Thresholds, growth: number, day: number): void {
  stand.progress += growth;
  stand.kept += growth;
  const rank = ladder.rungs.findIndex(({ code }) => code === stand.tier);
  let reached = rank;
  ladder.rungs.forEach((rung, index) => {
    if (rung.from <= stand.progress) reached = Math.max(reached, index);
  });
  const months = ladder.validityMonths;
  if (reached > rank) {
    stand.tier = ladder.rungs[reached]?.code ?? '';
    stand.since = day;
    stand.until = months === null ? null : monthEnd(day, months);
    stand.kept = 0;
  } else if (stand.until !== null && day > stand.until && stand.kept >= (ladder.rungs[rank]?.keep ?? 0)) {
    const next = months === null ? null : monthEnd(stand.until, months);
    stand.until = next !== null && next < day ? monthEnd(day, months ?? 0) : next;
    stand.since = day;
    stand.progress = 0;
    stand.kept = 0;
  }
}
