import type { BirthdayInput, MemberView } from '../../../typings/api/shopper';
import type { MonthDay } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, execute } from '../account';
import { dayOf, isDayKey } from '../calendar';
import { loadSettings } from '../settings';
import { findMember } from './find';
import { memberView } from './member-view';
import { hiddenPrintOf } from './print';
import { memberStamp } from './stamp';

/** Set once by the member: who could move a birthday would have one every month. */
export async function setBirthday(env: Environment, caller: Caller, input: BirthdayInput): Promise<Result<MemberView>> {
  if (!isMonthDay(input.day)) return refuse('INVALID_INPUT', { field: 'payload.day' });
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, caller.openid)]);
  if (!member) return refuse('NOT_MEMBER');
  const executed = await execute(env, member, birthdaySetting(caller, input.day), memberStamp(env, settings));
  if (!executed.ok) return executed;
  return accept(memberView(executed.data.member, settings, dayOf(env.now, settings.programme.zone)));
}

/** A day of every year. 29 February is one; who is born on it is celebrated on the 28th in other years. */
export function isMonthDay(text: string): text is MonthDay {
  return isDayKey(`2000-${text}`);
}

function birthdaySetting({ key: tap }: Caller, day: MonthDay): Command {
  const key = `tap:birthday:${digest(tap)}`;
  const print = hiddenPrintOf('member.setBirthday', day);
  return {
    key,
    print,
    known: () => 'ask',
    rule: ({ birthday }) => {
      if (birthday !== null) return refuse('BIRTHDAY_SET');
      const because = [{ code: 'birthday.set', args: {}, result: 0 }];
      const draft = { key, kind: 'profile' as const, ref: null, moves: [], because, print, result: {} };
      return accept({ change: { birthday: day }, drafts: [draft] });
    },
  };
}
