import { whole } from '../argument';
import { give } from '../kind';

/** The base, multiplied; together with all other multipliers never above the programme's cap. */
export const multiply = give({
  code: 'multiply',
  label: '积分翻倍',
  occasions: ['order', 'checkin'],
  arguments: { factor: whole('倍数', 'hundredths', 101, 1_000) },
  amount: ({ factor }) => ({ factor }),
});
