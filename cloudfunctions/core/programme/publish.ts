/**
 * Editing the programme. A draft may be anything; what is published has passed every check and never changes again: the
 * version's own document is inserted first, then the pointer moves, on the condition that nobody else has moved it.
 * A crash between the two leaves a document that nothing points to. Events keep the version of their own time.
 */

import * as v from 'valibot';
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { type Change, ensure, findById, StoreError } from '../../platform/store';
import { addDays, dayOf } from '../calendar';
import { defaultStores, type StoreInfo, storesSchema } from '../stores';
import { type CouponTemplate, templatesSchema } from '../templates';
import { type Ladder, ladderOf } from '../tiers';
import { type Checked, checkProgramme } from './check';
import type { Problem } from './problem';
import type { Programme } from './programme';
import { LADDERS_KEPT, type ProgrammeDocument, programmeDocument, VERSIONS_KEPT } from './stored';

export type Saved =
  | { ok: true; rev: number }
  /** Somebody else has saved or published meanwhile: look again. */
  | { ok: false; reason: 'outdated'; rev: number }
  | { ok: false; reason: 'tooLong' };

export type Published =
  | { ok: true; rev: number; version: number }
  | { ok: false; reason: 'outdated'; rev: number }
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

type Stored = { _id: string; rev?: number; bornAt?: unknown };
type Opened = { document: ProgrammeDocument; stored: Stored | null };

export async function saveDraft(env: Environment, draft: unknown, expectedRev: number): Promise<Saved> {
  const opened = await open(env);
  const text = JSON.stringify(draft ?? null);
  if (text.length > DRAFT_LENGTH) return { ok: false, reason: 'tooLong' };
  return move(env, opened, expectedRev, { draft: text });
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
export async function publish(env: Environment, expectedRev: number): Promise<Published> {
  const [opened, { stores, templates }] = await Promise.all([open(env), namedOf(env)]);
  const { document } = opened;
  if (document.rev !== expectedRev) return { ok: false, reason: 'outdated', rev: document.rev };
  const checked = checkProgramme(asNext(draftOf(document), document.current), stores, templates);
  if (!checked.ok) return { ok: false, reason: 'invalid', problems: checked.problems };
  // The version before may be one that nobody has published: the default, or that of an older shop.
  await ensure(env.store, 'programmes', publishedAs(document.current));
  const programme = await inserted(env, checked.programme);
  const from = Math.max(env.now, (document.versions.at(-1)?.from ?? 0) + 1) as EpochMs;
  const outcome = await move(env, opened, expectedRev, {
    current: programme,
    versions: [...document.versions, { version: programme.version, from }].slice(-VERSIONS_KEPT),
    ladders: laddersWith(document.ladders, programme, addDays(dayOf(env.now, programme.zone), 1)),
    draft: null,
  });
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

function draftOf({ draft }: ProgrammeDocument): unknown {
  return draft === null ? null : JSON.parse(draft);
}

/** What a draft leaves out, the shop's zone above all, is as before. */
function asNext(draft: unknown, current: Programme): unknown {
  if (typeof draft !== 'object' || draft === null) return draft;
  return { zone: current.zone, ...draft, shape: 2, version: current.version + 1 };
}

async function open(env: Environment): Promise<Opened> {
  const stored = await findById<Stored>(env.store, 'settings', 'programme');
  if (!stored) return { document: programmeDocument(null), stored };
  const { _id, bornAt: _bornAt, ...content } = stored;
  return { document: programmeDocument(content), stored };
}

/** What a programme may name. */
async function namedOf(env: Environment): Promise<{ stores: readonly StoreInfo[]; templates: CouponTemplate[] }> {
  const ids = ['stores', 'templates'];
  const stored = await env.store.find<Stored>('settings', { where: { _id: { in: ids } }, limit: ids.length });
  const content = (id: string) => {
    const found = stored.find(({ _id }) => _id === id);
    if (!found) return null;
    const { _id, bornAt: _bornAt, ...rest } = found;
    return rest;
  };
  const [stores, templates] = [content('stores'), content('templates')];
  return {
    stores: stores ? v.parse(storesSchema, stores).list : defaultStores,
    templates: templates ? v.parse(templatesSchema, templates).list : [],
  };
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

type Moved = { ok: true; rev: number } | { ok: false; reason: 'outdated'; rev: number };

/** One conditional update on `rev`. When it is not answered, a second look tells. */
async function move(
  env: Environment,
  { document, stored }: Opened,
  expectedRev: number,
  change: Partial<ProgrammeDocument>,
): Promise<Moved> {
  if (document.rev !== expectedRev) return { ok: false, reason: 'outdated', rev: document.rev };
  const next = { ...document, ...change, rev: expectedRev + 1 };
  if (!stored) await ensure(env.store, 'settings', { _id: 'programme', shape: 2, ...document } as { _id: string });
  const condition = stored ? (stored.rev ?? null) : 0;
  try {
    const held = await env.store.update('settings', 'programme', { rev: condition }, replacing(stored, next));
    if (held) return { ok: true, rev: next.rev };
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
  }
  const now = (await open(env)).document;
  const mine = now.rev === next.rev && canonical({ ...now }) === canonical(next);
  return mine ? { ok: true, rev: next.rev } : { ok: false, reason: 'outdated', rev: now.rev };
}

/** The whole document, and away with the fields of an older shape. */
function replacing(stored: Stored | null, next: ProgrammeDocument): Change {
  const set: Record<string, unknown> = { shape: 2, ...next };
  const kept = new Set(['_id', 'bornAt', ...Object.keys(set)]);
  return { set, unset: Object.keys(stored ?? {}).filter((field) => !kept.has(field)) };
}
