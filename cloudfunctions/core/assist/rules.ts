/** What an assistance is at an instant, and whether somebody has to look at it. Pure. */
import type { AssistView } from '../../../typings/api/friends';
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { AssistTerms, CaseReason, Referral } from '../inviting';
import type { Assist } from './assist';

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

/**
 * Why somebody has to look before it is paid; nothing: nobody has to. Friends whose own joining is looked at, or was
 * refused, bring the reasons of it along.
 * @param sameAddress from so many friends of one network address on
 */
export function judge(
  { helpers }: Pick<Assist, 'helpers'>,
  joinings: readonly Pick<Referral, 'registered'>[],
  sameAddress: number,
): CaseReason[] {
  const most = largest(Object.values(helpers).flatMap(({ address }) => address ?? []));
  const own: CaseReason[] = most >= sameAddress ? [{ code: 'sameAddress', args: { count: most } }] : [];
  const doubted = joinings.filter(({ registered: { state } }) => state === 'review' || state === 'refused');
  const brought = doubted.flatMap(({ registered }) => registered.reasons);
  return [...own, ...brought].filter(({ code }, place, all) => all.findIndex((each) => each.code === code) === place);
}

function largest(addresses: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const address of addresses) counts.set(address, (counts.get(address) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
