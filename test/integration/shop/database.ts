/** The database as an administrator sees it: everything that is stored, as the tests' own reading of it. */
import { EJSON } from 'bson';
import type { Member, Row } from '../../../cloudfunctions/core/account';
import { audit } from '../../../cloudfunctions/core/account/books';
import { manifest } from '../../../cloudfunctions/manifest';
import type { Shop } from './shop';

const PAGE = 1000;

/** All documents of a collection. */
export async function allOf<T>(shop: Pick<Shop, 'origin'>, collection: string): Promise<T[]> {
  const documents: T[] = [];
  for (;;) {
    const body = { action: 'database.getDocument', collectionName: collection, limit: PAGE, offset: documents.length };
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${shop.origin}/admin`, { method: 'POST', headers, body: JSON.stringify(body) });
    const { data } = (await response.json()) as { data: { list: string[] } };
    documents.push(...data.list.map((text) => EJSON.parse(text, { relaxed: true }) as T));
    if (data.list.length < PAGE) return documents;
  }
}

/** What is wrong with the books of any member, one sentence each. */
export async function auditAll(shop: Pick<Shop, 'origin'>): Promise<string[]> {
  const [members, rows] = await Promise.all([allOf<Member>(shop, 'members'), allOf<Row>(shop, 'ledger')]);
  return members.flatMap((member) =>
    audit(
      member,
      rows.filter(({ memberId, seq }) => memberId === member._id && seq <= member.seq),
    ).map((what) => `${member._id}: ${what}`),
  );
}

/** Every document of every collection, as text. */
export async function dump(shop: Pick<Shop, 'origin'>): Promise<string> {
  const collections = await Promise.all(
    Object.keys(manifest.collections).map(async (name) => [name, await allOf(shop, name)] as const),
  );
  return JSON.stringify(collections);
}
