/** The part of the rules that is being edited: one rule, one tier, or one of the sections. */
import { makeAutoObservable } from 'mobx-miniprogram';
import type { ProgrammeDraft, ProgrammeView } from '../../../typings/api/programme';
import { call, type Problem } from '../services/staff';
import { same } from '../views/draft';
import type { Block, Change, Piece } from '../views/rules/asking';
import { type Editable, PARTS, sectionOf } from '../views/rules/part';
import { programmeWords } from '../words/programme/index';
import { Editing, type HeldOutcome } from './editing';
import { programme } from './programme';

/** Which part, and of a rule or a tier which one; `begins` is what a new one begins as. */
class Asked {
  part: Editable = 'points';
  code = '';
  begins: Piece | null = null;
  /** The draft has it no more. */
  gone = false;

  constructor() {
    makeAutoObservable(this);
  }

  ask(part: Editable, code: string, begins: Piece | null): void {
    this.part = part;
    this.code = code;
    this.begins = begins;
    this.gone = false;
  }

  /** It is stored: nothing begins any more. */
  stored(): void {
    this.begins = null;
  }

  found(piece: Piece | null): void {
    this.gone = piece === null;
  }
}

export const asked = new Asked();

function pieceOf(draft: ProgrammeDraft): Piece | null {
  return PARTS[asked.part].pick(draft, asked.code) ?? asked.begins;
}

function heldIn(view: ProgrammeView): HeldOutcome<Piece> {
  const piece = pieceOf(view.draft ?? view.current);
  asked.found(piece);
  return { ok: true, data: { content: piece ?? {}, rev: view.rev } };
}

const isProblem = (answer: ProgrammeView | Problem): answer is Problem => !('rev' in answer);

async function load(): Promise<HeldOutcome<Piece>> {
  if (!programme.forms) await programme.open();
  const answer = await programme.refresh();
  return isProblem(answer) ? { ok: false, problem: answer } : heldIn(answer);
}

/** Where somebody has saved another part meanwhile, this one goes beside it; where it is this one, the two are shown. */
async function save(piece: Piece, rev: number): Promise<HeldOutcome<Piece>> {
  const form = PARTS[asked.part];
  const draft = programme.draft;
  if (!draft) return load();
  const send = async (onto: ProgrammeDraft, at: number) =>
    call('programme.save', { draft: form.put(onto, asked.code, piece), rev: at });
  let outcome = await send(draft, rev);
  if (!outcome.ok && outcome.problem.code === 'OUTDATED') {
    const answer = await programme.refresh();
    if (isProblem(answer)) return { ok: false, problem: outcome.problem };
    const theirs = answer.draft ?? answer.current;
    if (!same(pieceOf(theirs), part.base)) return { ok: false, problem: outcome.problem };
    outcome = await send(theirs, answer.rev);
  }
  if (!outcome.ok) return outcome;
  programme.adopt(outcome.data);
  asked.stored();
  return heldIn(outcome.data);
}

export function blocksOf(piece: Piece): Block[] {
  if (!programme.draft || Object.keys(piece).length === 0) return [];
  return PARTS[asked.part].blocks(piece, programme.knownOf(programme.draft));
}

export const part: Editing<Piece> = new Editing<Piece>({
  load,
  save,
  sections: (piece) => blocksOf(piece).map(sectionOf),
  label: (path) => labelOf(path),
  fresh: () => asked.begins !== null,
});

/** What no single question asks for is called by the card that it lies in. */
function labelOf(path: string): string {
  const { parts, fields, edit } = programmeWords();
  const lists: Record<string, string> = {
    when: edit.when,
    give: edit.give,
    rights: fields.rights,
    'checkIn.steps': fields.stepPoints,
    'checkIn.milestones': fields.milestones,
    giftCoupons: fields.gift,
  };
  if (path in lists) return lists[path] ?? '';
  const named = part.fields.find(({ name }) => name === path);
  return named?.label ?? parts[asked.part];
}

/** What an answer changes, by the question it was given to. */
export function answered(name: string, value: unknown): Change {
  const questions = blocksOf(part.draft ?? {}).flatMap((each) => each.questions);
  const question = questions.find(({ field }) => field.name === name);
  return question?.change?.(value) ?? [name, value];
}
