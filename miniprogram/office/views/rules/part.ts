/** Every part of the rules that has an editor. Pure. */
import type { PartCode, ProblemView, ProgrammeDraft } from '../../../../typings/api/programme';
import { fieldOf } from '../draft';
import type { Errors, Section } from '../form';
import type { Block, PartForm } from './asking';
import { checkInPart } from './check-in';
import { assistPart, referralPart } from './friends';
import { rulePart } from './rule';
import { birthdayPart, capPart, deductionPart, growthPart, ladderPart, pointsPart, visitsPart } from './sections';
import { tierPart } from './tier';

export type Editable = Exclude<PartCode, 'order'>;

export const PARTS: Record<Editable, PartForm> = {
  points: pointsPart,
  checkIn: checkInPart,
  rule: rulePart,
  cap: capPart,
  growth: growthPart,
  deduction: deductionPart,
  birthday: birthdayPart,
  referral: referralPart,
  assist: assistPart,
  visits: visitsPart,
  tier: tierPart,
  ladder: ladderPart,
};

export function isPart(code: string): code is Editable {
  return code in PARTS;
}

export function sectionOf({ title, hint, questions }: Block): Section {
  return { title, ...(hint ? { hint } : {}), fields: questions.map(({ field }) => field) };
}

/** What a problem lies in, as the editors divide the rules; a problem of the whole lies nowhere. */
export function partAt(field: string, draft: ProgrammeDraft): { part: Editable; code: string } | null {
  const [first = '', second = '', third = ''] = field.split('.');
  if (first === 'earning' && second === 'rules') return listed('rule', draft.earning.rules[Number(third)]);
  if (first === 'tiers' && second === 'list') return listed('tier', draft.tiers.list[Number(third)]);
  if (first === 'earning') return { part: 'cap', code: '' };
  if (first === 'tiers') return { part: 'ladder', code: '' };
  if (first === 'validity' || first === 'waiting' || first === 'refund') return { part: 'points', code: '' };
  return isPart(first) ? { part: first, code: '' } : null;
}

function listed(part: 'rule' | 'tier', one: { code: string } | undefined) {
  return one ? { part, code: one.code } : null;
}

export interface Placed {
  /** By field name. */
  errors: Errors;
  /** What no field asks for: the list itself, the piece as a whole. */
  rest: string[];
}

/** Problems of a piece at the questions that can mend them. `at` is what leads to the piece in the draft. */
export function placed(problems: readonly ProblemView[], at: string, sections: readonly Section[]): Placed {
  const errors: Record<string, string> = {};
  const rest: string[] = [];
  for (const { field, message } of problems) {
    const path = at === '' ? field : field.slice(at.length + 1);
    const name = path && fieldOf(sections, path)?.name;
    if (name && !(name in errors)) errors[name] = message;
    else rest.push(message);
  }
  return { errors, rest };
}

export function within(
  problems: readonly ProblemView[],
  part: Editable,
  code: string,
  draft: ProgrammeDraft,
): ProblemView[] {
  return problems.filter(({ field }) => {
    const at = partAt(field, draft);
    return at !== null && at.part === part && at.code === code;
  });
}
