import type { BecauseArgs } from '../../../typings/codes';
import type { Because, DayKey, Points } from '../../../typings/domain';
import type { Programme } from '../programme';
import type { OrderEvent } from './event';
import type { Grown } from './growth';
import type { Happened } from './known';
import type { MovedPoints } from './rules';
import type { Target } from './target';

interface Explained {
  event: OrderEvent;
  next: Happened;
  /** What the order had brought before. */
  before: Points;
  after: Target;
  moved: MovedPoints;
  grown: Grown;
  today: DayKey;
  programme: Programme;
}

/** The lines of the receipt, each with the running sum; the last sum is what the entry says. */
export function explain(explained: Explained): Because[] {
  const { after, grown, moved } = explained;
  const points = [...worth(explained), ...shortfall(explained)];
  const counted = grown.growth === 0 ? [] : [line('growth.counted', { growth: grown.growth }, moved.points)];
  const tier = grown.because.map((each) => ({ ...each, result: moved.points }));
  return [...points, ...waiting(explained, after), ...counted, ...tier];
}

/** What the order is worth now, and what it had brought before. */
function worth({ event, next: { paid, refundedFen }, before, after }: Explained): Because[] {
  if (event.type === 'completed') return [];
  if (!paid) return [line('order.unpaid', { refundedFen }, 0)];
  const refunded = refundedFen > 0 ? [line('order.refunded', { paidFen: paid.amountFen, refundedFen }, 0)] : [];
  const earlier = before === 0 ? [] : [line('order.before', { points: before }, after.points - before)];
  return [...refunded, ...after.because, ...earlier];
}

function shortfall({ moved: { points, waived, owed } }: Explained): Because[] {
  if (waived > 0) return [line('order.waived', { points: waived }, points)];
  return owed > 0 ? [line('order.debt', { points: owed }, points)] : [];
}

function waiting({ event, next, moved, today, programme }: Explained, { points, window }: Target): Because[] {
  if (event.type === 'refunded' || points === 0 || !window?.from) return [];
  if (event.type === 'completed') return [line('order.waiting', { day: window.from }, moved.points)];
  if (window.from <= today) return [];
  const untilCompleted = programme.waiting.from === 'completed' && next.completedAt === null;
  const code = untilCompleted ? 'order.completed' : 'order.waiting';
  return [line(code, { day: window.from }, moved.points)];
}

function line<Code extends keyof BecauseArgs>(code: Code, args: BecauseArgs[Code], result: number): Because {
  return { code, args, result };
}
