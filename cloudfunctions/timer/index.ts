/** The function for the clock: delivers what the calls have left behind, and asks again what WeChat did not answer. */
import type { Answer } from '../../typings/api/envelope';
import type { EpochMs } from '../../typings/domain';
import { type Swept, sweep } from '../core/account';
import { checkNames, type NamesChecked } from '../core/membership';
import { loadSettings } from '../core/settings';
import { type Context, observed } from '../platform/call';
import { render } from '../platform/errors';
import { callerOpenid } from '../platform/identity';
import { checkText } from '../platform/open-api';
import { accept, type Result, refuse } from '../platform/refusal';

/** Well before the time-out of 60 s; what is left is due at the next tick. */
const WORKING_MS = 40_000;

type Ticked = Swept & { names: NamesChecked };

export async function main(_event: unknown, context?: Context): Promise<Answer<Ticked>> {
  const answer = await observed('timer', context, async (env, note): Promise<Result<Ticked>> => {
    note.action = 'sweep';
    // Anyone in WeChat can call any function; only the platform's own trigger comes without an identity.
    if (callerOpenid() !== null) return refuse('NOT_ALLOWED');
    const stopAt = (env.clock() + WORKING_MS) as EpochMs;
    const { programme } = await loadSettings(env);
    const swept = await sweep(env, programme.zone, stopAt);
    return accept({ ...swept, names: await checkNames(env, programme, checkText, stopAt) });
  });
  return answer.ok ? answer : { ok: false, error: render(answer, 'zh-Hans') };
}
