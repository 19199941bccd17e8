/** What time has made due on a member, as the account asks the clockwork. Pure. */
import type { DayKey } from '../../../typings/domain';
import { type Clockwork, type Due, FAR_DAY } from './clockwork';
import { balanceOf } from './lots';
import type { Member } from './member';
import type { Posting } from './posting';

const NOTHING: Due = { change: {}, drafts: [] };

export function dueOf(member: Member, clockwork: Clockwork, today: DayKey): Due {
  return isOver(member) ? NOTHING : clockwork.due(member, today);
}

export function wakeOf(member: Member, clockwork: Clockwork, today: DayKey): DayKey {
  return isOver(member) ? FAR_DAY : clockwork.wake(member, today);
}

/** The member as the rule of a command sees it: what is due has been booked. */
export function withDue(member: Member, { change }: Due): Member {
  const lots = change.lots ?? member.lots;
  return { ...member, ...change, balance: balanceOf(lots) };
}

/** The member as of today, for who only asks: what time has made due is booked. */
export function upToDate(member: Member, clockwork: Clockwork, today: DayKey): Member {
  return withDue(member, dueOf(member, clockwork, today));
}

export function inFrontOf(due: Due, posting: Posting): Posting {
  return { ...posting, change: { ...due.change, ...posting.change }, drafts: [...due.drafts, ...posting.drafts] };
}

/** Nothing happens any more to an account that is closed or has become another. */
function isOver({ state }: Member): boolean {
  return state === 'closed' || state === 'merged';
}
