/** The function for the clock: what time has made due, what the calls have left behind, what can be forgotten. */
import type { Answer } from '../../typings/api/envelope';
import type { EpochMs } from '../../typings/domain';
import { type Swept, sweep } from '../core/account';
import { clockworkOf, type Night, nightly } from '../core/dues';
import { checkNames, type NamesChecked } from '../core/membership';
import { clearRequests } from '../core/partners';
import { loadSettings } from '../core/settings';
import { type Context, observed } from '../platform/call';
import { render } from '../platform/errors';
import { callerOpenid } from '../platform/identity';
import { checkText } from '../platform/open-api';
import { accept, type Result, refuse } from '../platform/refusal';

/**
 * When each has to have ended, ms after the beginning, well before the time-out of 60 s: none takes the time of all, and
 * what is left is due at the next tick.
 */
const ENDS = { sweep: 12_000, nightly: 30_000, names: 36_000, requests: 40_000 };

type Ticked = Swept & { night: Night; names: NamesChecked; forgotten: number };

export async function main(_event: unknown, context?: Context): Promise<Answer<Ticked>> {
  const answer = await observed('timer', context, async (env, note): Promise<Result<Ticked>> => {
    note.action = 'tick';
    // Anyone in WeChat can call any function; only the platform's own trigger comes without an identity.
    if (callerOpenid() !== null) return refuse('NOT_ALLOWED');
    const begun = env.clock();
    const end = (of: keyof typeof ENDS) => (begun + ENDS[of]) as EpochMs;
    const settings = await loadSettings(env);
    const time = { zone: settings.programme.zone, clockwork: clockworkOf(settings, env.now) };
    const swept = await sweep(env, time, end('sweep'));
    const night = await nightly(env, settings, end('nightly'));
    const names = await checkNames(env, settings, checkText, end('names'));
    const forgotten = await clearRequests(env, end('requests'));
    return accept({ ...swept, night, names, forgotten });
  });
  return answer.ok ? answer : { ok: false, error: render(answer, 'zh-Hans') };
}
