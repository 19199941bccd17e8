import type { OrderAnswer } from '../../../typings/api/partner';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { factsOfRef, type Member } from '../account';
import { claimantOf } from './claim';
import { refOf } from './event';
import { knownOf } from './known';

/** Payment, completion and 50 refunds. */
const FACTS_MAX = 100;

/** The order as its events have left it, `points` being what it has brought in all. Refuses with ORDER_NOT_FOUND. */
export async function orderAnswer(env: Environment, partnerId: string, orderId: string): Promise<Result<OrderAnswer>> {
  const order = { partnerId, orderId };
  const claimant = await claimantOf(env, order);
  if (!claimant.ok) return claimant;
  const member = claimant.data;
  const facts = await factsOfRef(env.store, member, refOf(order), FACTS_MAX);
  if (facts.length === 0) return refuse('ORDER_NOT_FOUND');
  const { paid, completedAt, refundedFen, growth } = knownOf(facts);
  const points = facts.reduce((sum, fact) => sum + fact.points, 0) as OrderAnswer['points'];
  const paidFen = paid?.amountFen ?? null;
  return accept({
    orderId,
    number: member.number,
    paidFen,
    refundedFen,
    completed: completedAt !== null,
    points,
    growth,
  });
}

/** The member an order belongs to, mergers followed. Refuses with ORDER_NOT_FOUND, or BUSY. */
export async function orderMember(env: Environment, partnerId: string, orderId: string): Promise<Result<Member>> {
  return claimantOf(env, { partnerId, orderId });
}
