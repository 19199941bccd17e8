/** Reading the document of the programme and moving it on, one revision at a time. */
import * as v from 'valibot';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { type Change, ensure, findById, StoreError } from '../../platform/store';
import { defaultStores, type StoreInfo, storesSchema } from '../stores';
import { type CouponTemplate, templatesSchema } from '../templates';
import { type ProgrammeDocument, programmeDocument } from './stored';

/** Who makes a change; `act` is the same in every repeat of it. */
export interface Editor {
  name: string;
  act: string;
}

export interface Outdated {
  ok: false;
  /** Somebody else has saved or published meanwhile: look again. */
  reason: 'outdated';
  rev: number;
  /** Who that was; '' when nobody knows. */
  by: string;
}

type Stored = { _id: string; rev?: number; bornAt?: unknown };
export type Opened = { document: ProgrammeDocument; stored: Stored | null };

export async function open(env: Environment): Promise<Opened> {
  const stored = await findById<Stored>(env.store, 'settings', 'programme');
  if (!stored) return { document: programmeDocument(null), stored };
  const { _id, bornAt: _bornAt, ...content } = stored;
  return { document: programmeDocument(content), stored };
}

/** What a programme may name. */
export interface NameableThings {
  stores: readonly StoreInfo[];
  templates: CouponTemplate[];
}

export async function namedOf(env: Environment): Promise<NameableThings> {
  const ids = ['stores', 'templates'];
  const stored = await env.store.find<Stored>('settings', { where: { _id: { in: ids } }, limit: ids.length });
  const content = (id: string) => {
    const found = stored.find(({ _id }) => _id === id);
    return found ? contentOf(found) : null;
  };
  const [stores, templates] = [content('stores'), content('templates')];
  return {
    stores: stores ? v.parse(storesSchema, stores).list : defaultStores,
    templates: templates ? v.parse(templatesSchema, templates).list : [],
  };
}

/** Without what the database and the revisions add. */
function contentOf(stored: Stored & { changedBy?: unknown; changedAt?: unknown }): object {
  const { _id, bornAt: _bornAt, rev: _rev, changedBy: _by, changedAt: _at, ...content } = stored;
  return content;
}

export function outdated({ rev, editedBy = '' }: ProgrammeDocument): Outdated {
  return { ok: false, reason: 'outdated', rev, by: editedBy };
}

/** Whether the revision after this one is the very act that is asked for again. */
export function isRepeat({ rev, lastAct }: ProgrammeDocument, expectedRev: number, by: Editor | null): boolean {
  return by !== null && rev === expectedRev + 1 && lastAct === by.act;
}

/** One conditional update on `rev`. When it is not answered, a second look tells. */
export async function move(
  env: Environment,
  { document, stored }: Opened,
  expectedRev: number,
  change: Partial<ProgrammeDocument>,
  by: Editor | null,
): Promise<{ ok: true; rev: number } | Outdated> {
  if (document.rev !== expectedRev) return outdated(document);
  const { editedBy: _editedBy, editedAt: _editedAt, lastAct: _lastAct, ...kept } = document;
  const made = by ? { editedBy: by.name, editedAt: env.now, lastAct: by.act } : {};
  const next: ProgrammeDocument = { ...kept, ...change, rev: expectedRev + 1, ...made };
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
  return mine ? { ok: true, rev: next.rev } : outdated(now);
}

/** The whole document, and away with the fields of an older shape. */
function replacing(stored: Stored | null, next: ProgrammeDocument): Change {
  const set: Record<string, unknown> = { shape: 2, ...next };
  const kept = new Set(['_id', 'bornAt', ...Object.keys(set)]);
  return { set, unset: Object.keys(stored ?? {}).filter((field) => !kept.has(field)) };
}
