/** What the editor of a coupon template asks, as fields. Pure. */
import type { TemplateRow, TemplatesView } from '../../../typings/api/catalogue';
import { figure } from '../../views/figures';
import type { CatalogueWords } from '../words/catalogue/zh-Hans';
import type { Choice, Errors, Field, Section } from './form';
import { linesOf } from './lines';
import { NONE } from './reward-form';
import type { TemplateForm } from './template-form';

const FEN_MAX = 10_000_000;
const KINDS = ['amount', 'percent', 'exchange', 'freeShipping'] as const;
const CHANNELS = ['counter', 'mini', 'till', 'web'] as const;
const PERIODS = ['day', 'week', 'month', 'year', 'ever'] as const;
/** Names of groups that can be chosen before there are any. */
const GROUPS = ['a', 'b', 'c'];
const CATEGORIES_MAX = 20;
const CATEGORY_MAX = 20;

type About = Pick<TemplatesView, 'stores' | 'tiers' | 'words'>;

export function templateSections(
  form: TemplateForm,
  about: About,
  row: TemplateRow | null,
  words: CatalogueWords,
): Section[] {
  return [basics(form, words), valid(form, words), where(about, words), claiming(form, about, row, words), more(words)];
}

function basics({ value, capped }: TemplateForm, { template }: CatalogueWords): Section {
  const threshold: Field = {
    name: 'value.thresholdFen',
    label: template.threshold,
    type: 'money',
    from: 0,
    to: FEN_MAX,
    hint: template.thresholdHint,
  };
  const cap: Field = { name: 'value.capFen', label: template.cap, type: 'money', from: 1, to: FEN_MAX };
  const own: Record<TemplateForm['value']['kind'], Field[]> = {
    amount: [{ name: 'value.fen', label: template.fen, type: 'money', from: 1, to: FEN_MAX }, threshold],
    percent: [
      { name: 'value.rate', label: template.rate, type: 'rate', from: 1, to: 99 },
      threshold,
      { name: 'capped', label: template.capped, type: 'switch' },
      ...(capped ? [cap] : []),
    ],
    freeShipping: [threshold],
    exchange: [
      {
        name: 'value.item',
        label: template.item,
        type: 'line',
        max: 30,
        required: true,
        placeholder: template.itemPlaceholder,
      },
    ],
  };
  return {
    title: template.basics,
    fields: [
      {
        name: 'name',
        label: template.name,
        type: 'line',
        max: 20,
        required: true,
        placeholder: template.namePlaceholder,
      },
      {
        name: 'value.kind',
        label: template.kind,
        type: 'choice',
        options: KINDS.map((kind) => ({ value: kind, label: template.kinds[kind] })),
      },
      ...own[value.kind],
    ],
  };
}

function valid({ validity }: TemplateForm, { template }: CatalogueWords): Section {
  const fields: Field[] =
    validity.kind === 'fixed'
      ? [
          { name: 'validity.from', label: template.from, type: 'day', required: true },
          { name: 'validity.until', label: template.until, type: 'day', required: true },
        ]
      : [
          { name: 'validity.days', label: template.days, type: 'whole', from: 1, to: 1_096, unit: 'days' },
          {
            name: 'validity.afterDays',
            label: template.afterDays,
            type: 'whole',
            from: 0,
            to: 366,
            unit: 'days',
            hint: template.afterHint,
          },
        ];
  const kinds = ['relative', 'fixed'] as const;
  const options = kinds.map((value) => ({ value, label: template.validities[value] }));
  return {
    title: template.valid,
    fields: [{ name: 'validity.kind', label: template.validity, type: 'choice', options }, ...fields],
  };
}

function where({ stores, words }: About, { template }: CatalogueWords): Section {
  const groups = [...new Set([...GROUPS, ...words.stacking])];
  const stacking: Choice[] = [
    { value: NONE, label: template.alone },
    ...groups.map((code) => ({ value: code, label: template.group(code.toUpperCase()) })),
  ];
  const places: Field[] =
    stores.length > 1
      ? [
          {
            name: 'stores',
            label: template.stores,
            type: 'choices',
            options: stores.map(({ id, name }) => ({ value: id, label: name })),
            max: stores.length,
            hint: template.storesHint,
          },
        ]
      : [];
  return {
    title: template.where,
    fields: [
      {
        name: 'channels',
        label: template.channels,
        type: 'choices',
        options: CHANNELS.map((value) => ({ value, label: template.channelNames[value] })),
        max: CHANNELS.length,
        hint: template.channelsHint,
      },
      ...places,
      { name: 'goods', label: template.words, type: 'text', max: 420, hint: template.wordsHint },
      { name: 'stacking', label: template.stacking, type: 'choice', options: stacking, hint: template.stackingHint },
    ],
  };
}

function claiming(form: TemplateForm, { tiers }: About, row: TemplateRow | null, words: CatalogueWords): Section {
  const { template, periods } = words;
  const taken = row?.quota?.taken ?? 0;
  const quota: Field = {
    name: 'claim.quota',
    label: template.quota,
    type: 'whole',
    from: 1,
    to: 1_000_000,
    unit: '',
    ...(taken > 0 ? { hint: template.quotaTaken(figure(taken)) } : {}),
  };
  const open: Field[] = [
    {
      name: 'claim.tiers',
      label: template.tiers,
      type: 'choices',
      options: tiers.map(({ code, name }) => ({ value: code, label: name })),
      max: 10,
      hint: template.tiersHint,
    },
    { name: 'claim.limit.count', label: template.limitCount, type: 'whole', from: 1, to: 100, unit: '' },
    {
      name: 'claim.limit.period',
      label: template.limitPeriod,
      type: 'choice',
      options: PERIODS.map((value) => ({ value, label: periods[value] })),
    },
    { name: 'quotaed', label: template.quotaed, type: 'switch' },
    ...(form.quotaed ? [quota] : []),
  ];
  const asked: Field = { name: 'claimable', label: template.claimable, type: 'switch', hint: template.claimHint };
  return { title: template.claim, fields: [asked, ...(form.claimable ? open : [])] };
}

function more({ template }: CatalogueWords): Section {
  return {
    title: template.more,
    fields: [
      { name: 'note', label: template.note, type: 'text', max: 200, placeholder: template.notePlaceholder },
      { name: 'pool', label: template.pool, type: 'switch', hint: template.poolHint },
      { name: 'giving', label: template.on, type: 'switch' },
    ],
  };
}

/** What no field can see by itself. */
export function wrongInTemplate(form: TemplateForm, row: TemplateRow | null, words: CatalogueWords): Errors {
  const { template, templates } = words;
  const wrong: Record<string, string> = {};
  const { kind, from, until } = form.validity;
  if (kind === 'fixed' && from !== null && until !== null && until < from) wrong['validity.until'] = template.ends;
  const taken = row?.quota?.taken ?? 0;
  if (form.claimable && form.quotaed && form.claim.quota < taken)
    wrong['claim.quota'] = template.quotaTaken(figure(taken));
  if (row?.promised && row.template.state === 'on' && !form.giving) wrong.giving = templates.awaited;
  const lines = linesOf(form.goods);
  if (lines.length > CATEGORIES_MAX || lines.some((line) => line.length > CATEGORY_MAX))
    wrong.goods = template.wordsHint;
  return wrong;
}
