import type { Environment } from '../../platform/environment';
import type { Result } from '../../platform/refusal';
import { deliverOverdue } from './at-once';
import { type Command, type Executed, isFull, run } from './command';
import type { Member } from './member';
import type { Stamp } from './posting';
import { reread } from './reread';
import { sweepMembers } from './sweep';

/**
 * Runs a command on a member, beginning with the snapshot `first`. Refuses with what the rule refuses, KEY_REUSED,
 * FROZEN, CLOSED, TOO_MANY when more belongs to its `ref` than can be read, or BUSY, after which the same key may be sent
 * again. A member whose journal is full delivers first.
 */
export async function execute(
  env: Environment,
  first: Member,
  command: Command,
  stamp: Stamp,
): Promise<Result<Executed>> {
  await deliverOverdue(env, first);
  if (!isFull(first, command)) return run(env, first, command, stamp);
  await sweepMembers(env, stamp, [first]);
  return run(env, await reread(env, first), command, stamp);
}
