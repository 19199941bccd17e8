/**
 * Two members of one person become one. The one that goes commits everything out, with a credit that carries it; the
 * credit is the entry on the one that stays, under the same key. If that one cannot take it, everything comes back.
 */

import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Command } from './command';
import { type Birth, type Credit, type Fact, printOf } from './entry';
import { balanceOf } from './lots';
import type { Member } from './member';
import type { Posting, Stamp, Timekeeping } from './posting';
import { HOPS } from './posting-credits';
import { execute } from './room';
import { sweepMembers } from './sweep';
import { findMemberById } from './upgrade';
import { minus, tidy } from './window';

export interface Merger {
  /** The one that stays, with everything. */
  member: Member;
  /** What it got: points of the other's entry, negative. */
  out: Fact;
}

/**
 * Makes `from`, a member without WeChat, one with `into`. May be repeated. Refuses with NOT_ALLOWED when `from` has
 * WeChat itself, FROZEN, CLOSED, or BUSY, after which it is either not begun or completed by the repeat or the sweeper.
 * @param births born with the entry on `into`: the notice
 */
export async function merge(
  env: Environment,
  from: Member,
  into: Member,
  births: (points: number) => Birth[],
  stamp: Stamp,
): Promise<Result<Merger>> {
  if (into.openid === null || from._id === into._id) return refuse('NOT_ALLOWED');
  if (into.state !== 'active') return refuse(into.state === 'frozen' ? 'FROZEN' : 'CLOSED');
  const left = await execute(env, from, leaving(from._id, into, births), stamp);
  if (!left.ok) return left;
  const followed = await follow(env, left.data.member, stamp);
  if (!followed.ok) return followed;
  // Back as it was: the other one was closed meanwhile.
  if (followed.data._id === from._id) return refuse('CLOSED');
  return accept({ member: followed.data, out: left.data.fact });
}

/** Who this member is now. Completes a merger that broke off; BUSY while that cannot be done. */
export async function follow(env: Environment, member: Member, time: Timekeeping): Promise<Result<Member>> {
  let now = member;
  for (let hop = 0; hop < HOPS; hop += 1) {
    if (now.state !== 'merged' || now.mergedInto === null) return accept(now);
    const other = await taker(env, now);
    if (other) now = other;
    else {
      await sweepMembers(env, time, [now]);
      const again = await findMemberById(env.store, now._id);
      if (!again) throw new Error('a member document has vanished');
      const taken = again.state === 'merged' ? await taker(env, again) : again;
      if (!taken) return refuse('BUSY');
      now = taken;
    }
  }
  return refuse('BUSY');
}

/** The member this one has become, once that one has taken everything. */
async function taker(env: Environment, { _id, mergedInto }: Member): Promise<Member | null> {
  const other = mergedInto === null ? null : await findMemberById(env.store, mergedInto);
  return other?.aliases.includes(_id) ? other : null;
}

/** One key for both sides. It names both, so that after a return another merger can be made. */
export function mergeKey(from: string, into: string): string {
  return `merge:${from}:${into}`;
}

function leaving(from: string, into: Pick<Member, '_id' | 'number'>, births: (points: number) => Birth[]): Command {
  const key = mergeKey(from, into._id);
  const print = printOf('merge', [from, into._id]);
  return {
    key,
    print,
    known: () => 'ask',
    rule: (member): Result<Posting> => {
      if (member.openid !== null) return refuse('NOT_ALLOWED');
      const points = balanceOf(member.lots);
      const moves = tidy(member.lots, member.joinedOn).map((lot) => minus(lot));
      const because = [
        { code: 'merge.out', args: { number: lastFour(into.number), points: 0 - points }, result: 0 - points },
      ];
      const credits = [creditOf(member, into._id, key, births(points))];
      const growth = 0 - member.growth;
      const draft = { key, kind: 'merge' as const, ref: null, moves, growth, because, print, result: {}, credits };
      const change = { state: 'merged' as const, mergedInto: into._id, lots: [], growth: 0 };
      return accept({ change, drafts: [draft] });
    },
  };
}

function creditOf(member: Member, into: string, key: string, births: Birth[]): Credit {
  const { _id, lots, number, aliases, growth, tier, rights, birthday, lastBirthday, firstOrder, phoneBound } = member;
  const points = balanceOf(lots);
  return {
    memberId: into,
    key,
    kind: 'merge',
    ref: null,
    lots,
    because: [{ code: 'merge.in', args: { number: lastFour(number), points }, result: points }],
    births,
    returnable: true,
    carry: { from: _id, aliases, growth, tier, rights, birthday, lastBirthday, firstOrder, phoneBound },
  };
}

function lastFour(number: string): string {
  return number.slice(-4);
}
