/**
 * How a payment ends. Captured and released share one key, so the first commit decides, and everybody else reads what
 * was decided. The payment's document follows the entry; it decides nothing.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import type { Change } from '../../platform/store';
import {
  type Birth,
  balanceOf,
  type Command,
  type Draft,
  execute,
  type Fact,
  factUnder,
  findMemberById,
  follow,
  type Member,
  printOf,
} from '../account';
import { givenBack } from '../exchange';
import { memberOrigin, memberStamp, stampOf, timerOrigin } from '../membership';
import { dueFrom, type Notice, noticeBirth } from '../messaging';
import type { Settings } from '../settings';
import { endKey, type Payment, refOfTrade } from './payment';

export type End = 'captured' | 'released';

export interface Ended {
  /** What was decided, now or before. */
  end: End;
  repeated: boolean;
  member: Member;
  fact: Fact;
}

const DAY_MS = 86_400_000;

/** Refuses with BUSY, after which it may be sent again. An account in any state takes it: the money is there or it is not. */
export async function endPayment(
  env: Environment,
  settings: Settings,
  payment: Payment,
  wanted: End,
  transactionId: string | null = null,
): Promise<Result<Ended>> {
  const owner = await ownerOf(env, settings, payment.memberId);
  if (!owner.ok) return owner;
  const command =
    wanted === 'captured' ? capturing(payment, env.now) : releasing(payment, await reserveOf(env, owner.data, payment));
  const origin = wanted === 'captured' ? memberOrigin : timerOrigin;
  const executed = await execute(env, owner.data, command, stampOf(env, settings, origin));
  if (!executed.ok) return executed;
  const { repeated, member, fact } = executed.data;
  const end = fact.kind === 'captured' ? 'captured' : 'released';
  await obey(env, payment, end, transactionId);
  return accept({ end, repeated, member, fact });
}

/** What was decided about a payment, if anything was. */
export async function endOf(env: Environment, payment: Payment): Promise<End | null> {
  const owner = await findMemberById(env.store, payment.memberId);
  if (!owner) throw new Error('a member document has vanished');
  const fact = await factUnder(env.store, owner, endKey(payment._id));
  return fact && (fact.kind === 'captured' ? 'captured' : 'released');
}

/** Who the member of a payment is now. */
export async function ownerOf(env: Environment, settings: Settings, memberId: string): Promise<Result<Member>> {
  const member = await findMemberById(env.store, memberId);
  if (!member) throw new Error('a member document has vanished');
  return follow(env, member, memberStamp(env, settings));
}

async function reserveOf(env: Environment, owner: Member, payment: Payment): Promise<Fact> {
  const reserved = await factUnder(env.store, owner, payment.key);
  if (!reserved) throw new Error(`payment ${payment._id} has no entry that reserved`);
  return reserved;
}

/** Both ends are the same command to the key: whoever comes second reads, and does not collide. */
function ending(payment: Payment): Pick<Command, 'key' | 'print' | 'known' | 'inAnyState'> {
  return {
    key: endKey(payment._id),
    print: printOf('pay.end', payment._id),
    known: () => 'ask',
    inAnyState: true,
  };
}

function draftOf(payment: Payment, kind: End): Pick<Draft, 'key' | 'kind' | 'ref' | 'print'> {
  const { key, print } = ending(payment);
  return { key, kind, ref: refOfTrade(payment._id), print };
}

function capturing(payment: Payment, now: EpochMs): Command {
  const { name, points, amountFen: fen, redemptionId, _id } = payment;
  return {
    ...ending(payment),
    rule: (member) => {
      const paid = noticeBirth(member._id, `payment:${_id}`, 'paid', { name, points, fen }, now);
      const draft: Draft = {
        ...draftOf(payment, 'captured'),
        moves: [],
        because: [{ code: 'pay.captured', args: { name, fen }, result: 0 }],
        result: { redemptionId },
        births: [...payment.onCaptured.map((birth) => bornNow(birth, now)), paid],
      };
      return accept({ change: {}, drafts: [draft] });
    },
  };
}

/** What it brings was written down when the points were reserved; what is told of it is told from now. */
function bornNow(birth: Birth, now: EpochMs): Birth {
  if (birth.collection !== 'notices') return birth;
  return { collection: birth.collection, document: dueFrom(birth.document as Notice, now) };
}

function releasing(payment: Payment, reserved: Fact): Command {
  const { name } = payment;
  return {
    ...ending(payment),
    rule: (member, today) => {
      const { change, moves, takes } = givenBack(member, reserved, today);
      const points = balanceOf(moves);
      const draft: Draft = {
        ...draftOf(payment, 'released'),
        moves,
        takes,
        because: [{ code: 'pay.released', args: { name, points }, result: points }],
        result: {},
      };
      return accept({ change, drafts: [draft] });
    },
  };
}

/**
 * A call that dies before this leaves the document open: the next look comes here again. What it would bring is in the
 * entry now, or never comes: an address has no business here any longer.
 */
async function obey(env: Environment, { _id }: Payment, end: End, transactionId: string | null): Promise<void> {
  const over = { tries: 0, onCaptured: [], sealedUnder: null };
  const change: Change =
    end === 'captured'
      ? { set: { ...over, state: 'captured', look: null, ...(transactionId === null ? {} : { transactionId }) } }
      : // Money may still be on its way: an order that WeChat did not know yet, an answer that came too late.
        { set: { ...over, state: 'released', look: env.now + DAY_MS } };
  await env.store.update('payments', _id, { state: 'open' }, change);
}
