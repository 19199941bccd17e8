import type { MemberView, ProfileInput } from '../../../typings/api/shopper';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import type { TextCheck } from '../../platform/open-api';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, execute, type Profile } from '../account';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import { findMember } from './find';
import { memberView } from './member-view';
import { firstCheck } from './name-check';
import { hiddenPrintOf } from './print';
import { memberStamp } from './stamp';

/**
 * Sets nickname and avatar. A text that WeChat calls risky is refused; when WeChat cannot be asked, the text is taken
 * and the timer asks again (name-check.ts): nobody should be unable to write their name because a service is down.
 */
export async function updateProfile(
  env: Environment,
  caller: Caller,
  input: ProfileInput,
  checkText: TextCheck,
): Promise<Result<MemberView>> {
  const { nickname, avatar } = input;
  const [settings, member, verdict] = await Promise.all([
    loadSettings(env),
    findMember(env.store, caller.openid),
    nickname === undefined ? 'pass' : checkText(caller.openid, nickname),
  ]);
  if (!member) return refuse('NOT_MEMBER');
  if (verdict === 'risky') return refuse('TEXT_REFUSED', { field: 'payload.nickname' });
  if (avatar !== undefined && !isOwnPicture(avatar, member.number))
    return refuse('INVALID_INPUT', { field: 'payload.avatar' });
  const print = hiddenPrintOf('member.updateProfile', input);
  const key = `tap:profile:${digest(caller.key)}`;
  const command: Command = {
    key,
    print,
    known: () => 'ask',
    rule: ({ profile }) => {
      const changed = {
        nickname: nickname ?? profile.nickname,
        avatar: avatar ?? profile.avatar,
        unchecked: nickname === undefined ? profile.unchecked : verdict === 'unknown',
        ...formerOf(profile, avatar),
      };
      const because = [{ code: 'profile.changed', args: {}, result: 0 }];
      const draft = { key, kind: 'profile' as const, ref: null, moves: [], because, print, result: {} };
      const nameCheck = verdict === 'unknown' ? firstCheck(key, env.now) : null;
      const change = { profile: changed, ...(nickname === undefined ? {} : { nameCheck }) };
      return accept({ change, drafts: [draft] });
    },
  };
  const executed = await execute(env, member, command, memberStamp(env, settings));
  if (!executed.ok) return executed;
  return accept(memberView(executed.data.member, settings, dayOf(env.now, settings.programme.zone)));
}

/** So many pictures of before are known by name. */
const FORMER_MAX = 50;

/** A picture that another one takes the place of goes on being known, so that it can be deleted when they leave. */
function formerOf({ avatar, former = [] }: Profile, next: string | undefined): Pick<Profile, 'former'> {
  const replaced = next !== undefined && avatar !== null && avatar !== next;
  const all = replaced ? [...former.filter((each) => each !== next), avatar] : former;
  return all.length > 0 ? { former: all.slice(-FORMER_MAX) } : {};
}

/** Nobody may show a picture that somebody else uploaded. cloud://<environment>.<bucket>/<path> */
function isOwnPicture(fileId: string, number: string): boolean {
  const [, path] = /^cloud:\/\/[A-Za-z0-9.-]+\/(.+)$/.exec(fileId) ?? [];
  return path !== undefined && new RegExp(`^avatars/${number}/[A-Za-z0-9_.-]{1,100}$`).test(path);
}
