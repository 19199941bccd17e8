/** A function beside the product's own that looks into the database with the product's own store and self-check. */
import { checkBooks, type Member, type Row } from '../../../cloudfunctions/core/account';
import { cloudStore } from '../../../cloudfunctions/platform/cloud-store';
import { Meter } from '../../../cloudfunctions/platform/meter';

export interface Probed {
  members: Member[];
  rows: Row[];
  wrong: string[];
}

/** What the database holds of one person. */
export async function main({ openid }: { openid: string }): Promise<Probed> {
  const store = cloudStore(new Meter());
  const members = await store.find<Member>('members', { where: { openid }, limit: 10 });
  const wrong: string[] = [];
  const rows: Row[] = [];
  for (const { _id } of members) {
    wrong.push(...(await checkBooks(store, _id)));
    rows.push(...(await store.find<Row>('ledger', { where: { memberId: _id }, order: ['seq', 'asc'], limit: 1000 })));
  }
  return { members, rows, wrong };
}
