import type {
  CalendarInput,
  CalendarView,
  CheckInView,
  MakeUpInput,
  SignedView,
  SignInInput,
} from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import {
  type Command,
  type Executed,
  execute,
  factsOfRef,
  factUnder,
  journalOf,
  type Member,
  printOf,
} from '../account';
import { dayOf, monthOf } from '../calendar';
import { findMember, memberStamp, memberView } from '../membership';
import { namesOf } from '../programme';
import { loadSettings, type Settings } from '../settings';
import { type Act, posting, termsOf } from './booking';
import { calendarView, canShow, monthRef } from './calendar';
import { checkInRules } from './guide';
import { cardsLeft, fill, isOpen } from './makeup';
import { signIn as signInRule } from './rules';
import type { EarnedGift } from './streak';
import { checkInView, type Looked } from './strip';

/** At most one entry a day and some repairs. */
const ENTRIES_A_MONTH = 100;

export async function signIn(env: Environment, caller: Caller, input: SignInInput): Promise<Result<SignedView>> {
  const opened = await open(env, caller.openid);
  if (!opened.ok) return opened;
  const { settings, member, today } = opened.data;
  const day = input.day ?? dayOfTap(member, caller.key) ?? today;
  if (day !== today) return firstAnswer(env, opened.data, day, caller);
  const act = acting(env, caller, today);
  const command: Command = {
    key: `checkin:${today}`,
    print: printOf('checkin.signIn', today),
    known: ({ lastCheckIn }) =>
      lastCheckIn === today ? 'used' : lastCheckIn === null || lastCheckIn < today ? 'never' : 'ask',
    rule: (snapshot) => {
      const signed = signInRule(snapshot.checkIn.days, termsOf(settings, snapshot, today), today);
      if (!signed) return refuse('DAY_CHANGED');
      const change = {
        lastCheckIn: later(snapshot.lastCheckIn, today),
        checkIn: { ...snapshot.checkIn, days: signed.days },
      };
      return accept(posting(settings, snapshot, signed, act('checkin', today), change));
    },
  };
  return perform(env, settings, member, command, caller);
}

export async function makeUp(env: Environment, caller: Caller, input: MakeUpInput): Promise<Result<SignedView>> {
  const opened = await open(env, caller.openid);
  if (!opened.ok) return opened;
  const { settings, member, today } = opened.data;
  const { checkIn: programme } = settings.programme;
  const { day } = input;
  const act = acting(env, caller, today);
  const command: Command = {
    key: `makeup:${day}`,
    print: printOf('checkin.makeUp', day),
    known: () => 'ask',
    rule: (snapshot) => {
      if (!isOpen(snapshot.checkIn.days, programme, snapshot.joinedOn, day, today)) return refuse('MAKEUP_NOT_OPEN');
      const cards = cardsLeft(snapshot.checkIn, programme, today);
      if (cards === 0) return refuse('MAKEUP_NO_CARD');
      const filled = fill(snapshot.checkIn.days, termsOf(settings, snapshot, today), day, today, cards - 1);
      const month = monthOf(today);
      const used = snapshot.checkIn.makeUp?.month === month ? snapshot.checkIn.makeUp.used : 0;
      const change = { checkIn: { days: filled.days, makeUp: { month, used: used + 1 } } };
      return accept(posting(settings, snapshot, filled, act('makeup', day), change));
    },
  };
  return perform(env, settings, member, command, caller);
}

export async function calendar(env: Environment, openid: string, input: CalendarInput): Promise<Result<CalendarView>> {
  const opened = await open(env, openid);
  if (!opened.ok) return opened;
  const { settings, member, today } = opened.data;
  const month = input.month ?? monthOf(today);
  if (!canShow(month, today)) return refuse('INVALID_INPUT', { field: 'payload.month' });
  const facts = await factsOfRef(env.store, member, monthRef(month), ENTRIES_A_MONTH);
  const names = namesOf(settings.programme, settings.stores, settings.templates);
  const rules = checkInRules(settings.programme, names, today);
  return accept(calendarView(lookedAt(settings, member, today), rules, month, facts, env.now));
}

/** What a member, or with null a guest, sees of the check-in; null when the module is off. */
export function checkInOf(settings: Settings, member: Member | null, today: DayKey): CheckInView | null {
  if (!settings.shop.modules.checkin) return null;
  return checkInView(lookedAt(settings, member, today));
}

function lookedAt(settings: Settings, member: Member | null, today: DayKey): Looked {
  const terms = termsOf(settings, member, today);
  if (member) return { state: member.checkIn, joinedOn: member.joinedOn, terms, today };
  return { state: { days: [], makeUp: null }, joinedOn: today, terms, today };
}

type Opened = { settings: Settings; member: Member; today: DayKey };

async function open(env: Environment, openid: string): Promise<Result<Opened>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!settings.shop.modules.checkin) return refuse('MODULE_OFF');
  if (!member) return refuse('NOT_MEMBER');
  return accept({ settings, member, today: dayOf(env.now, settings.programme.zone) });
}

type Signing = Pick<Executed, 'fact' | 'member'>;

function acting(env: Environment, caller: Caller, today: DayKey): (kind: Act['kind'], day: DayKey) => Act {
  return (kind, day) => ({ kind, day, today, now: env.now, tap: tapOf(caller.key) });
}

async function perform(
  env: Environment,
  settings: Settings,
  member: Member,
  command: Command,
  caller: Caller,
): Promise<Result<SignedView>> {
  const executed = await execute(env, member, command, memberStamp(env, settings));
  return executed.ok ? accept(signedView(env, settings, executed.data, caller)) : executed;
}

function signedView(env: Environment, settings: Settings, { fact, member }: Signing, caller: Caller): SignedView {
  const today = dayOf(env.now, settings.programme.zone);
  const gift = fact.result.gift as EarnedGift | null;
  return {
    now: env.now,
    today,
    // The same tap sent again gets the very answer it missed.
    repeated: fact.result.tap !== tapOf(caller.key),
    earned: fact.points,
    because: fact.because,
    gift: gift && { streak: gift.streak, points: gift.points, right: gift.right?.name ?? null },
    member: memberView(member, settings, today),
    checkin: checkInView(lookedAt(settings, member, today)),
  };
}

/**
 * A tap of another day: signed at 23:59:59 and sent again after midnight, because its answer was lost. It gets that
 * answer. A tap that has signed nothing is told that the day has changed.
 */
async function firstAnswer(env: Environment, opened: Opened, day: DayKey, caller: Caller): Promise<Result<SignedView>> {
  const { settings, member, today } = opened;
  const fact = day < today ? await factUnder(env.store, member, `checkin:${day}`) : null;
  if (fact?.result.tap !== tapOf(caller.key)) return refuse('DAY_CHANGED');
  return accept(signedView(env, settings, { fact, member }, caller));
}

/** The day that this very tap has signed: a phone that names no day must not sign the next one with the same tap. */
function dayOfTap(member: Member, key: string): DayKey | undefined {
  const fact = journalOf(member).find(({ kind, result }) => kind === 'checkin' && result.tap === tapOf(key));
  return fact?.key.slice('checkin:'.length) as DayKey | undefined;
}

/** Only grows, also when the server's clock or the programme's zone was set back. */
function later(known: DayKey | null, today: DayKey): DayKey {
  return known !== null && known > today ? known : today;
}

/** What a tap is recognised by; the phone's text itself is not kept. */
function tapOf(key: string): string {
  return digest(key).slice(0, 12);
}
