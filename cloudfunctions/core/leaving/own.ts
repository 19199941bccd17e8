/** What was the leaver's alone, and goes as a whole. */
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import { findById } from '../../platform/store';
import type { Inviter } from '../membership';
import { type Leaver, PAGE, type Piece, pieceOf } from './erasure';

export async function notices(env: Environment, { ids }: Leaver): Promise<Piece> {
  return pieceOf(await env.store.remove('notices', { memberId: { in: ids } }, PAGE));
}

export async function consents(env: Environment, { ids }: Leaver): Promise<Piece> {
  return pieceOf(await env.store.remove('consents', { memberId: { in: ids } }, PAGE));
}

/** The code by which friends came, with the picture of it: first the picture, while it is known where it lies. */
export async function invite(env: Environment, { ids }: Leaver, filing: Filing): Promise<Piece> {
  let found = 0;
  for (const id of ids) {
    const inviter = await findById<Inviter>(env.store, 'inviters', id);
    if (!inviter) continue;
    found += 1;
    if (inviter.picture && !(await filing.remove(everyVersion(inviter.picture)))) continue;
    await env.store.remove('inviters', { _id: id }, 1);
  }
  return { found, cursor: null };
}

/** Only the last one made is remembered, and there is one of each version of the program (core/poster/scene.ts). */
function everyVersion(picture: string): string[] {
  const [, before, after] = /^(.*\/codes\/)[^/]+(\/invite-[^/]+)$/.exec(picture) ?? [];
  if (before === undefined) return [picture];
  return [...new Set([picture, ...['release', 'trial', 'develop'].map((version) => `${before}${version}${after}`)])];
}

/** Their own pictures. What has gone counts as found once: the erasure forgets it then. */
export async function files(env: Environment, { erasure }: Leaver, filing: Filing): Promise<Piece> {
  const { _id, files: own } = erasure;
  if (own.length === 0) return { found: 0, cursor: null };
  const gone = await filing.remove(own);
  if (gone) await env.store.update('erasures', _id, {}, { set: { files: [] } });
  return { found: own.length, cursor: null };
}
