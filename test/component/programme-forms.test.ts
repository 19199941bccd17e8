/** The editors of the rules: every kind that the rules know is asked for, and what is asked for reads back as it was. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionForms, giveForms } from '../../cloudfunctions/core/earning';
import {
  checkProgramme,
  defaultProgramme,
  draftFrom,
  type Programme,
  presets,
} from '../../cloudfunctions/core/programme';
import { checkField, getAt, setAt } from '../../miniprogram/office/views/draft';
import type { Field } from '../../miniprogram/office/views/form';
import type { Block, Known, Piece } from '../../miniprogram/office/views/rules/asking';
import { begun, fitting } from '../../miniprogram/office/views/rules/kinds';
import { type Editable, PARTS, partAt, placed, sectionOf } from '../../miniprogram/office/views/rules/part';
import { START_CODES, startedRule } from '../../miniprogram/office/views/rules/rule';
import { ruleSentence, sentencesOf } from '../../miniprogram/office/views/rules/sentences';
import { startedTier } from '../../miniprogram/office/views/rules/tier';
import { formHans } from '../../miniprogram/office/words/form/zh-Hans';
import { programmeHans } from '../../miniprogram/office/words/programme/zh-Hans';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { KindDraft, ProgrammeDraft } from '../../typings/api/programme';
import type { DayKey } from '../../typings/domain';
import { anyProgramme } from '../laws/programmes';
import { Random } from '../laws/random';

const TODAY = '2026-11-21' as DayKey;
const FORMS = {
  conditions: conditionForms(),
  gives: giveForms(),
  stores: [{ code: 'default', name: '总店' }],
  templates: [{ code: 'newcomer', name: '新客券' }],
};

function knownOf(draft: ProgrammeDraft): Known {
  return {
    forms: FORMS,
    tiers: draft.tiers.list,
    points: { name: '积分', unit: '分' },
    words: zhHans,
    own: programmeHans,
    today: TODAY,
  };
}

const base = draftFrom(defaultProgramme);
const PRESET_RIGHTS = [
  ...new Map(
    Object.values(presets)
      .flatMap(({ tiers }) => tiers.list.flatMap(({ rights }) => rights))
      .map((right) => [right.code, right]),
  ).values(),
];

/** Each part of a draft that has an editor, by what its page is asked for. */
function pieces(draft: ProgrammeDraft): [Editable, string][] {
  const named = (part: Editable, list: readonly { code: string }[]): [Editable, string][] =>
    list.map(({ code }) => [part, code]);
  const whole = (Object.keys(PARTS) as Editable[]).filter((part) => part !== 'rule' && part !== 'tier');
  return [
    ...whole.map((part): [Editable, string] => [part, '']),
    ...named('rule', draft.earning.rules),
    ...named('tier', draft.tiers.list),
  ];
}

function opened(draft: ProgrammeDraft, part: Editable, code: string): { piece: Piece; blocks: Block[] } {
  const piece = PARTS[part].pick(draft, code);
  if (!piece) throw new Error(`${part} ${code} is not there`);
  return { piece, blocks: PARTS[part].blocks(piece, knownOf(draft)) };
}

const fieldsOf = (blocks: readonly Block[]): Field[] =>
  blocks.flatMap(({ questions }) => questions.map(({ field }) => field));

const grants = fc.option(
  fc.array(fc.record({ template: fc.constantFrom('newcomer', 'gone'), count: fc.integer({ min: 1, max: 10 }) }), {
    minLength: 1,
    maxLength: 5,
  }),
  { nil: undefined },
);
const reward = fc
  .record({ points: fc.nat(1_000), coupons: grants })
  .map(({ points, coupons }) => (coupons ? { points, coupons } : { points }));
/** Rules of every kind that there is. */
const anyRule = fc
  .record({
    when: fc.subarray(FORMS.conditions),
    give: fc.constantFrom(...FORMS.gives),
    on: fc.subarray(['order', 'checkin', 'join', 'birthday', 'visit'], { minLength: 1 }),
  })
  .map(({ when, give, on }, known = knownOf(base)) => ({
    name: '随便',
    on,
    when: when.map((form) => begun(form, known)),
    give: begun(give, known),
  }));
