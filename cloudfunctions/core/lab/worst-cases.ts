/** The most that an order of two amounts can bring, under both programmes. Pure. */
import type { LabStack, LabWorst, PointValue } from '../../../typings/api/lab';
import type { EpochMs, Fen } from '../../../typings/domain';
import { dayOf } from '../calendar';
import type { Programme } from '../programme';
import type { StoreInfo } from '../stores';
import type { Lab } from './lab';
import { worstOf } from './worst';

const THOUSAND = 100_000 as Fen;

export function worstCases(
  now: EpochMs,
  { current, draft, sums, value }: Lab,
  { stores }: { stores: readonly StoreInfo[] },
): LabWorst[] {
  const programmes = { now: JSON.parse(current) as Programme, draft: JSON.parse(draft) as Programme };
  const ids = stores.map(({ id }) => id);
  const stackOf = (side: 'now' | 'draft', amountFen: Fen): LabStack => {
    const programme = programmes[side];
    const stack = worstOf(programme, amountFen, ids, dayOf(now, programme.zone));
    return { ...stack, fen: worthFen(stack.points, value[side]) };
  };
  const casesOf = (what: LabWorst['what'], amountFen: Fen): LabWorst => ({
    what,
    amountFen,
    now: stackOf('now', amountFen),
    draft: stackOf('draft', amountFen),
  });
  const average = averageFen(sums);
  return [...(average > 0 ? [casesOf('average', average)] : []), casesOf('thousand', THOUSAND)];
}

/** To the yuan. */
export function averageFen({ orders, ordersFen }: Lab['sums']): Fen {
  return (orders === 0 ? 0 : Math.round(ordersFen / orders / 100) * 100) as Fen;
}

/** Rounded to the fen. */
export function worthFen(points: number, value: PointValue | null): Fen | null {
  return value && (Math.round((points * value.fen) / value.points) as Fen);
}
