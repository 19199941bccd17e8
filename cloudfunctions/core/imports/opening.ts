/**
 * The two commands of an import on a member: what somebody brings from an older system, and its undoing.
 *
 * Laws: a member has at most one opening that stands, whichever file it came from. Undoing takes back what the opening
 * brought and nothing beside it: what has ended since is gone already, and what was spent follows the programme's refunds.
 */
import type { Because, DayKey, Points } from '../../../typings/domain';
import { accept, refuse } from '../../platform/refusal';
import {
  balanceOf,
  type Command,
  claw,
  type Draft,
  type Fact,
  gain,
  type Member,
  type Moved,
  printOf,
} from '../account';
import { dayOf } from '../calendar';
import { lastDayOfPoints } from '../programme';
import type { Settings } from '../settings';
import { addGrowth, standingOn, type TierState, takeGrowth, tierTurn } from '../tiers';
import type { ImportRow } from './import';

/** All openings of a member belong together: each is decided with a look at the others. */
export const OPENINGS = 'opening';

export function openingKey(importId: string, line: number): string {
  return `opening:${importId}:${line}`;
}

function undoneKey(key: string): string {
  return `${key}:undone`;
}

/** The opening that stands, of these facts. */
export function standingOpening(facts: readonly Pick<Fact, 'key'>[]): string | null {
  const keys = new Set(facts.map(({ key }) => key));
  return [...keys].find((key) => !key.endsWith(':undone') && !keys.has(undoneKey(key))) ?? null;
}

type Row = Omit<ImportRow, 'who'>;

/** Refused with TOO_MANY when the member has one already. */
export function opening(settings: Settings, importId: string, { line, points, growth, until }: Row): Command {
  const key = openingKey(importId, line);
  const print = printOf('imports.apply', { points, growth, until });
  return {
    key,
    print,
    ref: OPENINGS,
    known: () => 'ask',
    whenFrozen: true,
    rule: (member, today, facts) => {
      if (standingOpening(facts) !== null) return refuse('TOO_MANY');
      const window = { from: null, until: until ?? lastDayOfPoints(settings.programme, today) };
      const gained = points > 0 ? gain(member.lots, { ...window, points }, today) : unmoved(member);
      const tier = addGrowth(member.tier, settings.ladders, { day: today, final: today, growth }, today);
      const brought: Because = { code: 'opening.points', args: { points }, result: points };
      const draft = { ...blank(key, print, points), because: [brought], ...gained };
      return accept(posting(settings, member, today, draft, { growth, tier }));
    },
  };
}

/** What a row's undoing leaves with the member: points that were spent already. */
export interface Undone {
  waived: Points;
  owed: Points;
}

/** Refused with NOT_FOUND when there is nothing of this import on the member. */
export function undoing(settings: Settings, importId: string, line: number): Command {
  const key = openingKey(importId, line);
  const print = printOf('imports.undo', {});
  return {
    key: undoneKey(key),
    print,
    ref: OPENINGS,
    known: () => 'ask',
    whenFrozen: true,
    rule: (member, today, facts) => {
      const opened = facts.find((fact) => fact.key === key);
      if (!opened) return refuse('NOT_FOUND');
      const back = takenBack(settings, member, opened, today);
      const day = dayOf(opened.at, settings.programme.zone);
      const taken = { day, final: day, growth: opened.growth };
      const tier = takeGrowth(member.tier, settings.ladders, [taken], today);
      const points = balanceOf(back.moves);
      const told: Because = { code: 'opening.undone', args: { points: opened.points }, result: points };
      const result = { waived: back.waived, owed: back.owed };
      const draft = { ...blank(undoneKey(key), print, points), because: [told], ...back, result };
      return accept(posting(settings, member, today, draft, { growth: -opened.growth, tier }));
    },
  };
}

function takenBack(settings: Settings, member: Member, { points, moves }: Fact, today: DayKey): Moved & Undone {
  const none = { waived: 0 as Points, owed: 0 as Points };
  if (points <= 0) return { ...unmoved(member), ...none };
  const own = moves.filter((move) => move.points > 0);
  const last = own.map(({ until }) => until).sort()[0];
  const { shortfall } = settings.programme.refund;
  if (last === undefined || last >= today) return claw(member.lots, points, own, today, shortfall);
  // They have ended: only what has not been booked out yet is still there to be taken.
  const left = member.lots.filter(({ until }) => until === last).reduce((sum, lot) => sum + lot.points, 0);
  return claw(member.lots, Math.max(0, Math.min(points, left)) as Points, own, today, 'waive');
}

type Grown = { growth: number; tier: TierState };
type Told = Moved & Pick<Draft, 'key' | 'kind' | 'ref' | 'print' | 'because' | 'result'> & { points: Points };

function posting(settings: Settings, member: Member, today: DayKey, told: Told, { growth, tier }: Grown) {
  const { lots, moves, points, ...draft } = told;
  const { ladders, programme } = settings;
  const turn = tierTurn(standingOn(member.tier, ladders, today), standingOn(tier, ladders, today), programme.tiers);
  const counted: Because[] = growth > 0 ? [{ code: 'growth.counted', args: { growth }, result: points }] : [];
  const lines = [...draft.because, ...counted, ...turn.because.map((line) => ({ ...line, result: points }))];
  return {
    change: { lots, growth: member.growth + growth, tier },
    drafts: [{ ...draft, moves, growth, because: lines }],
  };
}

function blank(key: string, print: string, points: Points) {
  return { key, kind: 'opening' as const, ref: OPENINGS, print, points, result: {} };
}

function unmoved({ lots }: Member): Moved {
  return { lots, moves: [] };
}
