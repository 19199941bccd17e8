import { whole } from '../argument';
import { condition } from '../kind';

const FEN_MAX = 100_000_000;

/** An order of at least so much, returns taken off. */
export const minimum = condition({
  code: 'minimum',
  label: '消费满额',
  occasions: ['order'],
  arguments: { fen: whole('消费满', 'fen', 1, FEN_MAX) },
  check: ({ fen }, event) => event.amountFen >= fen,
  phrase: ({ fen }) => String(fen),
});
