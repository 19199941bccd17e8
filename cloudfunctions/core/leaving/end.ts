/**
 * The end of the waiting: the account is closed with one entry, by the timer. It is the last one: whatever raced with it has
 * either been committed before, and is in the account that is closed, or is refused with CLOSED.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { StoreError } from '../../platform/store';
import { CLOSED_KEY, type Command, execute, type Member, memberOf, type StoredMember } from '../account';
import { stampOf, timerOrigin } from '../membership';
import type { Shipment } from '../payments';
import type { Settings } from '../settings';
import { erasureBirth } from './erasure';
import { openOf } from './open';
import { CLOSED_PRINT, closed, closingOf, putOff } from './rules';

const PAGE = 50;

export interface ClosingsSwept {
  closed: number;
  /** Something is in the way: the end is a day later. */
  putOff: number;
  /** To be tried again at the next tick. */
  failed: number;
}

/** One that fails does not stop the others. Stops in time. */
export async function sweepClosings(env: Environment, settings: Settings, stopAt: EpochMs): Promise<ClosingsSwept> {
  const swept: ClosingsSwept = { closed: 0, putOff: 0, failed: 0 };
  const due = await env.store.find<StoredMember>('members', {
    where: { 'closing.until': { lte: env.now } },
    order: ['closing.until', 'asc'],
    limit: PAGE,
  });
  for (const member of due.map(memberOf)) {
    if (env.clock() >= stopAt) break;
    swept[await endOf(env, settings, member)] += 1;
  }
  return swept;
}

async function endOf(env: Environment, settings: Settings, member: Member): Promise<keyof ClosingsSwept> {
  try {
    if (await isInTheWay(env, settings, member)) return (await later(env, member)) ? 'putOff' : 'failed';
    const ended = await execute(env, member, ending(env, member), stampOf(env, settings, timerOrigin));
    return ended.ok ? 'closed' : 'failed';
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    env.alarm(unanswered.message);
    return 'failed';
  }
}

async function isInTheWay(env: Environment, settings: Settings, member: Member): Promise<boolean> {
  const open = await openOf(env, member, settings.programme.zone);
  return open.length > 0 || (await isUntold(env, member));
}

/** WeChat is still to be told how paid goods reached their owner: it wants to know who that is. */
async function isUntold(env: Environment, { _id, aliases }: Member): Promise<boolean> {
  const where = { look: { gte: 0 }, memberId: { in: [_id, ...aliases] } };
  return (await env.store.find<Shipment>('shipments', { where, limit: 1, fields: ['_id'] })).length > 0;
}

/** No fact of the member, so no entry; only at the revision that was read, and never over a wish to stay. */
async function later(env: Environment, member: Member): Promise<boolean> {
  const closing = closingOf(member);
  if (!closing) return false;
  const where = { rev: member.rev, 'closing.until': closing.until };
  return env.store.update('members', member._id, where, { set: { closing: putOff(closing, env.now) } });
}

function ending(env: Environment, read: Member): Command {
  return {
    key: CLOSED_KEY,
    print: CLOSED_PRINT,
    known: () => 'ask',
    whenFrozen: true,
    rule: (member): Result<ReturnType<typeof closed>> => {
      // What is in the way was looked for at the revision that was read.
      if (member.rev !== read.rev) return refuse('BUSY');
      const closing = closingOf(member);
      if (!closing || closing.until > env.now) return refuse('NOT_ALLOWED');
      return accept(closed(member, erasureBirth(member, env.now)));
    },
  };
}
