import type { CareLimits, Held } from '../../../typings/api/shop';
import { call, type Problem } from '../services/staff';
import { type CareDraft, careDraft, careOf, careSections } from '../views/care';
import { shopWords } from '../words/shop/index';
import { Editing, type HeldOutcome } from './editing';

type Answer = { ok: true; data: Held<CareLimits> } | { ok: false; problem: Problem };

function held(outcome: Answer): HeldOutcome<CareDraft> {
  if (!outcome.ok) return outcome;
  return { ok: true, data: { content: careDraft(outcome.data.content), rev: outcome.data.rev } };
}

/** How far the staff are trusted with points, and what a point is worth. */
export const shopCare = new Editing<CareDraft>({
  load: async () => held(await call('shop.care', {})),
  save: async (draft, rev) => held(await call('shop.saveCare', { content: careOf(draft), rev })),
  sections: (draft) => careSections(draft, shopWords()),
});
