/** Tiers told a second time, as a shopkeeper would keep them: a card that is looked at every single day. */
import { addDays, addMonths, lastDayOf, monthOf } from '../../../cloudfunctions/core/calendar';
import type { Ladder } from '../../../cloudfunctions/core/tiers';
import type { DayKey } from '../../../typings/domain';

export interface Card {
  tier: string;
  since: DayKey;
  until: DayKey | null;
  progress: number;
  kept: number;
}

export interface Life {
  joinedOn: DayKey;
  ladders: Ladder[];
  gains: { day: DayKey; growth: number }[];
  losses: DayKey[];
}

export function cardOn({ joinedOn, ladders, gains, losses }: Life, today: DayKey): Card {
  let ladder = ladderFor(ladders, joinedOn);
  const first = ladder.rungs[0]?.code ?? '';
  const card: Card = { tier: first, since: joinedOn, until: endOf(ladder, joinedOn), progress: 0, kept: 0 };
  for (let day = joinedOn; day <= today; day = addDays(day, 1)) {
    morning(card, ladder, losses, day);
    const next = ladderFor(ladders, day);
    if (next !== ladder) {
      if (!next.rungs.some(({ code }) => code === card.tier)) {
        const old = ladder.rungs.find(({ code }) => code === card.tier)?.from ?? 0;
        card.tier = highest(next.rungs, old);
      }
      if (next.validityMonths === null) card.until = null;
      else if (card.until === null) card.until = endOf(next, day);
      ladder = next;
    }
    for (const gain of gains)
      if (gain.day === day) [card.progress, card.kept] = [card.progress + gain.growth, card.kept + gain.growth];
    evening(card, ladder, day);
  }
  return card;
}

/** What has been decided by the days before. */
function morning(card: Card, ladder: Ladder, losses: DayKey[], day: DayKey): void {
  const { until } = card;
  if (until === null || day <= until) return;
  const rank = ladder.rungs.findIndex(({ code }) => code === card.tier);
  const rung = ladder.rungs[rank];
  if (rank === 0 || card.kept >= (rung?.keep ?? 0)) {
    renew(card, ladder, day);
    return;
  }
  const graceEnds = addDays(until, ladder.graceDays);
  if (day <= graceEnds) return;
  for (const start of [card.since, ladder.since, ...losses.filter((loss) => loss <= graceEnds)])
    if (day < addDays(start, ladder.warningDays)) return;
  card.tier = highest(ladder.rungs.slice(0, rank), card.kept);
  Object.assign(card, { since: day, until: endOf(ladder, day), progress: 0, kept: 0 });
}

function evening(card: Card, ladder: Ladder, day: DayKey): void {
  const rank = ladder.rungs.findIndex(({ code }) => code === card.tier);
  const best = highest(ladder.rungs, card.progress);
  if (ladder.rungs.findIndex(({ code }) => code === best) > rank) {
    Object.assign(card, { tier: best, since: day, until: endOf(ladder, day), kept: 0 });
  } else if (card.until !== null && day > card.until && card.kept >= (ladder.rungs[rank]?.keep ?? 0)) {
    renew(card, ladder, day);
  }
}

function renew(card: Card, ladder: Ladder, day: DayKey): void {
  let until = card.until && endOf(ladder, card.until);
  if (until !== null && until < day) until = endOf(ladder, day);
  Object.assign(card, { since: day, until, progress: 0, kept: 0 });
}

function ladderFor(ladders: Ladder[], day: DayKey): Ladder {
  const begun = ladders.filter(({ since }) => since <= day);
  const ladder = begun[begun.length - 1] ?? ladders[0];
  if (!ladder) throw new Error('no ladder');
  return ladder;
}

function endOf({ validityMonths }: Ladder, day: DayKey): DayKey | null {
  return validityMonths === null ? null : lastDayOf(addMonths(monthOf(day), validityMonths));
}

function highest(rungs: Ladder['rungs'], growth: number): string {
  let best = rungs[0]?.code ?? '';
  for (const [rank, { code, from }] of rungs.entries()) if (rank > 0 && from <= growth) best = code;
  return best;
}
