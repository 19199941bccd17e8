/** What the staff have written down about the leaver, and lists in which they stand. */
import type { Environment } from '../../platform/environment';
import type { Birth } from '../account';
import { type Leaver, PAGE, type Piece } from './erasure';

/** Why points were asked for, in the words of the staff. */
export async function approvals(env: Environment, { ids }: Leaver): Promise<Piece> {
  const of = { memberId: { in: ids } };
  const reasons = await env.store.updateAll('approvals', { ...of, reason: { gt: '' } }, { set: { reason: '' } });
  const notes = await env.store.updateAll('approvals', { ...of, note: { gt: '' } }, { set: { note: '' } });
  return { found: reasons + notes, cursor: null };
}

/** What the staff did stays in the trail; why they did it, in their own words about somebody, does not. */
export async function trail(env: Environment, { ids }: Leaver): Promise<Piece> {
  const of = { subject: { in: ids } };
  const reasons = await env.store.updateAll('actions', { ...of, 'facts.reason': { gt: '' } }, REASONLESS);
  const notes = await env.store.updateAll(
    'actions',
    { ...of, 'facts.note': { gt: '' } },
    { set: { 'facts.note': '' } },
  );
  return { found: reasons + notes, cursor: null };
}

const REASONLESS = { set: { 'facts.reason': '' } };

/**
 * Lists with names, begun while they had one: they are deleted now and not in some days. One that is still being made is
 * looked for again when it is done.
 */
export async function exports(env: Environment, { erasure }: Leaver): Promise<Piece> {
  const where = { look: { gt: 0 }, personal: true, at: { lte: erasure.at } };
  const all = await env.store.find<{ _id: string; state: string; rev: number; look: number }>('exports', {
    where,
    order: ['look', 'asc'],
    limit: PAGE,
    fields: ['state', 'rev', 'look'],
  });
  for (const { _id, state, rev, look } of all)
    if (state === 'done' && look > env.now) await env.store.update('exports', _id, { rev }, { set: { look: env.now } });
  return { found: all.length, cursor: null };
}

/** What could not be delivered waits for the staff: notices of theirs for nobody any more, and goods without an address. */
export async function stuck(env: Environment, { ids }: Leaver): Promise<Piece> {
  let found = 0;
  for (const id of ids) {
    const where = { _id: { from: `${id}:`, before: `${id};` } };
    const parked = await env.store.find<{ _id: string; births: Birth[] }>('stuck', { where, limit: PAGE });
    for (const { _id, births } of parked) {
      const left = births.filter(({ collection }) => collection !== 'notices').map(unaddressed);
      if (JSON.stringify(left) === JSON.stringify(births)) continue;
      found += 1;
      await env.store.update('stuck', _id, {}, { set: { births: left } });
    }
  }
  return { found, cursor: null };
}

function unaddressed(birth: Birth): Birth {
  const document = birth.document as Birth['document'] & { address?: unknown };
  return document.address ? { ...birth, document: { ...document, address: null } as Birth['document'] } : birth;
}
