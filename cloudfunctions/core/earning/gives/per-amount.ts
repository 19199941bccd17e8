import { whole } from '../argument';
import { give } from '../kind';

/** Every full `fen` of the order bring `points`, in proportion, rounded down once: ¥10 = 1 point. */
export const perAmount = give({
  code: 'perAmount',
  label: '按金额得积分',
  occasions: ['order'],
  arguments: { fen: whole('每消费', 'fen', 1, 1_000_000), points: whole('得积分', 'points', 1, 1_000) },
  amount: ({ fen, points }, event) => ({ base: Math.floor((event.amountFen * points) / fen) }),
});
