/** A coupon template as its editor asks for it, and back. Pure. */
import type { TemplateDraft } from '../../../typings/api/catalogue';
import type { CouponValueView, Period } from '../../../typings/api/mall';
import type { DayKey, Fen } from '../../../typings/domain';
import { linesOf } from './lines';
import { NONE } from './reward-form';

/** Every kind's fields at once: who changes their mind finds what they had typed. */
export interface TemplateForm {
  name: string;
  value: {
    kind: CouponValueView['kind'];
    fen: number;
    rate: number;
    thresholdFen: number;
    capFen: number;
    item: string;
  };
  capped: boolean;
  validity: { kind: 'relative' | 'fixed'; from: string | null; until: string | null; afterDays: number; days: number };
  channels: TemplateDraft['channels'];
  stores: string[];
  /** One a line; `categories` is what the lines were before. */
  goods: string;
  categories: string[];
  /** NONE for null. */
  stacking: string;
  claimable: boolean;
  claim: { tiers: string[]; limit: { count: number; period: Period }; quota: number };
  quotaed: boolean;
  note: string;
  pool: boolean;
  giving: boolean;
}

export const EMPTY_TEMPLATE: TemplateDraft = {
  name: '',
  value: { kind: 'amount', fen: 1_000 as Fen, thresholdFen: 5_000 as Fen },
  validity: { kind: 'relative', afterDays: 0, days: 30 },
  channels: [],
  stores: [],
  categories: [],
  stacking: null,
  claim: null,
  note: '',
  pool: false,
  state: 'on',
};

const FEN = 1_000;
const RATE = 90;
const CAP_FEN = 2_000;
const DAYS = 30;
const QUOTA = 100;

export function templateForm(template: TemplateDraft): TemplateForm {
  const { name, value, validity, channels, stores, categories, stacking, claim, note, pool, state } = template;
  const fixed = validity.kind === 'fixed' ? validity : null;
  const relative = validity.kind === 'relative' ? validity : null;
  return {
    name,
    value: {
      kind: value.kind,
      fen: value.kind === 'amount' ? value.fen : FEN,
      rate: value.kind === 'percent' ? value.rate : RATE,
      thresholdFen: value.kind === 'exchange' ? 0 : value.thresholdFen,
      capFen: value.kind === 'percent' ? (value.capFen ?? CAP_FEN) : CAP_FEN,
      item: value.kind === 'exchange' ? value.item : '',
    },
    capped: value.kind === 'percent' && value.capFen !== null,
    validity: {
      kind: validity.kind,
      from: fixed?.from ?? null,
      until: fixed?.until ?? null,
      afterDays: relative?.afterDays ?? 0,
      days: relative?.days ?? DAYS,
    },
    channels,
    stores,
    goods: categories.join('\n'),
    categories,
    stacking: stacking ?? NONE,
    claimable: claim !== null,
    claim: {
      tiers: claim?.tiers ?? [],
      limit: claim?.limit ?? { count: 1, period: 'ever' },
      quota: claim?.quota ?? QUOTA,
    },
    quotaed: claim !== null && claim.quota !== null,
    note,
    pool,
    giving: state === 'on',
  };
}

export function templateDraft(form: TemplateForm): TemplateDraft {
  const { name, channels, stores, goods, categories, stacking, claimable, claim, quotaed, note, pool, giving } = form;
  return {
    name,
    value: couponValue(form),
    validity: validityOf(form),
    channels,
    stores,
    categories: goods === categories.join('\n') ? categories : linesOf(goods),
    stacking: stacking === NONE ? null : stacking,
    claim: claimable ? { ...claim, quota: quotaed ? claim.quota : null } : null,
    note,
    pool,
    state: giving ? 'on' : 'off',
  };
}

function couponValue({ value, capped }: TemplateForm): CouponValueView {
  const { kind, rate, item } = value;
  const [fen, thresholdFen] = [value.fen as Fen, value.thresholdFen as Fen];
  switch (kind) {
    case 'amount':
      return { kind, fen, thresholdFen };
    case 'percent':
      return { kind, rate, thresholdFen, capFen: capped ? (value.capFen as Fen) : null };
    case 'freeShipping':
      return { kind, thresholdFen };
    case 'exchange':
      return { kind, item };
  }
}

function validityOf({ validity }: TemplateForm): TemplateDraft['validity'] {
  const { kind, from, until, afterDays, days } = validity;
  return kind === 'fixed'
    ? { kind, from: (from ?? '') as DayKey, until: (until ?? '') as DayKey }
    : { kind, afterDays, days };
}
