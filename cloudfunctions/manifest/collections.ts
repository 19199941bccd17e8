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
};
