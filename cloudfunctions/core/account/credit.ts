/**
 * What a credit does on the member it is for, and what it leaves on its sender when it comes back. Pure. Whatever the
 * outcome, an entry is committed under the key, so the outcome is decided once. It has no credits of its own, so there
 * are no chains.
 */
import type { DayKey } from '../../../typings/domain';
import { accept, type Result } from '../../platform/refusal';
import type { Clockwork } from './clockwork';
import type { Command } from './command';
import { type Carry, type Credit, type Fact, type Origin, printOf } from './entry';
import { balanceOf, put } from './lots';
import type { Member } from './member';
import type { Draft, Posting } from './posting';

/** Where a credit comes from: its entry is told with the sender's store and programme. */
export interface Sender {
  storeId: string;
  programmeVersion: number;
}

export function creditOn(
  member: Member,
  credit: Credit,
  sender: Sender,
  clockwork: Clockwork,
  today: DayKey,
): { change: Posting['change']; draft: Draft } {
  const draft = {
    key: credit.key,
    kind: credit.kind,
    ref: credit.ref,
    print: printOfCredit(credit),
    credited: true,
    origin: systemOrigin(sender.storeId),
    programmeVersion: sender.programmeVersion,
  };
  if (!accepts(member)) {
    const because = [{ code: 'credit.refused', args: { points: balanceOf(credit.lots) }, result: 0 }];
    return { change: {}, draft: { ...draft, moves: [], because, result: { taken: false } } };
  }
  const { lots, moves } = put(member.lots, credit.lots, today);
  const { births, because, carry } = credit;
  const taken = { ...draft, moves, because, births, result: { taken: true } };
  if (!carry) return { change: { lots }, draft: taken };
  const change = { lots, ...joined(member, carry) };
  const absorbed = clockwork.absorb({ ...member, ...change, balance: balanceOf(lots) }, carry, today);
  return { change: { ...change, ...absorbed }, draft: { ...taken, growth: carry.growth } };
}

/** What its entry says of a credit. */
export function wasTaken({ result }: Fact): boolean {
  return result.taken === true;
}

export function printOfCredit(credit: Credit): string {
  return printOf('credit', credit);
}

/** The entry on the sender by which a refused credit comes back: with a merge the account lives on as before. */
export function returned(credit: Credit, sender: Sender): Command {
  const key = `${credit.key}:returned`;
  const print = printOf('credit.returned', credit.key);
  return {
    key,
    print,
    known: () => 'ask',
    inAnyState: true,
    rule: (member, today): Result<Posting> => {
      const { lots, moves } = put(member.lots, credit.lots, today);
      const points = balanceOf(credit.lots);
      const growth = credit.carry?.growth ?? 0;
      const because = [{ code: 'merge.returned', args: { points }, result: points }];
      const { kind, ref } = credit;
      const origin = systemOrigin(sender.storeId);
      const draft = { key, kind, ref, print, moves, growth, because, result: {}, credited: true, origin };
      const again = credit.carry ? { state: 'active' as const, mergedInto: null } : {};
      return accept({ change: { lots, growth: member.growth + growth, ...again }, drafts: [draft] });
    },
  };
}

export function systemOrigin(storeId: string): Origin {
  return { storeId, channel: 'system', actor: 'timer', partnerId: null };
}

/** Of what only one of the two can have, the member who stays keeps their own. */
function joined(member: Member, carry: Carry): Omit<Posting['change'], 'lots'> {
  return {
    growth: member.growth + carry.growth,
    aliases: [...member.aliases, ...carry.aliases, carry.from],
    rights: [...member.rights, ...carry.rights],
    birthday: member.birthday ?? carry.birthday,
    lastBirthday: laterYear(member.lastBirthday, carry.lastBirthday),
    firstOrder: member.firstOrder ?? carry.firstOrder,
    phoneBound: member.phoneBound || carry.phoneBound,
  };
}

/** A birthday rewarded on either side is not rewarded again in its year. */
function laterYear(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** A frozen account keeps what comes in; it only cannot spend. */
function accepts({ state }: Member): boolean {
  return state === 'active' || state === 'frozen';
}
