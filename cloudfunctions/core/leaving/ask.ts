/** Wanting to leave, and staying after all. Both are one tap, and both may be tapped any number of times. */
import type { ClosingView } from '../../../typings/api/account';
import type { DayKey } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, execute, type Member, type Posting, tapKey } from '../account';
import { dayOf } from '../calendar';
import { findMember, memberStamp } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { counted, openOf } from './open';
import { asked, closingFrom, closingOf, printOfWish, stayed } from './rules';
import { closingView } from './view';

/** Refuses with NOT_MEMBER. */
export async function closing(env: Environment, openid: string): Promise<Result<ClosingView>> {
  const opened = await open(env, openid);
  return opened ? accept(await closingView(env, opened.settings, opened.member, openid)) : refuse('NOT_MEMBER');
}

/** Refuses with NOT_MEMBER, CLOSING_OPEN while something is under way, CLOSED or BUSY. Who is frozen may leave too. */
export async function close(env: Environment, caller: Caller): Promise<Result<ClosingView>> {
  const opened = await open(env, caller.openid);
  if (!opened) return refuse('NOT_MEMBER');
  const { settings, member } = opened;
  const until = closingFrom(env.now);
  const wish: Wish = {
    ...tapKey('closing', caller.key),
    print: printOfWish('asked'),
    is: (now) => closingOf(now) !== null,
    posting: (key) => asked(member._id, key, until, dayOf(until.until, settings.programme.zone)),
  };
  if (wish.is(member)) return answered(env, settings, member, caller);
  const inTheWay = await openOf(env, member, settings.programme.zone);
  // What comes in between is in the way of the end, where it is asked again.
  if (inTheWay.length > 0) return refuse('CLOSING_OPEN', counted(inTheWay));
  return committed(env, settings, member, wish, caller);
}

/** Refuses with NOT_MEMBER, CLOSED or BUSY. */
export async function stay(env: Environment, caller: Caller): Promise<Result<ClosingView>> {
  const opened = await open(env, caller.openid);
  if (!opened) return refuse('NOT_MEMBER');
  const { settings, member } = opened;
  const wish: Wish = {
    ...tapKey('staying', caller.key),
    print: printOfWish('stayed'),
    is: (now) => closingOf(now) === null,
    posting: (key) => stayed(member._id, key, env.now),
  };
  if (wish.is(member)) return answered(env, settings, member, caller);
  return committed(env, settings, member, wish, caller);
}

interface Wish extends Pick<Command, 'key' | 'known' | 'print'> {
  /** It is so already. */
  is(member: Member): boolean;
  posting(key: string): Posting;
}

async function committed(
  env: Environment,
  settings: Settings,
  member: Member,
  { key, known, print, is, posting }: Wish,
  caller: Caller,
): Promise<Result<ClosingView>> {
  const command: Command = {
    key,
    known,
    print,
    whenFrozen: true,
    rule: (now: Member, _today: DayKey) =>
      is(now) ? refuse('NOT_ALLOWED', { reason: ALREADY }) : accept(posting(key)),
  };
  const executed = await execute(env, member, command, memberStamp(env, settings));
  if (executed.ok) return answered(env, settings, executed.data.member, caller);
  // Another phone was first: it is as it should be.
  return executed.details?.reason === ALREADY ? closing(env, caller.openid) : executed;
}

const ALREADY = 'already';

async function answered(
  env: Environment,
  settings: Settings,
  member: Member,
  { openid }: Caller,
): Promise<Result<ClosingView>> {
  return accept(await closingView(env, settings, member, openid));
}

async function open(env: Environment, openid: string): Promise<{ settings: Settings; member: Member } | null> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  return member && { settings, member };
}
