/**
 * The standing of a day, folded from the one before: nothing here depends on when anybody looked. On each day, what the
 * days before have decided comes first (a period that is over: kept, or fallen), then a ladder that begins, then the
 * day's growth as one sum. Pure.
 */
import type { DayKey } from '../../../typings/domain';
import { addDays, addMonths, lastDayOf, monthOf } from '../calendar';
import { inOrder, ladderOn, mapped, rankIn, reached, rungOf } from './ladder';
import type { GrowthDay, Ladder, Standing, TierState } from './state';

/** Last day of a period that begins on `day`; null: it never ends. */
export function periodEnd(day: DayKey, ladder: Ladder): DayKey | null {
  return ladder.validityMonths === null ? null : lastDayOf(addMonths(monthOf(day), ladder.validityMonths));
}

/** First day on which a tier that is not kept has fallen; null when nothing can fall, or the tier is kept as things stand. */
export function fallDay(standing: Standing, ladder: Ladder, losses: readonly DayKey[]): DayKey | null {
  if (standing.until === null || rankIn(ladder, standing.tier) === 0 || isKept(standing, ladder)) return null;
  const held = addDays(standing.until, ladder.graceDays);
  // Nobody falls unwarned: not when the period is shorter than the warning, nor when the thresholds have just changed,
  // nor when a refund took what would have kept the tier.
  const reasons = [standing.since, ladder.since, ...losses.filter((loss) => loss <= held)];
  return latest([addDays(held, 1), ...reasons.map((day) => addDays(day, ladder.warningDays))]);
}

/** First day after `eve` on which time changes the standing if no growth comes; null when it never does. */
export function turnDay(standing: Standing, ladder: Ladder, losses: readonly DayKey[], eve: DayKey): DayKey | null {
  if (standing.until === null) return null;
  return latest([fallDay(standing, ladder, losses) ?? addDays(standing.until, 1), addDays(eve, 1)]);
}

/** The standing at the end of `today`, of the growth that `counts`. */
export function fold(
  state: Pick<TierState, 'base' | 'at' | 'log' | 'losses'>,
  ladders: readonly Ladder[],
  today: DayKey,
  counts: (gained: GrowthDay) => boolean = () => true,
): Standing {
  const gained = state.log.filter((each) => each.day > state.at && each.day <= today && counts(each));
  const begun = inOrder(ladders).filter(({ since }) => since > state.at && since <= today);
  const days = [...new Set([...gained.map(({ day }) => day), ...begun.map(({ since }) => since)])].sort();
  let ladder = ladderOn(ladders, state.at);
  // A member of before there were periods has none yet.
  const until = state.base.until ?? periodEnd(state.at, ladder);
  let standing: Standing = { ...state.base, until, tier: mapped(state.base.tier, ladder, ladders) };
  let eve = state.at;
  for (const day of days) {
    standing = passTime(standing, ladder, state.losses, eve, day);
    eve = day;
    const next = begun.filter(({ since }) => since === day).at(-1);
    if (next) {
      standing = changeLadder(standing, next, ladders, day);
      ladder = next;
    }
    const growth = gained.reduce((sum, each) => sum + (each.day === day ? each.growth : 0), 0);
    standing = grow(standing, ladder, growth, day);
  }
  return passTime(standing, ladder, state.losses, eve, today);
}

/** Everything that time alone decides after the end of `eve`, up to the beginning of `day`. */
function passTime(before: Standing, ladder: Ladder, losses: readonly DayKey[], eve: DayKey, day: DayKey): Standing {
  let standing = before;
  for (;;) {
    const turn = turnDay(standing, ladder, losses, eve);
    if (turn === null || turn > day) return standing;
    const fallen = fallDay(standing, ladder, losses) !== null;
    standing = fallen ? fallOn(standing, ladder, turn) : renewOn(standing, ladder, turn);
  }
}

function fallOn(standing: Standing, ladder: Ladder, day: DayKey): Standing {
  const { code } = reached(ladder, standing.kept, rankIn(ladder, standing.tier));
  return { tier: code, since: day, until: periodEnd(day, ladder), progress: 0, kept: 0 };
}

/** The next period follows on the last one, unless it would be over already. */
function renewOn(standing: Standing, ladder: Ladder, day: DayKey): Standing {
  const next = standing.until && periodEnd(standing.until, ladder);
  const until = next !== null && next < day ? periodEnd(day, ladder) : next;
  return { ...standing, since: day, until, progress: 0, kept: 0 };
}

function changeLadder(standing: Standing, next: Ladder, ladders: readonly Ladder[], day: DayKey): Standing {
  const tier = mapped(standing.tier, next, ladders);
  // A period that runs keeps its end; one without an end gets one, and the other way round.
  const until = next.validityMonths === null ? null : (standing.until ?? periodEnd(day, next));
  return { ...standing, tier, until };
}

function grow(before: Standing, ladder: Ladder, growth: number, day: DayKey): Standing {
  const standing = { ...before, progress: before.progress + growth, kept: before.kept + growth };
  const { code } = reached(ladder, standing.progress);
  if (rankIn(ladder, code) > rankIn(ladder, standing.tier))
    return { ...standing, tier: code, since: day, until: periodEnd(day, ladder), kept: 0 };
  const late = standing.until !== null && day > standing.until;
  return late && isKept(standing, ladder) ? renewOn(standing, ladder, day) : standing;
}

export function isKept(standing: Standing, ladder: Ladder): boolean {
  return standing.kept >= rungOf(ladder, standing.tier).keep;
}

export function latest(days: readonly DayKey[]): DayKey {
  return days.reduce((later, day) => (day > later ? day : later));
}
