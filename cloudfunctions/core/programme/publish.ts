/**
 * Editing the programme. A draft may be anything; what is published has passed every check and never changes again: the
 * version's own document is inserted first, then the pointer moves, on the condition that nobody else has moved it.
 * A crash between the two leaves a document that nothing points to. Events keep the version of their own time.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { ensure, findById } from '../../platform/store';
import { addDays, dayOf } from '../calendar';
import { type Ladder, ladderOf } from '../tiers';
import { type Checked, checkProgramme } from './check';
import { type Editor, isRepeat, move, namedOf, type Opened, type Outdated, open, outdated } from './moving';
import type { Problem } from './problem';
import type { Programme } from './programme';
import { LADDERS_KEPT, type ProgrammeDocument, VERSIONS_KEPT } from './stored';

export type Saved = { ok: true; rev: number } | Outdated | { ok: false; reason: 'tooLong' };

export type Published =
  | { ok: true; rev: number; version: number }
  | Outdated
  | { ok: false; reason: 'invalid'; problems: Problem[] };

/** A published programme, for good. */
export interface PublishedProgramme {
  _id: string;
  shape: 1;
  programme: Programme;
}

/** Longest draft, characters of JSON. It is kept as text: its field names are not known and must not meet the database's own. */
const DRAFT_LENGTH = 60_000;
/** Numbers that publications that broke off, or lost, may have used up. */
const NUMBERS_TRIED = 50;

/** @param draft null: away with what is there */
export async function saveDraft(
  env: Environment,
  draft: unknown,
  expectedRev: number,
  by: Editor | null = null,
): Promise<Saved> {
  const opened = await open(env);
  const text = draft === null || draft === undefined ? null : JSON.stringify(draft);
  if (text !== null && text.length > DRAFT_LENGTH) return { ok: false, reason: 'tooLong' };
  const { document } = opened;
  if (isRepeat(document, expectedRev, by) && document.draft === text) return { ok: true, rev: document.rev };
  return move(env, opened, expectedRev, { draft: text }, by);
}

/** What publishing this would say, without saving anything. */
export async function checkDraft(env: Environment, draft: unknown): Promise<Checked> {
  const [{ document }, { stores, templates }] = await Promise.all([open(env), namedOf(env)]);
  return checkProgramme(asNext(draft, document.current), stores, templates);
}

/** What is in force, and what is being worked on. */
export async function readProgramme(env: Environment): Promise<ProgrammeDocument> {
  return (await open(env)).document;
}

/** Checks the draft and puts it in force from now on. */
export async function publish(env: Environment, expectedRev: number, by: Editor | null = null): Promise<Published> {
  const opened = await open(env);
  return inForce(env, opened, draftOf(opened.document), expectedRev, by);
}

/** Puts rules in force that are no draft. A draft that somebody works on goes with what it was made from. */
export async function publishRules(
  env: Environment,
  rules: (current: Programme) => unknown,
  expectedRev: number,
  by: Editor,
): Promise<Published> {
  const opened = await open(env);
  return inForce(env, opened, rules(opened.document.current), expectedRev, by);
}

async function inForce(
  env: Environment,
  opened: Opened,
  rules: unknown,
  expectedRev: number,
  by: Editor | null,
): Promise<Published> {
  const { document } = opened;
  const { current } = document;
  if (isRepeat(document, expectedRev, by)) return { ok: true, rev: document.rev, version: current.version };
  if (document.rev !== expectedRev) return outdated(document);
  const { stores, templates } = await namedOf(env);
  const checked = checkProgramme(asNext(rules, current), stores, templates);
  if (!checked.ok) return { ok: false, reason: 'invalid', problems: checked.problems };
  // The version before may be one that nobody has published: the default, or that of an older shop.
  await ensure(env.store, 'programmes', publishedAs(current));
  const programme = await inserted(env, checked.programme);
  const from = Math.max(env.now, (document.versions.at(-1)?.from ?? 0) + 1) as EpochMs;
  const change = {
    current: programme,
    versions: [...document.versions, { version: programme.version, from }].slice(-VERSIONS_KEPT),
    ladders: laddersWith(document.ladders, programme, addDays(dayOf(env.now, programme.zone), 1)),
    draft: null,
  };
  const outcome = await move(env, opened, expectedRev, change, by);
  return outcome.ok ? { ok: true, rev: outcome.rev, version: programme.version } : outcome;
}

/** Changed thresholds hold from tomorrow; what has been changed twice in a day was never in force. */
export function laddersWith(ladders: readonly Ladder[], programme: Programme, tomorrow: DayKey): Ladder[] {
  const standing = ladders.filter(({ since }) => since < tomorrow);
  const next = ladderOf(programme.tiers, tomorrow);
  const last = standing.at(-1);
  const unchanged = last && canonical({ ...next, since: '' }) === canonical({ ...last, since: '' });
  return (unchanged ? standing : [...standing, next]).slice(-LADDERS_KEPT);
}

export function draftOf({ draft }: ProgrammeDocument): unknown {
  return draft === null ? null : JSON.parse(draft);
}

/** What a draft leaves out, the shop's zone above all, is as before. */
export function asNext(draft: unknown, current: Programme): unknown {
  if (typeof draft !== 'object' || draft === null) return draft;
  return { zone: current.zone, ...draft, shape: 2, version: current.version + 1 };
}

/** Under the first number that is free or already holds this very programme. */
async function inserted(env: Environment, programme: Programme): Promise<Programme> {
  for (let n = 0; n < NUMBERS_TRIED; n += 1) {
    const candidate = { ...programme, version: programme.version + n };
    const document = publishedAs(candidate);
    if (await ensure(env.store, 'programmes', document)) return candidate;
    const present = await findById<PublishedProgramme>(env.store, 'programmes', document._id);
    if (present && canonical(present.programme) === canonical(candidate)) return candidate;
  }
  throw new Error('no free number for a programme');
}

function publishedAs(programme: Programme): PublishedProgramme {
  return { _id: `v${programme.version}`, shape: 1, programme };
}
