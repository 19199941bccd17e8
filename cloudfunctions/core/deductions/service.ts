/**
 * Points off at a till, in two steps: set aside while the customer pays, then captured with the sale, or given back. The
 * document arbitrates between capture and release; whatever moves points is one entry under one key.
 */
import type { Channel, DayKey, Fen, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import { type Command, execute, type Fact, type Member, type Posting, printOf, spendable, upToDate } from '../account';
import { dayOf } from '../calendar';
import { findByRef, numberOfCode, stampOf } from '../membership';
import { pointsOff } from '../quotes';
import type { Settings } from '../settings';
import { stepOf } from './beside';
import { type Deduction, type DeductionId, endKey, HELD_MS, refOf, reserveKey, type Taken } from './deduction';
import { takenOf, takeOff } from './drafts';

export interface Reserving extends DeductionId {
  /** 18 digits from the member's phone. */
  code: string;
  points: Points;
  /** Of the order, after coupons. */
  amountFen: Fen;
  storeId: string;
  channel: Channel;
}

export interface Reserved {
  /** True when this reservation had been made before. */
  repeated: boolean;
  deduction: Deduction;
  taken: Taken;
  /** As it is now. */
  member: Member;
}

/**
 * Takes the points, once. Refuses with DEDUCTION_OFF, DEDUCTION_MINIMUM, DEDUCTION_TOO_MUCH, INSUFFICIENT, CODE_OUTDATED,
 * FROZEN, CLOSED, KEY_REUSED, DEDUCTION_ENDED when it has been given back before, BUSY, or with what `alongside` refuses.
 * @param alongside runs once before anything is written
 */
export async function reserveDeduction(
  env: Environment,
  settings: Settings,
  asked: Reserving,
  alongside: () => Promise<Refusal | null> = async () => null,
): Promise<Result<Reserved>> {
  const { storeId, channel, partnerId } = asked;
  const found = await ownerOf(env, asked.code);
  if (!found.ok) return found;
  const stamp = stampOf(env, settings, { storeId, channel, actor: 'partner', partnerId });
  const today = dayOf(env.now, stamp.zone);
  const command = reservation(env, settings, asked);
  const claiming = async () => {
    const replay = await alongside();
    if (replay) return replay;
    // What is refused must not bind the id to a member.
    if (found.data.state === 'frozen') return refuse('FROZEN');
    const tried = command.rule(upToDate(found.data, stamp.clockwork, today), today, []);
    return tried.ok ? claim(env, found.data, asked) : tried;
  };
  const executed = await execute(env, found.data, { ...command, alongside: claiming }, stamp);
  // What the member's own document already knows is answered without another reading, and so without this one.
  const replay = executed.ok ? await alongside() : null;
  if (replay) return replay;
  if (!executed.ok) return executed;
  const { repeated, member, fact } = executed.data;
  const deduction = await findById<Deduction>(env.store, 'deductions', refOf(asked));
  if (!deduction) throw new Error('a deduction has vanished');
  return accept({ repeated, deduction, taken: takenOf(fact), member });
}

/** The member whose code it is, valid or not: a repeat may come when the code is over. */
async function ownerOf(env: Environment, code: string): Promise<Result<Member>> {
  const number = numberOfCode(code);
  if (number === null) return refuse('CODE_OUTDATED');
  const found = await findByRef(env, { number });
  // Which numbers there are is nobody's business.
  return !found.ok && found.code === 'MEMBER_NOT_FOUND' ? refuse('CODE_OUTDATED') : found;
}

function reservation(env: Environment, settings: Settings, asked: Reserving): Command {
  const ref = refOf(asked);
  const { code, points, amountFen, channel } = asked;
  const key = reserveKey(ref);
  const print = printOf('deduct', { points, amountFen, channel });
  return {
    key,
    ref,
    print,
    known: () => 'ask',
    rule: (member, today, facts) => {
      if (isEnded(facts, ref)) return refuse('DEDUCTION_ENDED');
      const step = stepOf(code, env.now, member);
      if (typeof step !== 'number') return step;
      const off = offOf(settings, asked, member, today);
      if (!off.ok) return off;
      const moved = takeOff(member, { key, ref, print, taken: { points, fen: off.data, amountFen } }, today);
      if (!moved) return refuse('INSUFFICIENT');
      const change: Posting['change'] = { ...moved.change, lastCodeStep: step };
      return accept({ change, drafts: [moved.draft] });
    },
  };
}

/** What the points take off, fen. */
function offOf(
  { programme }: Settings,
  { points, amountFen }: Reserving,
  { lots }: Member,
  today: DayKey,
): Result<Fen> {
  const off = pointsOff(programme.deduction, amountFen, points, spendable(lots, today));
  if (!off) return refuse('DEDUCTION_OFF');
  if (off.refusal) return refuse(off.refusal, { maxPoints: off.maxPoints, perPoints: off.perPoints });
  return accept(off.fen);
}

/** An end that was there first: nothing may be taken any more. */
function isEnded(facts: readonly Fact[], ref: string): boolean {
  return facts.some(({ key }) => key === endKey(ref));
}

/** The insert of one document decides whose an id is, and when it goes back by itself. */
async function claim(env: Environment, member: Member, asked: Reserving): Promise<Refusal | null> {
  const { partnerId, deductionId, storeId, channel } = asked;
  const until = (env.now + HELD_MS) as Deduction['until'];
  const document: Deduction = {
    _id: refOf(asked),
    shape: 1,
    memberId: member._id,
    partnerId,
    deductionId,
    storeId,
    channel,
    state: 'reserved',
    at: env.now,
    until,
    look: until,
  };
  if (await ensure(env.store, 'deductions', document)) return null;
  const there = await findById<Deduction>(env.store, 'deductions', document._id);
  if (!there || ![member._id, ...member.aliases].includes(there.memberId))
    return refuse('KEY_REUSED', { field: 'deductionId' });
  return there.state === 'reserved' ? null : refuse('DEDUCTION_ENDED', { field: 'deductionId' });
}
