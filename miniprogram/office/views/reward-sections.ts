/** What the editor of a reward asks, as fields. Pure. */
import type { CatalogueWords } from '../words/catalogue/zh-Hans';
import type { Choice, Errors, Field, Section } from './form';
import { linesOf } from './lines';
import { NONE, needsUnits, type RewardAbout, type RewardForm } from './reward-form';

const POINTS_MAX = 10_000_000;
const FEN_MAX = 10_000_000;
const WORTH_MAX = 100_000_000;
const UNITS_MAX = 1_000_000;
const PICTURES_MAX = 8;
const TAGS_MAX = 10;
const TAG_MAX = 20;
export const DISCOUNTS_MAX = 5;
export const PARAGRAPHS_MAX = 12;

const KINDS = ['goods', 'service', 'coupon', 'trial'] as const;
const PERIODS = ['day', 'week', 'month', 'year', 'ever'] as const;
const MONTH_DAYS = Array.from({ length: 31 }, (_, n) => n + 1);

const named = ({ code, name }: { code: string; name: string }): Choice => ({ value: code, label: name });

/** One card each, in the order in which a shopkeeper thinks of it. */
export function rewardSections(form: RewardForm, about: RewardAbout, points: string, words: CatalogueWords): Section[] {
  return [
    basics(about, words),
    price(form, about, points, words),
    stock(form, about, words),
    ...(form.kind === 'coupon' ? [] : [ways(form, about, words)]),
    who(about, words),
    times(words),
  ];
}

function basics({ choices }: RewardAbout, { good, kinds }: CatalogueWords): Section {
  const categories = choices.categories.map(named);
  return {
    title: good.basics,
    fields: [
      { name: 'name', label: good.name, type: 'line', max: 30, required: true, placeholder: good.namePlaceholder },
      {
        name: 'pictures',
        label: good.pictures,
        type: 'pictures',
        use: 'reward',
        max: PICTURES_MAX,
        hint: good.picturesHint,
      },
      {
        name: 'kind',
        label: good.kind,
        type: 'choice',
        options: KINDS.map((value) => ({ value, label: kinds[value], hint: good.kindHints[value] })),
      },
      ...(categories.length > 0
        ? [{ name: 'category', label: good.category, type: 'choice', options: categories } as const]
        : []),
      { name: 'summary', label: good.summary, type: 'line', max: 60, placeholder: good.summaryPlaceholder },
      { name: 'onSale', label: good.onSale, type: 'switch' },
      { name: 'featured', label: good.featured, type: 'switch' },
    ],
  };
}

function price(form: RewardForm, { choices }: RewardAbout, points: string, { good }: CatalogueWords): Section {
  const templates = choices.templates.map(named);
  const coupon: Field[] = [
    {
      name: 'coupon.template',
      label: good.template,
      type: 'choice',
      options: templates,
      ...(templates.length === 0 ? { hint: good.noTemplates } : {}),
    },
    { name: 'coupon.count', label: good.count, type: 'whole', from: 1, to: 10, unit: '' },
  ];
  return {
    title: good.price,
    fields: [
      { name: 'price.points', label: good.points(points), type: 'whole', from: 0, to: POINTS_MAX, unit: 'points' },
      {
        name: 'price.cashFen',
        label: good.cash,
        type: 'money',
        from: 0,
        to: FEN_MAX,
        hint: choices.payable ? good.cashHint : good.cashOff,
      },
      ...(form.kind === 'coupon' ? coupon : []),
      { name: 'worthFen', label: good.worth, type: 'money', from: 0, to: WORTH_MAX, hint: good.worthHint },
    ],
  };
}

function stock(form: RewardForm, about: RewardAbout, words: CatalogueWords): Section {
  const { good, periods } = words;
  const units: Field[] = needsUnits(about.stock)
    ? [{ name: 'made', label: good.made, type: 'whole', from: 0, to: UNITS_MAX, unit: 'pieces' }]
    : [];
  const hint = needsUnits(about.stock) ? good.countedHint : good.stocked(String(about.stock?.left ?? 0));
  return {
    title: good.stock,
    fields: [
      { name: 'counted', label: good.counted, type: 'switch', hint },
      ...(form.counted ? units : []),
      { name: 'limited', label: good.limited, type: 'switch' },
      ...(form.limited
        ? [
            { name: 'limit.count', label: good.limitCount, type: 'whole', from: 1, to: 1_000, unit: 'pieces' } as const,
            {
              name: 'limit.period',
              label: good.limitPeriod,
              type: 'choice',
              options: PERIODS.map((value) => ({ value, label: periods[value] })),
            } as const,
          ]
        : []),
    ],
  };
}

