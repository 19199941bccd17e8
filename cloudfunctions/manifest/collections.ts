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
  notices: {
    acl: ADMINONLY,
    indexes: [
      { name: 'member_due', keys: { memberId: 1, dueAt: -1 } },
      { name: 'outbox', keys: { outbox: 1 } },
      { name: 'claim', keys: { claim: 1 } },
      { name: 'member_sent', keys: { memberId: 1, sentOn: 1 } },
    ],
  },
  /** What members have agreed to be sent: one document, one message. */
  consents: {
    acl: ADMINONLY,
    indexes: [
      { name: 'member_kind_state', keys: { memberId: 1, kind: 1, state: 1 } },
      { name: 'kind_state_member', keys: { kind: 1, state: 1, memberId: 1 } },
    ],
  },
  /** Who invited whom, by the friend's member id, and what has become of each reward. */
  referrals: {
    acl: ADMINONLY,
    indexes: [
      { name: 'inviter_at', keys: { inviterId: 1, at: -1 } },
      { name: 'look', keys: { look: 1 } },
      { name: 'case', keys: { case: 1 } },
      { name: 'union', keys: { union: 1 } },
    ],
  },
  /** Orders of invited friends that may be their first. */
  friendOrders: { acl: ADMINONLY, indexes: [{ name: 'look', keys: { look: 1 } }] },
  /** A member's invite code and its mini-program code. */
  inviters: { acl: ADMINONLY, indexes: [] },
  assists: {
    acl: ADMINONLY,
    indexes: [
      { name: 'starter_at', keys: { starterId: 1, at: -1 } },
      { name: 'look', keys: { look: 1 } },
      { name: 'case', keys: { case: 1 } },
    ],
  },
  /** Which member an order belongs to: `order:<partner>:<order>`. */
  orders: { acl: ADMINONLY, indexes: [] },
  partners: { acl: ADMINONLY, indexes: [] },
  /** Nonces and idempotency keys of partners, until they can no longer be replayed. */
  requests: { acl: ADMINONLY, indexes: [{ name: 'until', keys: { until: 1 } }] },
  /** Anything limited: units of a reward, a coupon template's quota. `held` leads the timer to what a crash has left. */
  stock: { acl: ADMINONLY, indexes: [{ name: 'held', keys: { held: 1 } }] },
  /** The catalogue of the points mall. */
  rewards: {
    acl: ADMINONLY,
    indexes: [
      { name: 'state_rank', keys: { state: 1, rank: 1 } },
      { name: 'state_category_rank', keys: { state: 1, category: 1, rank: 1 } },
      { name: 'state_featured_rank', keys: { state: 1, featured: 1, rank: 1 } },
      { name: 'state_order', keys: { state: 1, order: 1 } },
    ],
  },
  redemptions: {
    acl: ADMINONLY,
    indexes: [
      { name: 'member_at', keys: { memberId: 1, at: -1 } },
      { name: 'code', keys: { code: 1 } },
      { name: 'way_state_at', keys: { way: 1, state: 1, at: 1 } },
      { name: 'look', keys: { look: 1 } },
    ],
  },
  coupons: {
    acl: ADMINONLY,
    indexes: [
      { name: 'member_until', keys: { memberId: 1, until: 1 } },
      { name: 'code', keys: { code: 1 } },
      { name: 'look', keys: { look: 1 } },
      { name: 'state_until_member', keys: { state: 1, until: 1, memberId: 1 } },
    ],
  },
  /** Codes that others have issued, imported for a coupon template. */
  pools: {
    acl: ADMINONLY,
    indexes: [
      { name: 'pool_owner', keys: { pool: 1, couponId: 1 } },
      { name: 'owner', keys: { couponId: 1 } },
      { name: 'look', keys: { look: 1 } },
    ],
  },
  /** Trades with WeChat Pay; `look` is when the timer looks at one again. */
  payments: {
    acl: ADMINONLY,
    indexes: [
      { name: 'look', keys: { look: 1 } },
      { name: 'member_at', keys: { memberId: 1, at: -1 } },
    ],
  },
  refunds: { acl: ADMINONLY, indexes: [{ name: 'look', keys: { look: 1 } }] },
  /** Shipping information that WeChat is to be told. */
  shipments: { acl: ADMINONLY, indexes: [{ name: 'look', keys: { look: 1 } }] },
  /** Points that a till has set aside for an order. */
  deductions: { acl: ADMINONLY, indexes: [{ name: 'look', keys: { look: 1 } }] },
  staff: { acl: ADMINONLY, indexes: [{ name: 'openid', keys: { openid: 1 } }] },
  invites: { acl: ADMINONLY, indexes: [] },
  /** What the staff did, each with who and when. */
  actions: {
    acl: ADMINONLY,
    indexes: [
      { name: 'staff_at', keys: { staffId: 1, at: -1 } },
      { name: 'at', keys: { at: -1 } },
    ],
  },
  /** Counts that limit: guessed codes of a member or cashier, a cashier's day. Forgotten after `until`. */
  tallies: { acl: ADMINONLY, indexes: [{ name: 'until', keys: { until: 1 } }] },
  /** Leases of the timer's work. */
  jobs: { acl: ADMINONLY, indexes: [] },
};
