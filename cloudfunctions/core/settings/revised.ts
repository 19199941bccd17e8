/**
 * A settings document that people change: each change names the revision it was made on, so that of two at once the
 * second is told, and nothing is lost unseen. What was stored before there were revisions counts as revision 0.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById, type Reader, StoreError } from '../../platform/store';

export type SettingsId = 'shop' | 'stores' | 'templates' | 'trade' | 'mall' | 'messages' | 'care';

export interface Revised {
  /** Without what says who has changed it and when; null when nothing is stored. */
  content: object | null;
  rev: number;
  /** Who changed it last; '' when nobody has. */
  changedBy: string;
  changedAt: EpochMs | null;
}

type Stored = { _id: string; bornAt?: unknown; rev?: number; changedBy?: string; changedAt?: EpochMs };

/** What a stored document says. */
export function revisedOf(stored: Stored | null): Revised {
  if (!stored) return { content: null, rev: 0, changedBy: '', changedAt: null };
  const { _id, bornAt: _bornAt, rev = 0, changedBy = '', changedAt = null, ...content } = stored;
  return { content, rev, changedBy, changedAt };
}

export async function readRevised(store: Reader, id: SettingsId): Promise<Revised> {
  return revisedOf(await findById<Stored>(store, 'settings', id));
}

/**
 * Replaces the whole document. `content` has been checked by its schema. Refuses with OUTDATED, whose details name the
 * revision and who made it. The same content again, on the revision it replaced, is accepted.
 */
export async function saveRevised(
  env: Environment,
  id: SettingsId,
  content: object,
  expectedRev: number,
  by: string,
): Promise<Result<{ rev: number }>> {
  const { store } = env;
  const stored = await findById<Stored>(store, 'settings', id);
  const next = { ...content, rev: expectedRev + 1, changedBy: by, changedAt: env.now };
  if (!stored && expectedRev === 0 && (await ensure(store, 'settings', { _id: id, ...next } as { _id: string })))
    return accept({ rev: next.rev });
  if (stored && (stored.rev ?? 0) === expectedRev) {
    const kept = new Set(['_id', 'bornAt', ...Object.keys(next)]);
    const unset = Object.keys(stored).filter((field) => !kept.has(field));
    try {
      const held = await store.update('settings', id, { rev: stored.rev ?? null }, { set: next, unset });
      if (held) return accept({ rev: next.rev });
    } catch (unanswered) {
      if (!(unanswered instanceof StoreError)) throw unanswered;
    }
  }
  const now = await readRevised(store, id);
  const mine = now.rev === next.rev && canonical(now.content) === canonical(content);
  return mine ? accept({ rev: now.rev }) : refuse('OUTDATED', { rev: now.rev, by: now.changedBy });
}