function ways(form: RewardForm, { choices }: RewardAbout, { good }: CatalogueWords): Section {
  const stores = choices.stores.map(({ id, name }) => ({ value: id, label: name }));
  const collected: Field[] = [
    { name: 'collectDays', label: good.collectDays, type: 'whole', from: 1, to: 366, unit: 'days' },
    ...(stores.length > 1
      ? [
          {
            name: 'stores',
            label: good.stores,
            type: 'choices',
            options: stores,
            max: stores.length,
            hint: good.storesHint,
          } as const,
        ]
      : []),
  ];
  return {
    title: good.way,
    fields: [
      {
        name: 'ways',
        label: good.ways,
        type: 'choices',
        max: 2,
        options: (['pickup', 'delivery'] as const).map((value) => ({ value, label: good.wayNames[value] })),
      },
      ...(form.ways.includes('pickup') ? collected : []),
    ],
  };
}

function who({ choices }: RewardAbout, { good }: CatalogueWords): Section {
  const rights: Choice[] = [{ value: NONE, label: good.noRight }, ...choices.rights.map(named)];
  return {
    title: good.who,
    fields: [
      {
        name: 'terms.tiers',
        label: good.tiers,
        type: 'choices',
        options: choices.tiers.map(named),
        max: 10,
        hint: good.tiersHint,
      },
      { name: 'tagLines', label: good.tags, type: 'text', max: 210, hint: good.tagsHint },
      { name: 'terms.exclusive', label: good.exclusive, type: 'switch' },
      {
        name: 'terms.streak',
        label: good.streak,
        type: 'whole',
        from: 0,
        to: 366,
        unit: 'days',
        hint: good.streakHint,
      },
      ...(rights.length > 1
        ? [{ name: 'terms.right', label: good.right, type: 'choice', options: rights } as const]
        : []),
    ],
  };
}

function times({ good }: CatalogueWords): Section {
  return {
    title: good.when,
    hint: good.open,
    fields: [
      { name: 'window.from', label: good.from, type: 'moment' },
      { name: 'window.until', label: good.until, type: 'moment' },
    ],
  };
}

/** One card for each discount. */
export function discountSections({ discounts }: RewardForm, { good, weekdays, monthDay }: CatalogueWords): Section[] {
  return discounts.map((_, n) => ({
    title: good.discount(n + 1),
    fields: [
      {
        name: `discounts.${n}.name`,
        label: good.discountName,
        type: 'line',
        max: 12,
        required: true,
        placeholder: good.discountPlaceholder,
      },
      { name: `discounts.${n}.rate`, label: good.rate, type: 'rate', from: 1, to: 99 },
      {
        name: `discounts.${n}.weekdays`,
        label: good.weekdays,
        type: 'choices',
        max: 7,
        options: weekdays.map((label, at) => ({ value: at + 1, label })),
      },
      {
        name: `discounts.${n}.monthDays`,
        label: good.monthDays,
        type: 'choices',
        max: 31,
        options: MONTH_DAYS.map((value) => ({ value, label: monthDay(value) })),
      },
    ],
  }));
}

/** One card for each paragraph. */
export function detailSections({ detail }: RewardForm, { good }: CatalogueWords): Section[] {
  return detail.map((_, n) => ({
    title: good.paragraph(n + 1),
    fields: [
      { name: `detail.${n}.heading`, label: good.heading, type: 'line', max: 30 },
      { name: `detail.${n}.text`, label: good.text, type: 'text', max: 1_000 },
    ],
  }));
}

/** What no field can see by itself. */
export function wrongInReward(form: RewardForm, about: RewardAbout, { good }: CatalogueWords): Errors {
  const wrong: Record<string, string> = {};
  const { from, until } = form.window;
  if (form.kind !== 'coupon' && form.ways.length === 0) wrong.ways = good.waysNeeded;
  if (form.kind === 'coupon' && !about.choices.templates.some(({ code }) => code === form.coupon.template))
    wrong['coupon.template'] = good.templateNeeded;
  if (from !== null && until !== null && until <= from) wrong['window.until'] = good.windowEnds;
  const tags = linesOf(form.tagLines);
  if (tags.length > TAGS_MAX || tags.some((tag) => tag.length > TAG_MAX)) wrong.tagLines = good.tagsWrong;
  form.discounts.forEach(({ weekdays, monthDays }, n) => {
    if (weekdays.length + monthDays.length === 0) wrong[`discounts.${n}.weekdays`] = good.discountWhen;
  });
  return wrong;
}
