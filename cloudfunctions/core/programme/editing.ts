/** The programme as the staff edit it: what is in force, the draft beside it, and each step with its refusals. */
import type { ChangeView, FormsView, ProblemView, ProgrammeDraft, ProgrammeView } from '../../../typings/api/programme';
import type { Environment } from '../../platform/environment';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { dayOf } from '../calendar';
import { conditionForms, giveForms } from '../earning';
import { changesOf } from './changes';
import { checkProgramme } from './check';
import { type Editor, type NameableThings, namedOf, open } from './moving';
import { draftFrom, drawable, undrawable } from './outline';
import {
  asNext,
  checkDraft,
  draftOf,
  type Published,
  type PublishedProgramme,
  publish,
  type Saved,
  saveDraft,
} from './publish';
import type { ProgrammeDocument } from './stored';

export async function programmeView(env: Environment): Promise<Result<ProgrammeView>> {
  const [{ document }, named] = await Promise.all([open(env), namedOf(env)]);
  return accept(viewOf(env, document, named));
}

function viewOf(env: Environment, document: ProgrammeDocument, { stores, templates }: NameableThings): ProgrammeView {
  const { current, rev, editedBy = '', editedAt = null } = document;
  const stored = draftOf(document);
  const draft = stored === null ? null : drawable(stored, current);
  const checked = draft ? checkProgramme(asNext(draft, current), stores, templates) : null;
  return {
    now: env.now,
    today: dayOf(env.now, current.zone),
    current: draftFrom(current),
    version: current.version,
    draft,
    rev,
    changedBy: draft ? editedBy : '',
    changedAt: draft ? editedAt : null,
    changedOn: draft && editedAt !== null ? dayOf(editedAt, current.zone) : null,
    changes: draft ? changesOf(draftFrom(current), draft) : [],
    problems: checked && !checked.ok ? checked.problems : [],
  };
}

/** What forms are made of: the kinds of conditions and gives, and what the shop has to choose from. */
export async function programmeForms(env: Environment): Promise<Result<FormsView>> {
  const { stores, templates } = await namedOf(env);
  return accept({
    conditions: conditionForms(),
    gives: giveForms(),
    stores: stores.map(({ id, name }) => ({ code: id, name })),
    templates: templates.filter(({ state }) => state === 'on').map(({ code, name }) => ({ code, name })),
  });
}

/**
 * Keeps it, right or wrong, as long as forms can draw it: INVALID_INPUT names what they cannot, and a new icon that is no
 * picture which was looked at.
 */
export async function keepDraft(
  env: Environment,
  draft: unknown,
  rev: number,
  by: Editor,
  isPicture: (file: string) => boolean,
): Promise<Result<ProgrammeView>> {
  const field = undrawable(draft) ?? unseenIcon(draft as ProgrammeDraft, (await open(env)).document, isPicture);
  if (field !== null) return refuse('INVALID_INPUT', { field: `payload.draft.${field}` });
  return seen(env, await saveDraft(env, draft, rev, by));
}

/** Icons that are already shown stay, wherever they came from. */
function unseenIcon(
  { tiers }: ProgrammeDraft,
  { current }: ProgrammeDocument,
  isPicture: (file: string) => boolean,
): string | null {
  const shown = new Set(current.tiers.list.map(({ icon }) => icon));
  const place = tiers.list.findIndex(({ icon }) => typeof icon === 'string' && !shown.has(icon) && !isPicture(icon));
  return place < 0 ? null : `tiers.list.${place}.icon`;
}

export async function discardDraft(env: Environment, rev: number, by: Editor): Promise<Result<ProgrammeView>> {
  return seen(env, await saveDraft(env, null, rev, by));
}

export async function problemsOf(env: Environment, draft: unknown): Promise<Result<{ problems: ProblemView[] }>> {
  const checked = await checkDraft(env, draft);
  return accept({ problems: checked.ok ? [] : checked.problems });
}

export async function publishDraft(env: Environment, rev: number, by: Editor): Promise<Result<ProgrammeView>> {
  return seen(env, await publish(env, rev, by));
}

/** What the last publication changed; a repeat is told the same. */
export async function lastChanges(env: Environment): Promise<ChangeView[]> {
  const { current, versions } = (await open(env)).document;
  const before = versions.at(-2);
  const found = before && (await findById<PublishedProgramme>(env.store, 'programmes', `v${before.version}`));
  return found ? changesOf(draftFrom(found.programme), draftFrom(current)) : [];
}

async function seen(env: Environment, outcome: Saved | Published): Promise<Result<ProgrammeView>> {
  return outcome.ok ? programmeView(env) : refusedFor(outcome);
}

/** As the phone is told: the revision it should have named, or the first thing that is wrong. */
export function refusedFor(outcome: Exclude<Saved | Published, { ok: true }>): Refusal {
  if (outcome.reason === 'tooLong') return refuse('TOO_LARGE', { field: 'payload.draft' });
  if (outcome.reason === 'outdated') return refuse('OUTDATED', { rev: outcome.rev, by: outcome.by });
  const [first] = outcome.problems;
  return refuse('PROGRAMME_INVALID', { field: first?.field ?? '', reason: first?.message ?? '' });
}
