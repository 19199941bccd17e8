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
      { name: 'nickname', keys: { 'profile.nickname': 1 } },
      { name: 'joined', keys: { joinedAt: -1 } },
      { name: 'state_joined', keys: { state: 1, joinedAt: -1 } },
      /** Accounts that are about to be closed, by when. */
      { name: 'closing', keys: { 'closing.until': 1 } },
    ],
  },
  /** `tail`: keyed hash of the last four digits of a phone number. */
  identities: {
    acl: ADMINONLY,
    indexes: [
      { name: 'tail', keys: { tail: 1 } },
      { name: 'member', keys: { memberId: 1 } },
    ],
  },
  ledger: {
    acl: ADMINONLY,
    indexes: [
      { name: 'member_seq', keys: { memberId: 1, seq: -1 } },
      { name: 'member_ref', keys: { memberId: 1, ref: 1 } },
      /** When it happened, and when the row was written: roll-ups, replays and exports read by them. */
      { name: 'at', keys: { at: 1 } },
      { name: 'born', keys: { bornAt: 1 } },
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
      /** Which messages have failed of late. */
      { name: 'outcome_due', keys: { outcome: 1, dueAt: -1 } },
    ],
  },
  /** What members have agreed to be sent: one document, one message. */
  consents: {
    acl: ADMINONLY,
    indexes: [
      { name: 'member_kind_state', keys: { memberId: 1, kind: 1, state: 1 } },
      { name: 'kind_state_member', keys: { kind: 1, state: 1, memberId: 1 } },
      { name: 'state_at', keys: { state: 1, at: 1 } },
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
      { name: 'at', keys: { at: 1 } },
      /** Which key the address is sealed with. */
      { name: 'sealed', keys: { sealedUnder: 1 } },
      { name: 'ended', keys: { endedAt: 1 } },
    ],
  },
  coupons: {
    acl: ADMINONLY,
    indexes: [
      { name: 'member_until', keys: { memberId: 1, until: 1 } },
      { name: 'code', keys: { code: 1 } },
      { name: 'look', keys: { look: 1 } },
      { name: 'state_until_member', keys: { state: 1, until: 1, memberId: 1 } },
      { name: 'born_on', keys: { bornOn: 1 } },
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
      { name: 'sealed', keys: { sealedUnder: 1 } },
    ],
  },
  refunds: { acl: ADMINONLY, indexes: [{ name: 'look', keys: { look: 1 } }] },
  /** Shipping information that WeChat is to be told. */
  shipments: { acl: ADMINONLY, indexes: [{ name: 'look', keys: { look: 1 } }] },
  /** Points that a till has set aside for an order. */
  deductions: { acl: ADMINONLY, indexes: [{ name: 'look', keys: { look: 1 } }] },
  staff: { acl: ADMINONLY, indexes: [{ name: 'openid', keys: { openid: 1 } }] },
  invites: { acl: ADMINONLY, indexes: [{ name: 'until', keys: { until: 1 } }] },
  /** What the staff did, each with who and when. */
  actions: {
    acl: ADMINONLY,
    indexes: [
      { name: 'staff_at', keys: { staffId: 1, at: -1 } },
      { name: 'store_at', keys: { storeId: 1, at: -1 } },
      { name: 'kind_at', keys: { kind: 1, at: -1 } },
      { name: 'what_at', keys: { what: 1, at: -1 } },
      { name: 'subject', keys: { subject: 1 } },
      { name: 'at', keys: { at: -1 } },
    ],
  },
  /** Counts that limit: guessed codes of a member or cashier, a cashier's day. Forgotten after `until`. */
  tallies: { acl: ADMINONLY, indexes: [{ name: 'until', keys: { until: 1 } }] },
  /** Sums of an hour, a day or a month by store, found by their ids: what dashboards read. */
  rollups: { acl: ADMINONLY, indexes: [] },
  /** On which days a member was active, month by month. */
  activity: { acl: ADMINONLY, indexes: [{ name: 'last', keys: { last: 1 } }] },
  /** What somebody of the staff has asked for and another has to agree to. */
  approvals: {
    acl: ADMINONLY,
    indexes: [
      { name: 'state_at', keys: { state: 1, at: -1 } },
      { name: 'member', keys: { memberId: 1 } },
    ],
  },
  /** Replays of past events against a draft of the programme. */
  labs: { acl: ADMINONLY, indexes: [{ name: 'at', keys: { at: -1 } }] },
  exports: {
    acl: ADMINONLY,
    indexes: [
      { name: 'at', keys: { at: -1 } },
      { name: 'look', keys: { look: 1 } },
    ],
  },
  imports: {
    acl: ADMINONLY,
    indexes: [
      { name: 'at', keys: { at: -1 } },
      { name: 'look', keys: { look: 1 } },
      { name: 'born', keys: { bornAt: 1 } },
    ],
  },
  /** Closed accounts whose personal data is being erased: born with the closing entry, gone when nothing is left. */
  erasures: { acl: ADMINONLY, indexes: [{ name: 'look', keys: { look: 1 } }] },
  /** What each function last said of itself: the shop's check-up reads it. */
  health: { acl: ADMINONLY, indexes: [] },
  /** Leases of the timer's work. */
  jobs: { acl: ADMINONLY, indexes: [] },
};
