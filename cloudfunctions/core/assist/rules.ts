/** What an assistance is at an instant, and whether somebody has to look at it. Pure. */
import type { AssistView } from '../../../typings/api/friends';
import type { DayKey, EpochMs } from '../../../typings/domain';
import {
  type AssistTerms,
  type CaseReason,
  type Referral,
  type ReferralTerms,
  SETTLE_MS,
  type Stage,
} from '../inviting';
import type { Assist, Help } from './assist';

/** The time may be over before the timer has said so. */
export function stateAt({ state, until }: Pick<Assist, 'state' | 'until'>, now: EpochMs): AssistView['state'] {
  if (state === 'open') return until < now ? 'over' : 'open';
  return state === 'granted' ? 'full' : state;
}

/** One at a time: another can be started when this one has ended. */
export function isRunning(assist: Pick<Assist, 'state' | 'until'>, now: EpochMs): boolean {
  return ['open', 'full', 'review'].includes(stateAt(assist, now));
}

/** On these days one can be started; what was started goes on to its own end. */
export function isOpenOn({ firstDay, lastDay }: AssistTerms, today: DayKey): boolean {
  return firstDay <= today && today <= lastDay;
}

/** In the order in which they came. */
export function helperIds({ helpers }: Pick<Assist, 'helpers'>): string[] {
  return Object.entries(helpers)
    .sort(([a, first], [b, second]) => first.at - second.at || (a < b ? -1 : 1))
    .map(([id]) => id);
}

/** From how many on somebody looks. */
export type Review = Pick<ReferralTerms['review'], 'sameAddress' | 'tenMinutes'>;

/** Where the programme says nothing of inviting. */
export const REVIEW: Review = { sameAddress: 3, tenMinutes: 3 };

export interface Signals {
  helpers: readonly Help[];
  /** When those joined who came after it was started. */
  newcomers: readonly EpochMs[];
  /** How the friends' own joining stands, of those who came on an invitation. */
  joinings: readonly Pick<Referral, 'registered'>[];
}

/**
 * Why somebody has to look before it is paid; nothing: nobody has to. Friends whose own joining is looked at, or was
 * refused, bring the reasons of it along.
 */
export function judge({ helpers, newcomers, joinings }: Signals, review: Review): CaseReason[] {
  const reasons: CaseReason[] = [];
  const sameAddress = largest(helpers.flatMap(({ address }) => address ?? []));
  if (sameAddress >= review.sameAddress) reasons.push({ code: 'sameAddress', args: { count: sameAddress } });
  const tenMinutes = densest(newcomers);
  if (tenMinutes >= review.tenMinutes) reasons.push({ code: 'speed', args: { count: tenMinutes } });
  for (const { registered } of joinings) if (isDoubted(registered)) reasons.push(...registered.reasons);
  return reasons.filter(({ code }, place) => reasons.findIndex((each) => each.code === code) === place);
}

/** The instant at which all of these joinings will have been judged; null: they have been. */
export function judgedAt(joinings: readonly Pick<Referral, 'registered' | 'at'>[]): EpochMs | null {
  const open = joinings.filter(({ registered }) => registered.state === 'waiting').map(({ at }) => at + SETTLE_MS);
  return open.length === 0 ? null : (Math.max(...open) as EpochMs);
}

function isDoubted({ state }: Stage): boolean {
  return state === 'review' || state === 'refused';
}

function largest(addresses: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const address of addresses) counts.set(address, (counts.get(address) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** Most of them within ten minutes. */
function densest(instants: readonly EpochMs[]): number {
  const within = (from: EpochMs) => instants.filter((at) => from <= at && at < from + SETTLE_MS).length;
  return Math.max(0, ...instants.map(within));
}
