import * as v from 'valibot';
import type { PartnerRight } from '../../../typings/api/partner';
import type { EpochMs } from '../../../typings/domain';

export const rights = [
  'members.read',
  'members.write',
  'orders',
  'coupons',
  'points',
] as const satisfies PartnerRight[];

/** Members and orders of one key; whoever has more tills than this gives each a key of its own. */
const STORES_MAX = 50;

export const partnerInput = v.strictObject({
  /** The merchant's word for it: '前台收银'. */
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
  rights: v.pipe(
    v.array(v.picklist(rights)),
    v.minLength(1),
    v.check((list) => new Set(list).size === list.length),
  ),
  /** Stores it may speak for; null: every one. */
  stores: v.nullable(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/))),
      v.minLength(1),
      v.maxLength(STORES_MAX),
    ),
  ),
});

export type PartnerInput = v.InferOutput<typeof partnerInput>;

/** `partners`: a till, a web shop or a CRM that may call the function `partner`. */
export interface Partner extends PartnerInput {
  /** Public; part of every order's key, so it is never given to somebody else. */
  _id: string;
  shape: 1;
  /** Random; a new one makes a new secret. */
  salt: string;
  /** Digest of the secret: tells that it is still the one that was shown. */
  keyHash: string;
  state: 'on' | 'off';
  createdAt: EpochMs;
}
