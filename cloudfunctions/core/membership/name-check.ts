/**
 * Nicknames that WeChat could not be asked about when they were set. The timer asks again, some names at each tick, and
 * commits the verdict; without a verdict it asks later, a bounded number of times: WeChat judges only the texts of
 * people who used the mini-program within two hours (developers.weixin.qq.com, msgSecCheck version 2: 61010), so asking
 * on for ever would be of no use. What nobody could judge stays marked `profile.unchecked`, for the staff to look at.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { TextCheck } from '../../platform/open-api';
import { accept, refuse } from '../../platform/refusal';
import { StoreError } from '../../platform/store';
import {
  type Command,
  execute,
  type Member,
  memberOf,
  type NameCheck,
  printOf,
  type Stamp,
  type StoredMember,
} from '../account';
import type { Settings } from '../settings';
import { stampOf, timerOrigin } from './stamp';

export interface NamesChecked {
  passed: number;
  reset: number;
  /** Without a verdict yet. */
  open: number;
}

/** Names asked about in one tick. */
const PAGE = 20;
const FIRST_WAIT_MS = 10 * 60_000;
/** The waits double: 10, 20, 40 … minutes after the name was set, and for the last time after 21 hours. */
const TRIES = 8;

/** @param of key of the entry that sets the name */
export function firstCheck(of: string, now: EpochMs): NameCheck {
  return { of, at: (now + FIRST_WAIT_MS) as EpochMs, tries: 0 };
}

export async function checkNames(
  env: Environment,
  settings: Settings,
  checkText: TextCheck,
  stopAt: EpochMs,
): Promise<NamesChecked> {
  const done: NamesChecked = { passed: 0, reset: 0, open: 0 };
  const members = await env.store.find<StoredMember>('members', {
    where: { 'nameCheck.at': { lte: env.now } },
    order: ['nameCheck.at', 'asc'],
    limit: PAGE,
  });
  const stamp = stampOf(env, settings, timerOrigin);
  for (const member of members.map(memberOf)) {
    if (env.clock() >= stopAt) break;
    try {
      done[await checkName(env, member, checkText, stamp)] += 1;
    } catch (unanswered) {
      if (!(unanswered instanceof StoreError)) throw unanswered;
      // The other names do not depend on this one, and it is still due at the next tick.
      env.alarm(unanswered.message);
      done.open += 1;
    }
  }
  return done;
}

async function checkName(
  env: Environment,
  member: Member,
  checkText: TextCheck,
  stamp: Stamp,
): Promise<keyof NamesChecked> {
  const { nameCheck, openid } = member;
  const { nickname } = member.profile;
  if (!nameCheck) throw new Error('a member without a name to check was found by it');
  const verdict = openid === null || nickname === null ? 'unknown' : await checkText(openid, nickname);
  if (verdict !== 'unknown') {
    const executed = await execute(env, member, verdictOn(nameCheck.of, verdict), stamp);
    if (executed.ok) return verdict === 'pass' ? 'passed' : 'reset';
  }
  await putOff(env, member, nameCheck);
  return 'open';
}

/** Like the sweeper's tries: no fact of the member, so no entry, and only at the revision that was read. */
async function putOff(env: Environment, { _id, rev }: Member, { of, at, tries }: NameCheck): Promise<void> {
  const next = { of, at: (Math.max(at, env.now) + FIRST_WAIT_MS * 2 ** tries) as EpochMs, tries: tries + 1 };
  await env.store.update('members', _id, { rev }, { set: { nameCheck: next.tries < TRIES ? next : null } });
}

/** Decided once for the name that this entry set, whatever state the account is in; a newer name has its own check. */
function verdictOn(of: string, verdict: 'pass' | 'risky'): Command {
  const key = `${of}:checked`;
  const print = printOf('name.check', of);
  return {
    key,
    print,
    known: () => 'ask',
    inAnyState: true,
    rule: ({ profile, nameCheck }) => {
      if (nameCheck?.of !== of) return refuse('NOT_ALLOWED');
      const nickname = verdict === 'risky' ? null : profile.nickname;
      const because = verdict === 'risky' ? [{ code: 'profile.changed', args: {}, result: 0 }] : [];
      const draft = { key, kind: 'profile' as const, ref: null, moves: [], because, print, result: {} };
      return accept({
        change: { profile: { ...profile, nickname, unchecked: false }, nameCheck: null },
        drafts: [draft],
      });
    },
  };
}
