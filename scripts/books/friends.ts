/** The rewards that referrals and assistances say were promised: what the entries are held against. */
import type { Promised } from '../../cloudfunctions/core/account';
import type { Assist } from '../../cloudfunctions/core/assist';
import type { Referral, Stage, StageState } from '../../cloudfunctions/core/inviting';
import type { Reader } from '../../cloudfunctions/platform/store';
import type { Points } from '../../typings/domain';
import { pages } from './check';

/** What each state says of the entry. */
const STAGES: Record<StageState, Promised['state']> = {
  waiting: 'open',
  review: 'open',
  granted: 'granted',
  paid: 'paid',
  limited: 'limited',
  refused: 'open',
  lapsed: 'open',
  none: 'open',
};

const ASSISTS: Record<Assist['state'], Promised['state']> = {
  open: 'open',
  full: 'open',
  review: 'open',
  granted: 'granted',
  paid: 'paid',
  refused: 'open',
  over: 'open',
};

export async function promisesOf(store: Reader): Promise<Promised[]> {
  const all: Promised[] = [];
  for await (const page of pages<Referral>(store, 'referrals'))
    for (const { _id, inviterId, registered, firstOrder } of page)
      all.push(
        stagePromised(`referral:${_id}:registered`, inviterId, registered),
        stagePromised(`referral:${_id}:firstOrder`, inviterId, firstOrder),
      );
  for await (const page of pages<Assist>(store, 'assists'))
    for (const { _id, starterId, reward, state } of page)
      all.push({ key: `assist:${_id}`, memberId: starterId, points: reward.points as Points, state: ASSISTS[state] });
  return all;
}

function stagePromised(key: string, memberId: string, { state, reward }: Stage): Promised {
  return { key, memberId, points: reward.points as Points, state: STAGES[state] };
}
