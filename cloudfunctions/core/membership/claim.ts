/**
 * A shopper shows that a phone number is theirs. Nobody has it: it is bound. A member without WeChat has it: that member
 * becomes one with the shopper's. The tap's own entry comes first and says which member is meant, because WeChat tells a
 * number once only: a repeat goes on from there. The points then move by the other member's entry and its credit.
 */
import type { ClaimedView, ClaimPhoneInput } from '../../../typings/api/shopper';
import type { EpochMs, Points } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import type { PhoneReader } from '../../platform/open-api';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, execute, factUnder, findMemberById, type Member, merge, printOf } from '../account';
import { dayOf } from '../calendar';
import { noticeBirth } from '../messaging';
import { loadSettings, type Settings } from '../settings';
import { findMember, nowOf } from './find';
import { claimed, hiddenId, phoneHashOf, tailOf } from './identity';
import { memberView } from './member-view';
import { memberOrigin, memberStamp } from './stamp';
import { madeFor } from './without-wechat';

/** What a tap was about: the member that becomes one with the shopper's, null when the number is only bound. */
type Claim = { from: string | null };

/**
 * Refuses with NOT_MEMBER, PHONE_UNREADABLE, PHONE_OF_OTHER, FROZEN or CLOSED; with BUSY when the same key is to be sent
 * again.
 */
export async function claimPhone(
  env: Environment,
  caller: Caller,
  input: ClaimPhoneInput,
  readPhone: PhoneReader,
): Promise<Result<ClaimedView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, caller.openid)]);
  if (!member) return refuse('NOT_MEMBER');
  const key = `tap:phone:${digest(caller.key)}`;
  const print = printOf('member.claimPhone', input);
  const earlier = await factUnder(env.store, member, key);
  if (earlier)
    return earlier.print === print ? finish(env, settings, member, claimIn(earlier.result)) : refuse('KEY_REUSED');
  if (member.state !== 'active') return refuse(member.state === 'frozen' ? 'FROZEN' : 'CLOSED');
  const phone = await readPhone(input.code);
  if (phone === 'unreadable') return refuse('PHONE_UNREADABLE');
  const claim = await claimOf(env, settings, member, phone);
  if (!claim.ok) return claim;
  const tapped = await execute(env, member, tap(key, print, claim.data), memberStamp(env, settings));
  return tapped.ok ? finish(env, settings, tapped.data.member, claimIn(tapped.data.fact.result)) : tapped;
}

async function claimOf(env: Environment, settings: Settings, member: Member, phone: string): Promise<Result<Claim>> {
  const identity = await claimed(env.store, {
    shape: 1,
    _id: hiddenId('phone', phoneHashOf(phone)),
    kind: 'phone',
    memberId: member._id,
    at: env.now,
    consent: null,
    tail: tailOf(phone),
  });
  if (identity.memberId === member._id) return accept({ from: null });
  const { member: other } = await madeFor(env, settings, identity, memberOrigin);
  // Pressed again after it was merged: the same is told again, and finished if it broke off.
  if (other.mergedInto === member._id) return accept({ from: other._id });
  const now = await nowOf(env, other);
  if (!now.ok) return now;
  const owner = now.data;
  if (owner._id === member._id) return accept({ from: null });
  if (owner.openid !== null || owner.state === 'closed') return refuse('PHONE_OF_OTHER');
  return owner.state === 'frozen' ? refuse('FROZEN') : accept({ from: owner._id });
}

function tap(key: string, print: string, { from }: Claim): Command {
  return {
    key,
    print,
    known: () => 'ask',
    rule: ({ phoneBound }) => {
      const draft = { key, kind: 'profile' as const, ref: null, moves: [], because: [], print, result: { from } };
      // Of another member's number it is only known once that member has come.
      return accept({ change: { phoneBound: phoneBound || from === null }, drafts: [draft] });
    },
  };
}

function claimIn(result: Record<string, unknown>): Claim {
  return { from: typeof result.from === 'string' ? result.from : null };
}

/** May be repeated: all of it is decided once. */
async function finish(
  env: Environment,
  settings: Settings,
  member: Member,
  { from }: Claim,
): Promise<Result<ClaimedView>> {
  if (from === null) return accept(claimedView(env, settings, member, null));
  const other = await findMemberById(env.store, from);
  if (!other) throw new Error('a member document has vanished');
  // Two people may share a phone number: the other member went to who was first.
  if (other.mergedInto !== null && other.mergedInto !== member._id) return refuse('PHONE_OF_OTHER');
  const merged = await merge(
    env,
    other,
    member,
    (points) => (points > 0 ? [mergedNotice(other, member, points, env.now)] : []),
    memberStamp(env, settings),
  );
  if (!merged.ok) return merged;
  const { points, growth } = merged.data.out;
  return accept(claimedView(env, settings, merged.data.member, { points: (0 - points) as Points, growth: 0 - growth }));
}

function mergedNotice(from: Member, into: Member, points: number, at: EpochMs) {
  return noticeBirth(into._id, `merge:${from._id}`, 'merged', { points }, at);
}

function claimedView(env: Environment, settings: Settings, member: Member, merged: ClaimedView['merged']): ClaimedView {
  const today = dayOf(env.now, settings.programme.zone);
  return { now: env.now, today, merged, member: memberView(member, settings, today) };
}
