/** How a member stands on a day, and what time will do to it. Pure. */
import type { DayKey } from '../../../typings/domain';
import { addDays } from '../calendar';
import { fallDay, fold, latest, turnDay } from './fold';
import { inOrder, ladderOn, rankIn, reached, rungOf } from './ladder';
import type { Ladder, Standing, TierState } from './state';

export interface Held extends Standing {
  /** 'warning' before the end of the period, 'grace' after it: the tier falls unless growth comes. */
  phase: 'safe' | 'warning' | 'grace';
  /** First day on which the tier has fallen; null when it cannot, or is kept as things stand. */
  fallsOn: DayKey | null;
  /** First day of the warning. */
  warnsFrom: DayKey | null;
  /** Code of the tier it then falls to. */
  fallsTo: string | null;
  /** Growth that keeping the tier still takes. */
  missing: number;
  /** The tier without the growth that a return could still take back. */
  finalTier: string;
  /** That growth, as far as it counts towards the next tier. */
  provisional: number;
}

/** At the end of `day`, all growth booked until then included. */
export function standingOn(state: TierState, ladders: readonly Ladder[], day: DayKey): Held {
  // The server's clock, or the programme's zone, was set back.
  const today = latest([day, state.at]);
  const standing = fold(state, ladders, today);
  const ladder = ladderOn(ladders, today);
  const open = state.log.filter(({ day, final }) => day <= today && final > today);
  const waiting = open.reduce((sum, { growth }) => sum + growth, 0);
  const final = open.length === 0 ? standing : finalStanding(state, ladders, today);
  return {
    ...standing,
    ...outlook(standing, ladder, state.losses, today),
    finalTier: final.tier,
    provisional: Math.min(waiting, standing.progress),
  };
}

function finalStanding(state: TierState, ladders: readonly Ladder[], today: DayKey): Standing {
  return fold(state, ladders, today, ({ final }) => final <= today);
}

type Outlook = Pick<Held, 'phase' | 'fallsOn' | 'warnsFrom' | 'fallsTo' | 'missing'>;

function outlook(standing: Standing, ladder: Ladder, losses: readonly DayKey[], today: DayKey): Outlook {
  const fallsOn = fallDay(standing, ladder, losses);
  if (fallsOn === null || standing.until === null)
    return { phase: 'safe', fallsOn: null, warnsFrom: null, fallsTo: null, missing: 0 };
  const ahead = addDays(fallsOn, -ladder.warningDays);
  const over = addDays(standing.until, 1);
  const warnsFrom = ahead < over ? ahead : over;
  const phase = today >= over ? 'grace' : today >= warnsFrom ? 'warning' : 'safe';
  const fallsTo = reached(ladder, standing.kept, rankIn(ladder, standing.tier)).code;
  return { phase, fallsOn, warnsFrom, fallsTo, missing: rungOf(ladder, standing.tier).keep - standing.kept };
}

/**
 * First day after `after` on which time may change what `standingOn` answers beyond a silent renewal of the lowest tier;
 * null when it never will.
 */
export function nextTurn(state: TierState, ladders: readonly Ladder[], after: DayKey): DayKey | null {
  const day = latest([after, state.at]);
  const ladder = ladderOn(ladders, day);
  const held = standingOn(state, ladders, day);
  const turns = [held, finalStanding(state, ladders, day)]
    .filter(({ tier }) => rankIn(ladder, tier) > 0)
    .map((standing) => turnDay(standing, ladder, state.losses, day));
  const days = [
    ...turns,
    held.warnsFrom,
    ...inOrder(ladders).map(({ since }) => since),
    ...state.log.map(({ final }) => final),
  ].filter((each) => each !== null && each > day);
  return (days as DayKey[]).sort()[0] ?? null;
}
