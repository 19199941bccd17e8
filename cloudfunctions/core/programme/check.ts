/** Whether a programme may be published; if not, each reason with its field and a sentence for the shopkeeper. Pure. */
import * as v from 'valibot';
import { defaultStores, type StoreInfo } from '../stores';
import type { CouponTemplate } from '../templates';
import { assistProblems } from './assist-problems';
import { deductionProblems } from './deduction-problems';
import { earningProblems } from './earning-problems';
import { pointsProblems } from './points-problems';
import type { Problem } from './problem';
import { type Programme, programmeSchema } from './programme';
import { referralProblems } from './referral-problems';
import { shapeProblem } from './shape-problems';
import { templateProblems } from './template-problems';
import { tierProblems } from './tier-problems';

export type Checked = { ok: true; programme: Programme } | { ok: false; problems: Problem[] };

/** More than anyone reads at once. */
const PROBLEMS_MAX = 50;

/**
 * @param stores the shop's, for rules that name some
 * @param templates the shop's coupons; when absent, what the programme promises of them is not looked at
 */
export function checkProgramme(
  document: unknown,
  stores: readonly StoreInfo[] = defaultStores,
  templates?: readonly CouponTemplate[],
): Checked {
  const parsed = v.safeParse(programmeSchema, document);
  const problems = parsed.success
    ? [
        ...pointsProblems(parsed.output),
        ...deductionProblems(parsed.output),
        ...earningProblems(parsed.output, stores),
        ...tierProblems(parsed.output),
        ...referralProblems(parsed.output),
        ...assistProblems(parsed.output),
        ...(templates ? templateProblems(parsed.output, templates) : []),
      ]
    : parsed.issues.map(shapeProblem);
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
  return { ok: true, programme: parsed.output as Programme };
}
