import type { CollectionDeclaration } from './schema';

const ADMINONLY = 'ADMINONLY' as const;

/** Every collection with every index. All are closed to clients. */
export const collections: Record<string, CollectionDeclaration> = {
  members: {
    acl: ADMINONLY,
    indexes: [
      { name: 'openid', keys: { openid: 1 } },
      { name: 'due', keys: { due: 1 } },
      { name: 'name_check', keys: { 'nameCheck.at': 1 } },
      { name: 'number', keys: { number: 1 } },
      { name: 'wake', keys: { wake: 1 } },
    ],
  },
  identities: { acl: ADMINONLY, indexes: [] },
  ledger: {
    acl: ADMINONLY,
    indexes: [
      { name: 'member_seq', keys: { memberId: 1, seq: -1 } },
      { name: 'member_ref', keys: { memberId: 1, ref: 1 } },
    ],
  },
  settings: { acl: ADMINONLY, indexes: [] },
  stuck: { acl: ADMINONLY, indexes: [] },
  /** Published programmes, `v<version>`; never changed. */
  programmes: { acl: ADMINONLY, indexes: [] },
  notices: { acl: ADMINONLY, indexes: [{ name: 'member_due', keys: { memberId: 1, dueAt: -1 } }] },
  /** Which member an order belongs to: `order:<partner>:<order>`. */
  orders: { acl: ADMINONLY, indexes: [] },
  partners: { acl: ADMINONLY, indexes: [] },
  /** Nonces and idempotency keys of partners, until they can no longer be replayed. */
  requests: { acl: ADMINONLY, indexes: [{ name: 'until', keys: { until: 1 } }] },
  /** Leases of the timer's work. */
  jobs: { acl: ADMINONLY, indexes: [] },
};
