import type { EarnedRight } from '../../../typings/api/shopper';
import type { Actor, Because, Channel, EntryKind, EpochMs, MonthDay, Points } from '../../../typings/domain';
import { canonical, digest } from '../../platform/ids';
import type { Collection } from '../../platform/store';
import type { Hold } from '../stock';
import type { TierState } from '../tiers';
import type { Lot } from './window';

/** Where a change came from: settlement and reports between stores need it later. */
export interface Origin {
  storeId: string;
  channel: Channel;
  actor: Actor;
  partnerId: string | null;
}

/** A document to insert once the entry is committed. Its `_id` is determined by what it is. */
export interface Birth {
  collection: Collection;
  document: { _id: string };
}

/** An entry to post on another member. */
export interface Credit {
  memberId: string;
  key: string;
  kind: EntryKind;
  ref: string | null;
  /** What is put to the other's lots. Only a merge brings a debt with it. */
  lots: Lot[];
  because: Because[];
  /** Born with the entry, when the other member takes it. */
  births: Birth[];
  /** What the other member cannot take (their account is closed) comes back to the sender under `<key>:returned`. */
  returnable: boolean;
  /** Of a merge alone: what comes along beside the points. */
  carry: Carry | null;
}

/** What a member who becomes one with another brings, as it was when they left. */
export interface Carry {
  from: string;
  /** Members that had become one with `from` before. */
  aliases: string[];
  /** Sum of the growth of all entries. */
  growth: number;
  tier: TierState;
  rights: EarnedRight[];
  birthday: MonthDay | null;
  lastBirthday: number | null;
  firstOrder: string | null;
  phoneBound: boolean;
}

/** What an entry says for ever; its row in the ledger. No personal data in it. */
export interface Fact extends Origin {
  shape: 1;
  /** Idempotency key, unique per member. */
  key: string;
  /** 1, 2, 3 … without a gap per member. */
  seq: number;
  at: EpochMs;
  kind: EntryKind;
  /** What it belongs to: the check-ins of a month, later an order or a redemption. */
  ref: string | null;
  points: Points;
  growth: number;
  balanceAfter: Points;
  /** Sums of gains and of everything that went out in the month of `at`, this entry included. */
  monthIn: Points;
  monthOut: Points;
  /** Points put into (+) and taken out of (−) lots; their sum is `points`. */
  moves: Lot[];
  because: Because[];
  programmeVersion: number;
  /** Digest of the request's content: the same key with another content is refused. */
  print: string;
  /** What is needed to give the first answer again. */
  result: Record<string, unknown>;
  /** What it consumes of something limited (core/stock). Kept for ever. */
  holds: Hold[];
  /** True when another member's entry caused it: such an entry has no credits itself and does not count for the bound. */
  credited: boolean;
  /** Hash of the entry before, or of the member's id for the first. */
  prev: string;
  /** Digest of everything above. */
  hash: string;
}

/** A fact in the member's journal, with the consequences that are not yet known to be delivered. */
export interface Entry extends Fact {
  births: Birth[];
  credits: Credit[];
  /** Deliveries that failed so far. */
  tries: number;
}

/** A fact in the ledger. Written once, never changed, never removed: `_id`s are the memory of the keys. */
export interface Row extends Fact {
  _id: string;
  memberId: string;
}

/** Key of the entry that closes an account: there is one in an account's life, and it is the last but for money on its way. */
export const CLOSED_KEY = 'closed';

export function rowId(memberId: string, key: string): string {
  return `${memberId}:${key}`;
}

export function rowOf(memberId: string, entry: Entry): Row {
  return { _id: rowId(memberId, entry.key), memberId, ...factOf(entry) };
}

/** The entry or row without what the hash does not cover. */
export function factOf(source: Entry | Row): Fact {
  const {
    births: _births,
    credits: _credits,
    tries: _tries,
    _id,
    memberId: _memberId,
    bornAt: _bornAt,
    ...fact
  } = source as Entry & Row & { bornAt?: unknown };
  return fact;
}

export function sealed(fact: Omit<Fact, 'hash'>): Fact {
  return { ...fact, hash: digest(canonical(fact)) };
}

export function isIntact(fact: Fact): boolean {
  const { hash, ...rest } = fact;
  return digest(canonical(rest)) === hash;
}

/** What stands before a member's first entry. */
export function genesis(memberId: string): string {
  return digest(`member ${memberId}`);
}

/** Digest of what was asked for, without its key. */
export function printOf(action: string, content: unknown): string {
  return digest(`${action} ${canonical(content)}`);
}
