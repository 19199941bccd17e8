/** What the leaver's friends have of them, and whence they came. */
import type { Environment } from '../../platform/environment';
import type { Match } from '../../platform/store';
import { findMemberById, journalOf } from '../account';
import type { Assist } from '../assist';
import type { Referral } from '../inviting';
import type { LastNotice, Notice } from '../messaging';
import { type Leaver, PAGE, type Piece } from './erasure';

/** Where somebody was when they came by an invitation, and what WeChat said of them then. */
export async function origins(env: Environment, { ids }: Leaver): Promise<Piece> {
  const known = await env.store.find<Referral>('referrals', { where: { _id: { in: ids } }, limit: ids.length });
  let found = 0;
  for (const { _id, rev, address, union, risk } of known) {
    if (address === null && union === null && risk === 'off') continue;
    found += 1;
    await env.store.update(
      'referrals',
      _id,
      { rev },
      { set: { address: null, union: null, risk: 'off', rev: rev + 1 } },
    );
  }
  return { found, cursor: null };
}

/** The invite code under which they asked for help. */
export async function helpWanted(env: Environment, { ids }: Leaver): Promise<Piece> {
  const where: Match = { starterId: { in: ids }, code: { gt: '' } };
  return { found: await env.store.updateAll('assists', where, { set: { code: '' } }), cursor: null };
}

/** Whence they helped others: no index leads there, so all of them are looked at, piece by piece. */
export async function helpGiven(env: Environment, { ids, erasure }: Leaver): Promise<Piece> {
  const page = await env.store.find<Pick<Assist, '_id' | 'helpers'>>('assists', {
    where: { _id: { gt: erasure.cursor } },
    order: ['_id', 'asc'],
    limit: PAGE,
    fields: ids.map((id) => `helpers.${id}`),
  });
  let found = 0;
  for (const { _id, helpers } of page)
    for (const id of ids) {
      if (!helpers?.[id]?.address) continue;
      found += 1;
      await env.store.update('assists', _id, {}, { set: { [`helpers.${id}.address`]: null } });
    }
  return { found, cursor: page.length === PAGE ? (page.at(-1)?._id ?? null) : null };
}

/** Their name in what their inviter was told of them. */
export async function named(env: Environment, { ids }: Leaver): Promise<Piece> {
  const known = await env.store.find<Pick<Referral, '_id' | 'inviterId'>>('referrals', {
    where: { _id: { in: ids } },
    limit: ids.length,
    fields: ['inviterId'],
  });
  let found = 0;
  for (const { _id, inviterId } of known) {
    const told = await env.store.find<Pick<Notice, '_id'>>('notices', {
      where: { _id: { from: `${inviterId}:referral:${_id}:`, before: `${inviterId}:referral:${_id};` }, ...NAMED },
      limit: PAGE,
      fields: ['_id'],
    });
    for (const notice of told) await env.store.update('notices', notice._id, {}, { set: { 'facts.friend': '' } });
    found += told.length + (await forgotten(env, inviterId, `${inviterId}:referral:${_id}:`));
  }
  return { found, cursor: null };
}

const NAMED: Match = { 'facts.friend': { gt: '' } };

/**
 * The newest notice stands on the inviter's document too. With the revision: a commit under way would write it again. What
 * still waits in their journal is found again until it is trimmed.
 */
async function forgotten(env: Environment, inviterId: string, beginning: string): Promise<number> {
  const inviter = await findMemberById(env.store, inviterId);
  const owner = inviter?.mergedInto == null ? inviter : await findMemberById(env.store, inviter.mergedInto);
  if (!owner) return 0;
  const names = (told: Told) => told.id.startsWith(beginning) && Boolean(told.facts.friend);
  const waiting = journalOf(owner)
    .flatMap(({ births }) => births)
    .filter(({ collection, document }) => collection === 'notices' && names(toldBy(document as Notice))).length;
  if (!owner.lastNotice || !names(owner.lastNotice)) return waiting;
  const change = { set: { 'lastNotice.facts.friend': '' }, inc: { rev: 1 } };
  await env.store.update('members', owner._id, { rev: owner.rev }, change);
  return waiting + 1;
}

type Told = Pick<LastNotice, 'id' | 'facts'>;

function toldBy({ _id: id, facts }: Notice): Told {
  return { id, facts };
}
