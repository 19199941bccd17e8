/** One earning rule: its name, where it holds, under which conditions, and what it gives. Pure. */
import type { KindDraft, Occasion, ProgrammeDraft, RuleDraft } from '../../../../typings/api/programme';
import type { DayKey } from '../../../../typings/domain';
import type { ProgrammeWords } from '../../words/programme/zh-Hans';
import { ask, block, type PartForm, type Piece } from './asking';
import { conditionBlocks, giveBlock } from './kinds';

const OCCASIONS: readonly Occasion[] = ['order', 'checkin', 'join', 'birthday', 'visit'];

export const rulePart: PartForm = {
  pick: ({ earning }, code) => earning.rules.find((rule) => rule.code === code) as unknown as Piece | null,
  put: (draft, code, piece) => {
    const { rules } = draft.earning;
    const rule = piece as unknown as RuleDraft;
    const known = rules.some((each) => each.code === code);
    const next = known ? rules.map((each) => (each.code === code ? rule : each)) : [...rules, rule];
    return { ...draft, earning: { ...draft.earning, rules: next } };
  },
  at: ({ earning: { rules } }, code) => {
    const place = rules.findIndex((rule) => rule.code === code);
    return `earning.rules.${place < 0 ? rules.length : place}`;
  },
  blocks: (piece, known) => {
    const { own } = known;
    const rule = piece as unknown as RuleDraft;
    const on = ask('choices', 'on', own.edit.on, {
      options: OCCASIONS.map((value) => ({ value, label: own.occasions[value] })),
      max: OCCASIONS.length,
    });
    return [
      block('rule', '', [ask('line', 'name', own.edit.name, { max: 20, hint: own.edit.nameHint }), on]),
      giveBlock(rule.give, rule.on, known),
      ...conditionBlocks(rule.when, rule.on, known),
    ];
  },
};

export type StartCode = keyof ProgrammeWords['starts'];

const when = (code: string, args: object = {}): KindDraft => ({ code, ...args });

/** Rules that shops often want, to begin with. */
const STARTS: Record<StartCode, (today: DayKey, template: string) => Omit<RuleDraft, 'code' | 'name'>> = {
  memberDay: () => ({ on: ['order'], when: [when('weekday', { days: [3] })], give: when('multiply', { factor: 200 }) }),
  monthDay: () => ({ on: ['order'], when: [when('monthDay', { days: [8] })], give: when('multiply', { factor: 200 }) }),
  campaign: (today) => ({
    on: ['order'],
    when: [when('dateRange', { from: today, until: today })],
    give: when('multiply', { factor: 200 }),
  }),
  minimum: () => ({ on: ['order'], when: [when('minimum', { fen: 20_000 })], give: when('fixed', { points: 20 }) }),
  firstOrder: () => ({ on: ['order'], when: [when('firstOrder')], give: when('fixed', { points: 50 }) }),
  welcome: () => ({
    on: ['join'],
    when: [when('channel', { channels: ['mini'] })],
    give: when('fixed', { points: 20 }),
  }),
  coupon: (_today, template) => ({ on: ['order'], when: [], give: when('coupon', { template, count: 1 }) }),
  visit: () => ({ on: ['visit'], when: [], give: when('fixed', { points: 5 }) }),
  base: () => ({ on: ['order'], when: [], give: when('perAmount', { fen: 100, points: 1 }) }),
};

export const START_CODES = Object.keys(STARTS) as StartCode[];

export function isStart(code: string): code is StartCode {
  return code in STARTS;
}

/** Under a code that no rule of the draft has, nor one that it takes away. */
export function startedRule(
  start: StartCode,
  code: string,
  { today, template, own }: { today: DayKey; template: string; own: ProgrammeWords },
): RuleDraft {
  return { code, name: own.starts[start].name, ...STARTS[start](today, template) };
}

/** A code that is free in all of these drafts: `rule7`. */
export function freeCode(prefix: string, drafts: readonly ProgrammeDraft[]): string {
  const taken = new Set(
    drafts.flatMap(({ earning, tiers }) => [...earning.rules, ...tiers.list].map(({ code }) => code)),
  );
  let n = 1;
  while (taken.has(`${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
}
