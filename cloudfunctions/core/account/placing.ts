/**
 * Before a command commits, it places one fresh hold for each thing that it takes, bound to the revision it will commit
 * on. Whatever fails here has sent no commit, so what was placed can be put back.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Refusal, refuse } from '../../platform/refusal';
import { type Bound, couponIdOf, type Hold, type Placement, place, soldOutAt, type Take, whyRefused } from '../stock';
import type { Command } from './command';
import { dropHolds } from './holds';
import { type Answered, type Looked, lookInJournal } from './look-up';
import type { Member } from './member';
import type { Posting } from './posting';
import { reread } from './reread';

/** Things that one command may take. */
const TAKES_MAX = 5;

/** @param ask looks the key up in the ledger, when that has not been done: it goes out together with the placements */
export async function placeAll(
  env: Environment,
  member: Member,
  command: Command,
  takes: readonly Take[],
  ask: (() => Promise<Looked>) | null,
): Promise<{ holds: Hold[] } | Answered> {
  const bound: Bound = { memberId: member._id, key: command.key, rev: member.rev, at: env.now };
  for (const take of takes) {
    const at = soldOutAt(env, take, bound);
    if (at !== null) return knownGone(env, member, command, take, at, ask);
  }
  const [placing, asking] = await Promise.allSettled([
    Promise.all(takes.map((take) => place(env, take, bound))),
    ask ? ask() : null,
  ]);
  if (placing.status === 'rejected') throw placing.reason;
  const placements = placing.value;
  const holds = placements.flatMap(({ outcome, sent }) => (outcome === 'placed' ? sent.slice(-1) : []));
  if (asking.status === 'rejected' || (asking.value && 'answer' in asking.value)) {
    await dropHolds(env, holds, bound.rev);
    if (asking.status === 'rejected') throw asking.reason;
    return asking.value as Answered;
  }
  if (placements.every(({ outcome }) => outcome === 'placed')) return { holds };
  if (placements.every(({ outcome }) => outcome !== 'unknown'))
    return afterRefusal(env, member, command, placements, holds, bound);
  // The one that was not answered may still be placed at any moment.
  await dropHolds(env, holds, bound.rev);
  return { answer: refuse('BUSY') };
}

/** Reads what was refused and the member once more: something on the way may have repeated a request. */
async function afterRefusal(
  env: Environment,
  member: Member,
  command: Command,
  placements: readonly Placement[],
  holds: readonly Hold[],
  bound: Bound,
): Promise<{ holds: Hold[] } | Answered> {
  const refused = placements.filter(({ outcome }) => outcome === 'refused');
  const [fresh, reasons] = await Promise.all([
    reread(env, member),
    Promise.all(refused.map((placement) => whyRefused(env, placement, bound))),
  ]);
  const own = [...holds, ...reasons.flatMap((reason) => ('own' in reason ? [reason.own] : []))];
  const refusal = reasons.flatMap((reason) => ('refusal' in reason ? [reason.refusal] : [])).at(0);
  if (!refusal) return { holds: own };
  await dropHolds(env, own, bound.rev);
  return decidedSince(env, member, fresh, command, refusal);
}

/** Refused for what this instance has just seen, without another look at the stock. @param at when it was seen */
async function knownGone(
  env: Environment,
  member: Member,
  command: Command,
  take: Take,
  at: EpochMs,
  ask: (() => Promise<Looked>) | null,
): Promise<Answered> {
  const asked = ask && (await ask());
  if (asked && 'answer' in asked) return asked;
  // Another call of this key may have taken the last unit: the member has to be newer than what was seen of the stock.
  const fresh = at < env.now ? member : await reread(env, member);
  return decidedSince(env, member, fresh, command, refuse(take.refusal ?? 'OUT_OF_STOCK'));
}

/** What has become of the key meanwhile, otherwise the refusal. */
async function decidedSince(
  env: Environment,
  member: Member,
  fresh: Member,
  command: Command,
  refusal: Refusal,
): Promise<Answered> {
  const decided = await lookInJournal(env, fresh, command, new Set());
  if (decided) return decided;
  // What was committed since the first look is in the journal, unless it has been taken out of that already.
  return { answer: fresh.floor > member.seq ? refuse('BUSY') : refusal };
}

/** What the draft under the command's key takes. */
export function takesOf({ drafts }: Posting, { key }: Command): Take[] {
  const takes = drafts.find((draft) => draft.key === key)?.takes ?? [];
  if (takes.length > TAKES_MAX) throw new Error(`${key} takes ${takes.length} things at once`);
  for (const { stock, n } of takes)
    if (!Number.isSafeInteger(n) || n === 0 || (couponIdOf(stock) !== null && Math.abs(n) !== 1))
      throw new Error(`${key} takes ${n} of ${stock}`);
  return takes;
}

/** The posting with the holds named in the entry that consumes them. */
export function naming(posting: Posting, { key }: Command, holds: Hold[]): Posting {
  const drafts = posting.drafts.map((draft) => (draft.key === key ? { ...draft, holds } : draft));
  return { ...posting, drafts };
}