const anyDraft: fc.Arbitrary<ProgrammeDraft> = fc
  .record({
    seed: fc.nat(),
    rules: fc.array(anyRule, { maxLength: 5 }),
    deduction: fc.constantFrom(undefined, null, { points: 100, fen: 500, minimumFen: 0, maxRate: 100 }),
    visits: fc.constantFrom(undefined, null, { perDay: 3 }),
    registered: fc.option(reward),
    budget: fc.option(fc.integer({ min: 1, max: 9_999 })),
    rights: fc.subarray(PRESET_RIGHTS),
    giftCoupons: grants,
  })
  .map(({ seed, rules, deduction, visits, registered, budget, rights, giftCoupons }) => {
    const draft = draftFrom(anyProgramme(new Random(seed)));
    const { referral } = base;
    return {
      ...draft,
      ...(deduction === undefined ? {} : { deduction }),
      ...(visits === undefined ? {} : { visits }),
      ...(referral ? { referral: { ...referral, registered, budget } } : {}),
      earning: { cap: 300, rules: rules.map((rule, n) => ({ ...rule, code: `rule${n}` })) },
      tiers: {
        ...draft.tiers,
        list: draft.tiers.list.map((tier) => ({ ...tier, rights, ...(giftCoupons ? { giftCoupons } : {}) })),
      },
    };
  });

