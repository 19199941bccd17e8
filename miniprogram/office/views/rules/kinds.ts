/** Conditions and gives, asked for as the rules themselves describe them: a new kind needs no form here. Pure. */
import type { ArgumentField, KindDraft, KindForm, Named } from '../../../../typings/api/programme';
import type { Choice } from '../form';
import { ask, type Block, block, type Change, type Known, type Piece, type Question, withoutAt } from './asking';

const options = (list: readonly Named[]): Choice[] => list.map(({ code, name }) => ({ value: code, label: name }));

/** Chosen things that are no longer offered stay in sight, so that they can be taken away. */
function withChosen(offered: Choice[], chosen: unknown): Choice[] {
  const list = Array.isArray(chosen) ? chosen : [chosen];
  const lost = list.filter((code) => typeof code === 'string' && code && !offered.some(({ value }) => value === code));
  return [...offered, ...lost.map((code) => ({ value: code as string, label: code as string }))];
}

/** One argument; `name` is its path in the piece. */
export function askArgument(name: string, field: ArgumentField, value: unknown, known: Known): Question {
  const { label } = field;
  switch (field.type) {
    case 'whole':
      return askWhole(name, field);
    case 'choices':
      return ask('choices', name, label, { options: field.options, max: field.options.length });
    case 'codes': {
      const offered = options(field.of === 'tiers' ? known.tiers : known.forms.stores);
      return ask('choices', name, label, { options: withChosen(offered, value), max: field.max });
    }
    case 'code': {
      const offered = options(known.forms.templates);
      const hint = offered.length === 0 ? { hint: known.own.edit.noCoupon } : {};
      return ask('choice', name, label, { options: withChosen(offered, value), ...hint });
    }
    case 'day':
      return ask('day', name, label, {});
  }
}

function askWhole(name: string, { label, from, to, unit }: Extract<ArgumentField, { type: 'whole' }>): Question {
  if (unit === 'fen') return ask('money', name, label, { from, to });
  if (unit === 'hundredths') return ask('factor', name, label, { from, to });
  return ask('whole', name, label, { from, to, unit: unit === 'points' ? 'points' : '' });
}

/** A condition or a give of this kind, to begin with: one that can be saved as far as the shop has what it names. */
export function begun({ code, arguments: args }: KindForm, known: Known): KindDraft {
  return { code, ...Object.fromEntries(args.map(({ name, field }) => [name, firstOf(field, known)])) };
}

/** Begins at something a shop might mean, where the least would be of no use. */
const BEGINNINGS: Partial<Record<string, number>> = { fen: 10_000, points: 10, hundredths: 200, pieces: 1 };

function firstOf(field: ArgumentField, known: Known): unknown {
  switch (field.type) {
    case 'whole':
      return Math.min(field.to, Math.max(field.from, BEGINNINGS[field.unit] ?? field.from));
    case 'choices':
      return field.options.slice(0, 1).map(({ value }) => value);
    case 'codes':
      return (field.of === 'tiers' ? known.tiers : known.forms.stores).slice(-1).map(({ code }) => code);
    case 'code':
      return known.forms.templates[0]?.code ?? '';
    case 'day':
      return known.today;
  }
}

export function askedOf(form: KindForm, path: string, draft: Piece, known: Known): Question[] {
  return form.arguments.map(({ name, field }) => askArgument(`${path}.${name}`, field, draft[name], known));
}

/** Where it means something on one of the occasions; what means nothing is a problem that the check names. */
export function fitting(forms: readonly KindForm[], on: readonly unknown[]): KindForm[] {
  return forms.filter(({ occasions }) => on.every((each) => (occasions as readonly unknown[]).includes(each)));
}

/** Conditions: one card each, and a way to add those that are not there yet. */
export function conditionBlocks(when: readonly Piece[], on: readonly unknown[], known: Known): Block[] {
  const { forms, own } = known;
  const cards = when.map((condition, place) => {
    const form = forms.conditions.find(({ code }) => code === condition.code);
    const path = `when.${place}`;
    const questions = form ? askedOf(form, path, condition, known) : [];
    return block(path, form?.label ?? String(condition.code), questions, { remove: ['when', withoutAt(when, place)] });
  });
  const left = fitting(forms.conditions, on).filter(({ code }) => !when.some((each) => each.code === code));
  const ways = left.map((form) => ({
    label: form.label,
    change: ['when', [...when, begun(form, known)]] as Change,
  }));
  const hint = when.length === 0 ? own.edit.whenNone : when.length > 1 ? own.edit.whenAll : '';
  const add = ways.length > 0 ? [block('addCondition', '', [], { add: { label: own.edit.addCondition, ways } })] : [];
  return [block('when', own.edit.when, [], { hint }), ...cards, ...add];
}

/** What is given: of which kind, and its arguments. Another kind begins anew. */
export function giveBlock(give: Piece, on: readonly unknown[], known: Known): Block {
  const { forms, own } = known;
  const form = forms.gives.find(({ code }) => code === give.code);
  const offered = forms.gives.filter((each) => each === form || fitting([each], on).length > 0);
  const kind = ask(
    'choice',
    'give',
    own.edit.giveKind,
    { options: offered.map(({ code, label }) => ({ value: code, label })) },
    {
      value: give.code,
      change: (code) => {
        const chosen = forms.gives.find((each) => each.code === code);
        return ['give', chosen && chosen !== form ? begun(chosen, known) : give];
      },
    },
  );
  return block('give', own.edit.give, [kind, ...(form ? askedOf(form, 'give', give, known) : [])]);
}

/** As the phone's sentences take them: `weekday:3,6|minimum:50000`. */
export function whenOf(when: readonly Piece[], known: Known): string {
  return when.map((condition) => phraseOf(condition, known)).join('|');
}

function phraseOf(condition: Piece, { forms, tiers }: Known): string {
  const form = forms.conditions.find(({ code }) => code === condition.code);
  const named: Record<string, readonly Named[]> = { tiers, stores: forms.stores };
  const told = (form?.arguments ?? []).flatMap(({ name, field }) => {
    const value = condition[name];
    const list = Array.isArray(value) ? value : [value ?? ''];
    const names = field.type === 'codes' ? (named[field.of] ?? []) : [];
    return list.map((each) => names.find(({ code }) => code === each)?.name ?? String(each));
  });
  return told.length > 0 ? `${String(condition.code)}:${told.join(',')}` : String(condition.code);
}
