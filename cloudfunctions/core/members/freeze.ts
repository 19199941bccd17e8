/** An account is paused, or opened again: it takes what comes in and cannot spend. The member sees it, with the reason. */
import type { MemberActions } from '../../../typings/api/members';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, execute, type Posting, printOf } from '../account';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import { actIdOf, type Staff } from '../staffing';
import { careStamp, subjectOf } from './subject';

type Input = MemberActions['members.freeze'][0];

/** Refuses with MEMBER_NOT_FOUND, CLOSED, KEY_REUSED; with BUSY when the same key is to be sent again. */
export async function freeze(
  env: Environment,
  staff: Staff,
  input: Input,
  key: string,
): Promise<Result<MemberActions['members.freeze'][1]>> {
  const settings = await loadSettings(env);
  const subject = await subjectOf(env, settings, input.id);
  if (!subject.ok) return subject;
  const wanted = input.frozen ? 'frozen' : 'active';
  const command = setting(`state:${actIdOf(staff._id, key)}`, wanted, input);
  const executed = await execute(env, subject.data, command, careStamp(env, settings));
  const today = dayOf(env.now, settings.programme.zone);
  if (executed.ok) return accept({ now: env.now, today, changed: true });
  // Somebody else was first: it is as it should be.
  const asWanted = executed.code === 'NOT_ALLOWED' && executed.details?.reason === 'already';
  return asWanted ? accept({ now: env.now, today, changed: false }) : executed;
}

function setting(key: string, state: 'frozen' | 'active', input: Input): Command {
  const print = printOf('members.freeze', input);
  const { reason } = input;
  return {
    key,
    print,
    known: () => 'ask',
    whenFrozen: true,
    rule: (member): Result<Posting> => {
      if (member.state === state) return refuse('NOT_ALLOWED', { reason: 'already' });
      const line =
        state === 'frozen'
          ? { code: 'state.frozen', args: { reason }, result: 0 }
          : { code: 'state.active', args: {}, result: 0 };
      const draft = { key, kind: 'state' as const, ref: null, moves: [], because: [line], print, result: { reason } };
      return accept({ change: { state }, drafts: [draft] });
    },
  };
}
