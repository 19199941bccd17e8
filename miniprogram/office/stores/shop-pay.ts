import type { PaymentView } from '../../../typings/api/shop';
import { call, type Problem } from '../services/staff';
import { type PayDraft, payDraft, payErrors, payOf, paySections } from '../views/pay';
import { shopWords } from '../words/shop/index';
import { Editing, type HeldOutcome } from './editing';

/** Which trades there are is the cloud's to say; it comes with every answer. */
let trades: PaymentView['trades'] = [];

function held(outcome: { ok: true; data: PaymentView } | { ok: false; problem: Problem }): HeldOutcome<PayDraft> {
  if (!outcome.ok) return outcome;
  trades = outcome.data.trades;
  return { ok: true, data: { content: payDraft(outcome.data.content), rev: outcome.data.rev } };
}

/** How the shop takes money. */
export const shopPay = new Editing<PayDraft>({
  load: async () => held(await call('shop.payment', {})),
  save: async (draft, rev) => held(await call('shop.savePayment', { content: payOf(draft), rev })),
  sections: (draft) => paySections(draft, trades, shopWords()),
  check: (draft) => payErrors(draft, trades, shopWords()),
});
