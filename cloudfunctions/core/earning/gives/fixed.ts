import { whole } from '../argument';
import { EVERY_OCCASION, give } from '../kind';

/** Points on top, which no multiplier touches. */
export const fixed = give({
  code: 'fixed',
  label: '送固定积分',
  occasions: EVERY_OCCASION,
  arguments: { points: whole('送积分', 'points', 1, 1_000_000) },
  amount: ({ points }) => ({ extra: points }),
});
