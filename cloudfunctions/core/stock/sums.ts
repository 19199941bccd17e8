/** What must hold of a stock, and of a coupon, in every state. Pure. */
import type { Coupon } from '../templates';
import type { Stock } from './stock';

export function wrongInStock({ made, left, sold, held, holds }: Stock): string[] {
  const wrong: string[] = [];
  const out = Object.values(holds).reduce((sum, { n }) => sum + Math.max(n, 0), 0);
  if (made !== left + sold + out) wrong.push(`${made} made, but ${left} left, ${sold} sold and ${out} held`);
  if (left < 0 || sold < 0) wrong.push(`${left} left and ${sold} sold`);
  if (held !== Object.keys(holds).length) wrong.push(`${held} holds counted, ${Object.keys(holds).length} there`);
  return wrong;
}

export function wrongInCoupon({
  state,
  usedBy,
  uses,
  hold,
}: Pick<Coupon, 'state' | 'usedBy' | 'uses' | 'hold'>): string[] {
  const wrong: string[] = [];
  const standing = Object.entries(uses).flatMap(([name, { undone }]) => (undone === null ? [name] : []));
  const used = state === 'used' || state === 'returning' ? 1 : 0;
  if (standing.length !== used) wrong.push(`${standing.length} uses stand, but it is ${state}`);
  if (standing.length === 1 && standing[0] !== usedBy) wrong.push('it is used by another use than stands');
  if ((state === 'held' || state === 'returning') !== Boolean(hold))
    wrong.push(`it is ${state}, its hold says otherwise`);
  return wrong;
}
