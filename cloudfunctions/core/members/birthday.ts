/** The staff put a birthday right, or clear it so that the member can set it again. A year's present is given once. */
import type { MemberActions } from '../../../typings/api/members';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { type Command, execute } from '../account';
import { dayOf } from '../calendar';
import { hiddenPrintOf } from '../membership';
import { loadSettings } from '../settings';
import { actIdOf, type Staff } from '../staffing';
import { careStamp, subjectOf } from './subject';

type Input = MemberActions['members.birthday'][0];

/** Refuses with MEMBER_NOT_FOUND, CLOSED, KEY_REUSED; with BUSY when the same key is to be sent again. */
export async function putBirthday(
  env: Environment,
  staff: Staff,
  input: Input,
  key: string,
): Promise<Result<MemberActions['members.birthday'][1]>> {
  const settings = await loadSettings(env);
  const subject = await subjectOf(env, settings, input.id);
  if (!subject.ok) return subject;
  const command = putting(`birthday:staff:${actIdOf(staff._id, key)}`, input);
  const executed = await execute(env, subject.data, command, careStamp(env, settings));
  if (!executed.ok) return executed;
  return accept({ now: env.now, today: dayOf(env.now, settings.programme.zone) });
}

function putting(key: string, input: Input): Command {
  const print = hiddenPrintOf('members.birthday', input);
  return {
    key,
    print,
    known: () => 'ask',
    whenFrozen: true,
    rule: () => {
      const because = [{ code: 'adjust.birthday', args: {}, result: 0 }];
      const draft = { key, kind: 'adjust' as const, ref: null, moves: [], because, print, result: {} };
      return accept({ change: { birthday: input.birthday }, drafts: [draft] });
    },
  };
}
