/**
 * What members have agreed to be sent. WeChat counts: one consent, one message. Each is a document of its own, named by
 * the command in whose tap it was given, so a repeat of the command records nothing twice.
 */
import type { ConsentAnswer, ConsentsView, MessageKind } from '../../../typings/api/messages';
import type { EpochMs } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure } from '../../platform/store';
import { findMember } from '../membership';
import { loadSettings } from '../settings';

export interface Given {
  /** Digest of member, key and kind. */
  _id: string;
  shape: 1;
  memberId: string;
  kind: MessageKind;
  at: EpochMs;
  /** 'used' for a message; 'void' when WeChat says that it is withdrawn. */
  state: 'open' | 'used' | 'void';
}

/** Open ones of a kind that are kept for a member: more messages of a kind are hardly ever due before the next tap. */
export const OPEN_MAX = 5;

/** Nothing is written for who is no member, for a refusal, or beyond what is kept. */
export async function recordConsents(
  env: Environment,
  { openid, key }: Pick<Caller, 'openid' | 'key'>,
  answers: readonly ConsentAnswer[],
): Promise<void> {
  const accepted = answers.filter(({ answer }) => answer === 'accept');
  if (accepted.length === 0) return;
  const member = await findMember(env.store, openid);
  if (!member) return;
  await write(env, member._id, key, accepted);
}

/** The answers of a tap that does nothing else. */
export async function consent(
  env: Environment,
  { openid, key }: Pick<Caller, 'openid' | 'key'>,
  { answers }: { answers: readonly ConsentAnswer[] },
): Promise<Result<ConsentsView>> {
  const [{ messages }, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!member) return refuse('NOT_MEMBER');
  const accepted = answers.filter(({ answer }) => answer === 'accept');
  if (accepted.length > 0) await write(env, member._id, key, accepted);
  return accept(viewOf(messages.list, await openOf(env, member._id)));
}

/** How many messages of each kind may still be sent. */
export async function consents(env: Environment, openid: string): Promise<Result<ConsentsView>> {
  const [{ messages }, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!member) return refuse('NOT_MEMBER');
  return accept(viewOf(messages.list, await openOf(env, member._id)));
}

async function write(
  env: Environment,
  memberId: string,
  key: string,
  accepted: readonly ConsentAnswer[],
): Promise<void> {
  const open = await openOf(env, memberId);
  const kept = accepted.filter(({ kind }) => open.filter((each) => each.kind === kind).length < OPEN_MAX);
  const given = kept.map(({ kind }): Given => {
    const _id = digest(`consent ${memberId}:${key}:${kind}`);
    return { _id, shape: 1, memberId, kind, at: env.now, state: 'open' };
  });
  for (const done of await Promise.allSettled(given.map((each) => ensure(env.store, 'consents', each))))
    if (done.status === 'rejected') throw done.reason;
}

/** A few more than are kept: two commands at once may both have found room. */
const READ_MAX = 100;

function openOf(env: Environment, memberId: string): Promise<Pick<Given, 'kind'>[]> {
  const where = { memberId, state: 'open' };
  return env.store.find('consents', { where, limit: READ_MAX, fields: ['kind'] });
}

function viewOf(list: readonly { kind: MessageKind }[], open: readonly Pick<Given, 'kind'>[]): ConsentsView {
  const left = list.map(({ kind }) => [kind, open.filter((each) => each.kind === kind).length]);
  return { left: Object.fromEntries(left) };
}
