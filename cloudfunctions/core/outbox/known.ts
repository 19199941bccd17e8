/** What has to be known of a page of due messages: whose they are, what those have agreed to, what they had today. */
import type { MessageKind } from '../../../typings/api/messages';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { messageOf, type Notice } from '../messaging';
import type { Known, Reader } from './plan';
import { addressesOf, type Channels } from './ways';

interface Account {
  _id: string;
  openid: string | null;
  number: string;
  state: 'active' | 'frozen' | 'closed' | 'merged';
  mergedInto: string | null;
}

/** The database answers 1,000 rows at most. */
const ROWS_MAX = 1_000;

/** Three requests, one more when members have become others, and one for redemptions. Null: too much for one answer, a shorter page is not. */
export async function knownOf(
  env: Environment,
  channels: Channels,
  page: readonly Notice[],
  today: DayKey,
): Promise<Omit<Known, 'closed'> | null> {
  const readers = await readersOf(env, channels, [...new Set(page.map(({ memberId }) => memberId))]);
  const memberIds = [...new Set([...readers.values()].map(({ memberId }) => memberId))];
  const told = [...new Set([...readers.keys(), ...memberIds])];
  const kinds = [...new Set(page.flatMap(({ kind }) => messageOf(kind) ?? []))];
  if (memberIds.length === 0) return { readers, consents: [], over: new Set(), sent: new Map() };
  const [consents, over, sentToday] = await Promise.all([
    consentsOf(env, memberIds, kinds),
    overOf(env, page),
    env.store.find<Pick<Notice, 'memberId'>>('notices', {
      where: { memberId: { in: told }, sentOn: today },
      limit: ROWS_MAX,
      fields: ['memberId'],
    }),
  ]);
  if ((consents.length === ROWS_MAX || sentToday.length === ROWS_MAX) && page.length > 1) return null;
  const sent = new Map<string, number>();
  for (const { memberId } of sentToday) {
    const to = readers.get(memberId)?.memberId ?? memberId;
    sent.set(to, (sent.get(to) ?? 0) + 1);
  }
  return { readers, consents, over, sent };
}

async function readersOf(
  env: Environment,
  channels: Channels,
  memberIds: readonly string[],
): Promise<Map<string, Reader>> {
  const accounts = await accountsOf(env, memberIds);
  const others = accounts.flatMap(({ mergedInto }) => mergedInto ?? []);
  const became = others.length > 0 ? await accountsOf(env, [...new Set(others)]) : [];
  const readers = new Map<string, Reader>();
  for (const account of accounts) {
    const now = account.mergedInto === null ? account : became.find(({ _id }) => _id === account.mergedInto);
    if (now?.state !== 'active') continue;
    readers.set(account._id, { memberId: now._id, addresses: addressesOf(channels, now) });
  }
  return readers;
}

/** Redemptions of these notices that nobody waits for any more. No request for a page without such notices. */
async function overOf(env: Environment, page: readonly Notice[]): Promise<Set<string>> {
  const ids = page.flatMap(({ about }) => about ?? []);
  if (ids.length === 0) return new Set();
  const where = { _id: { in: ids }, state: { not: 'taken' } };
  const ended = await env.store.find<{ _id: string }>('redemptions', { where, limit: ids.length, fields: ['_id'] });
  return new Set(ended.map(({ _id }) => _id));
}

function accountsOf(env: Environment, ids: readonly string[]): Promise<Account[]> {
  const fields = ['openid', 'number', 'state', 'mergedInto'];
  return env.store.find('members', { where: { _id: { in: ids } }, limit: ids.length, fields });
}

function consentsOf(
  env: Environment,
  memberIds: readonly string[],
  kinds: readonly MessageKind[],
): Promise<Known['consents']> {
  const where = { memberId: { in: memberIds }, kind: { in: kinds }, state: 'open' };
  return env.store.find('consents', { where, limit: ROWS_MAX, fields: ['memberId', 'kind'] });
}