test('draft, form and back is the same draft, whatever the rules are', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      for (const [part, code] of pieces(draft)) {
        const { piece, blocks } = opened(draft, part, code);
        expect(PARTS[part].put(draft, code, piece)).toEqual(draft);
        for (const { field, value, change } of blocks.flatMap(({ questions }) => questions)) {
          const shown = value === undefined ? getAt(piece, field.name) : value;
          // An empty row, with which another coupon would begin, stands for nothing.
          if (shown === '' && change) continue;
          expect(shown, `${part} ${field.name}`).not.toBe(undefined);
          // What a question shows, given as its answer, changes nothing: of what is switched on, that it is.
          const [path, next] = change && field.type !== 'switch' ? change(shown) : [field.name, shown];
          if (field.type !== 'switch' || !change) expect(setAt(piece, path, next), `${part} ${path}`).toEqual(piece);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('what is switched off and on again is something that can be published', () => {
  for (const preset of Object.values(presets)) {
    const programme = { ...defaultProgramme, ...preset };
    for (const [part, code] of pieces(draftFrom(programme))) {
      const draft = draftFrom(programme);
      const { piece, blocks } = opened(draft, part, code);
      const switches = blocks
        .flatMap(({ questions }) => questions)
        .flatMap(({ change, field }) => (change && field.type === 'switch' ? [{ change, field }] : []));
      for (const { change, field } of switches) {
        const there = field.name !== 'validityMonths?';
        const off = setAt(piece, ...change(!there));
        const on = setAt(off, ...change(there));
        // A right of a streak asks for the shop's own name of it.
        if (field.name.endsWith('.right?')) continue;
        expect(checkProgramme({ ...programme, ...PARTS[part].put(draft, code, on) }), field.name).toMatchObject({
          ok: true,
        });
      }
    }
  }
});

test('every number and word of a published programme is asked for, and passes its field', () => {
  const programmes = [defaultProgramme, ...Object.values(presets).map((rules) => ({ ...defaultProgramme, ...rules }))];
  for (const programme of programmes) {
    const draft = draftFrom(programme as Programme);
    for (const [part, code] of pieces(draft)) {
      const { piece, blocks } = opened(draft, part, code);
      const fields = fieldsOf(blocks);
      const wrong = fields.filter((field) => checkField(field, getAt(piece, field.name), formHans) !== '');
      expect(wrong.map(({ name }) => `${part} ${code} ${name}`)).toEqual([]);
      const names = fields.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  }
});

test('each kind of condition and give has a form that begins with something a shop can publish', () => {
  const known = knownOf(base);
  const checked = (when: KindDraft[], give: KindDraft, on: string[]) =>
    checkProgramme({
      ...defaultProgramme,
      visits: { perDay: 1 },
      earning: { cap: 500, rules: [{ code: 'one', name: '试', on, when, give }] },
    });
  for (const form of FORMS.conditions) {
    const condition = begun(form, known);
    const { blocks } = opened(
      {
        ...base,
        earning: {
          cap: 500,
          rules: [{ code: 'one', name: '试', on: ['order'], when: [condition], give: { code: 'fixed', points: 1 } }],
        },
      },
      'rule',
      'one',
    );
    const asked = fieldsOf(blocks).filter(({ name }) => name.startsWith('when.0.'));
    expect(asked.map(({ name }) => name.slice('when.0.'.length))).toEqual(form.arguments.map(({ name }) => name));
    expect(checked([condition], { code: 'fixed', points: 1 }, ['order'])).toMatchObject({ ok: true });
  }
  for (const form of FORMS.gives)
    expect(checked([], begun(form, known), [form.occasions[0] ?? ''])).toMatchObject({ ok: true });
});

test('what means nothing on an occasion is not offered for it', () => {
  expect(fitting(FORMS.gives, ['birthday']).map(({ code }) => code)).toEqual(['fixed', 'coupon']);
  expect(fitting(FORMS.conditions, ['checkin']).map(({ code }) => code)).not.toContain('firstOrder');
});

test('every rule to begin with can be published as it is, and says what it does', () => {
  const known = knownOf(base);
  for (const start of START_CODES) {
    const rule = startedRule(start, 'begun', { today: TODAY, template: 'newcomer', own: programmeHans });
    const rules = [...defaultProgramme.earning.rules, rule];
    const programme = { ...defaultProgramme, visits: { perDay: 1 }, earning: { cap: 500, rules } };
    expect(checkProgramme(programme), start).toMatchObject({ ok: true });
    expect(ruleSentence(rule, known)).toMatch(/[得送]/);
  }
  const [rule] = presets.convenience.earning.rules.slice(2, 3);
  expect(ruleSentence(rule as never, known)).toBe('每周三，消费、签到得 2 倍积分');
});

test('a new tier has no rights yet, and the check names it at the place where rights are added', () => {
  const tier = startedTier('tier1', base, programmeHans);
  const draft = { ...base, tiers: { ...base.tiers, list: [...base.tiers.list, tier] } };
  const checked = checkProgramme({ ...defaultProgramme, ...draft });
  const problems = checked.ok ? [] : checked.problems;
  expect(problems.map(({ code }) => code)).toEqual(['noRights']);
  const at = PARTS.tier.at(draft, 'tier1');
  expect(partAt(problems[0]?.field ?? '', draft)).toEqual({ part: 'tier', code: 'tier1' });
  const { blocks } = opened(draft, 'tier', 'tier1');
  const { errors, rest } = placed(problems, at, blocks.map(sectionOf));
  expect({ errors, rest }).toEqual({ errors: {}, rest: [problems[0]?.message] });
  // With one right of any kind it can be published.
  for (const { change } of blocks.find(({ key }) => key === 'addRight')?.add?.ways ?? []) {
    const [path, value] = change;
    const mended = PARTS.tier.put(draft, 'tier1', setAt(tier as unknown as Piece, path, value));
    expect(checkProgramme({ ...defaultProgramme, ...mended }), JSON.stringify(value)).toMatchObject({ ok: true });
  }
});

test('every problem that the check finds is placed at a field or said above the form', () => {
  const broken: ProgrammeDraft = {
    ...base,
    validity: { kind: 'rolling', months: 99 },
    checkIn: { ...base.checkIn, steps: [{ from: 1, points: -1 }] },
    earning: { cap: 1, rules: [{ code: 'x', name: '', on: ['order'], when: [], give: { code: 'fixed', points: 0 } }] },
    tiers: { ...base.tiers, graceDays: 1_000 },
  };
  const checked = checkProgramme({ ...defaultProgramme, ...broken });
  const problems = checked.ok ? [] : checked.problems;
  const found = problems.map((problem) => {
    const at = partAt(problem.field, broken);
    if (!at) throw new Error(`${problem.field} is nowhere`);
    const { blocks } = opened(broken, at.part, at.code);
    const { errors } = placed([problem], PARTS[at.part].at(broken, at.code), blocks.map(sectionOf));
    return [at.part, ...Object.keys(errors)].join(' ');
  });
  expect(found.sort()).toEqual(
    [
      'cap cap',
      'checkIn checkIn.steps.0.points',
      'ladder graceDays',
      'points validity.months',
      'rule give.points',
      'rule name',
    ].sort(),
  );
});

test('unfinished rules are told without breaking', () => {
  const broken: ProgrammeDraft = {
    ...base,
    validity: { kind: 'rolling', months: null as unknown as number },
    checkIn: { ...base.checkIn, steps: [{ from: 1, points: null as unknown as number }] },
    deduction: { points: null, fen: null, minimumFen: null, maxRate: null } as never,
  };
  const known = knownOf(broken);
  const whole = (Object.keys(PARTS) as Editable[]).filter((part) => part !== 'rule' && part !== 'tier');
  for (const part of whole) expect(Array.isArray(sentencesOf(part as never, broken, known))).toBe(true);
  for (const { code } of [...FORMS.conditions, ...FORMS.gives]) {
    const rule = { code: 'x', name: 'x', on: ['order'], when: [{ code }], give: { code } };
    expect(typeof ruleSentence(rule, known)).toBe('string');
  }
});
