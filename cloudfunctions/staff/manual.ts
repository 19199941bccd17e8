/** The figures that the staff's guide names: those that the functions go by, so that the guide never says others. */
import type { GuideView } from '../../typings/api/lab';
import type { Fen, Points } from '../../typings/domain';
import { pointValueOf } from '../core/care';
import { DAY_FEN, DAY_SALES, MISSES_MAX, UNDO_MS } from '../core/counter';
import { loadSettings } from '../core/settings';
import { dutiesOf, type Staff } from '../core/staffing';
import type { Environment } from '../platform/environment';
import { accept, type Result } from '../platform/refusal';

const MINUTE_MS = 60_000;

export async function manualOf(env: Environment, { role }: Staff): Promise<Result<GuideView>> {
  const { care, programme, shop } = await loadSettings(env);
  const alone: Partial<Record<typeof role, number>> = care.alone;
  return accept({
    role,
    may: dutiesOf(role),
    points: shop.points,
    undoMinutes: UNDO_MS / MINUTE_MS,
    dayFen: DAY_FEN as Fen,
    daySales: DAY_SALES,
    misses: MISSES_MAX,
    alone: (alone[role] ?? null) as Points | null,
    pointValue: pointValueOf(care, programme.deduction),
  });
}
