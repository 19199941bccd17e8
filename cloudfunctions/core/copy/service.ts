/** All that is kept about a member, for the member alone, in parts: the phone makes one file of them. */
import type { CopyView } from '../../../typings/api/account';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Member } from '../account';
import { addDays, dayOf, startOf } from '../calendar';
import { findMember } from '../membership';
import { loadSettings } from '../settings';
import { takeTurn } from '../tallies';
import { cursorAfter, placeOf } from './cursor';
import { readPart, SECTIONS } from './sections';

/** Copies begun in a day, and parts of them: enough for 40,000 rows. */
const COPIES = 5;
const PARTS = 400;

/** Refuses with NOT_MEMBER, CLOSED, COPY_LIMIT, and INVALID_INPUT for a cursor that was never handed out. */
export async function copy(
  env: Environment,
  openid: string,
  { cursor }: { cursor?: string },
): Promise<Result<CopyView>> {
  const place = cursor === undefined ? { section: 0, within: '' } : placeOf(cursor, SECTIONS);
  if (!place) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!member) return refuse('NOT_MEMBER');
  if (member.state === 'closed' || member.state === 'merged') return refuse('CLOSED');
  const { zone } = settings.programme;
  if (!(await turn(env, member, zone, cursor === undefined))) return refuse('COPY_LIMIT');
  const today = dayOf(env.now, zone);
  const read = await readPart({ env, settings, member, today }, place.section, place.within);
  if (!read.ok) return read;
  const { part, next } = read.data;
  const following = next === null ? { section: place.section + 1, within: '' } : { ...place, within: next };
  return accept({
    now: env.now,
    today,
    part,
    section: { index: place.section, count: SECTIONS },
    nextCursor: following.section < SECTIONS ? cursorAfter(following) : null,
  });
}

function turn(env: Environment, { _id }: Member, zone: string, first: boolean): Promise<boolean> {
  const today = dayOf(env.now, zone);
  const until = startOf(addDays(today, 2), zone) as EpochMs;
  const [what, max] = first ? ['copy', COPIES] : ['copied', PARTS];
  return takeTurn(env.store, { id: `${what}:${_id}:${today}`, max: Number(max), until });
}
