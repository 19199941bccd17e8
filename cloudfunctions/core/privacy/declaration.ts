/**
 * What is kept about people, why, on which ground and for how long: the app shows it, the privacy text says the same, and
 * a test holds it against the stored documents (fields.ts) and the interfaces of WeChat that the phone uses.
 */
import type { Ground, KeptCode, KeptGroup, PermissionCode } from '../../../typings/api/account';
import type { Period } from './periods';

export interface Kept {
  code: KeptCode;
  group: KeptGroup;
  ground: Ground;
  /** Null: as long as one is a member; what stays afterwards stays with the books. */
  period: Period | null;
  /** When the account is closed: erased, or kept under the member number alone. */
  closing: 'erased' | 'kept';
}

/** In the order in which the app shows them. */
export const KEPT: readonly Kept[] = [
  { code: 'openid', group: 'you', ground: 'contract', period: null, closing: 'erased' },
  { code: 'phone', group: 'you', ground: 'consent', period: null, closing: 'erased' },
  { code: 'card', group: 'you', ground: 'contract', period: null, closing: 'erased' },
  { code: 'profile', group: 'you', ground: 'consent', period: null, closing: 'erased' },
  { code: 'birthday', group: 'you', ground: 'consent', period: null, closing: 'erased' },
  { code: 'agreed', group: 'account', ground: 'law', period: null, closing: 'kept' },
  { code: 'membership', group: 'account', ground: 'contract', period: null, closing: 'kept' },
  { code: 'ledger', group: 'account', ground: 'law', period: null, closing: 'kept' },
  { code: 'orders', group: 'account', ground: 'law', period: null, closing: 'kept' },
  { code: 'activity', group: 'account', ground: 'contract', period: 'activity', closing: 'kept' },
  { code: 'coupons', group: 'taken', ground: 'contract', period: null, closing: 'kept' },
  { code: 'redemptions', group: 'taken', ground: 'contract', period: null, closing: 'kept' },
  { code: 'address', group: 'taken', ground: 'contract', period: 'addresses', closing: 'erased' },
  { code: 'payments', group: 'taken', ground: 'law', period: null, closing: 'kept' },
  { code: 'notices', group: 'told', ground: 'contract', period: 'notices', closing: 'erased' },
  { code: 'consents', group: 'told', ground: 'consent', period: 'consents', closing: 'erased' },
  { code: 'friends', group: 'friends', ground: 'contract', period: null, closing: 'kept' },
  { code: 'origin', group: 'friends', ground: 'consent', period: null, closing: 'erased' },
  { code: 'tags', group: 'shop', ground: 'contract', period: null, closing: 'erased' },
  { code: 'served', group: 'shop', ground: 'contract', period: 'trail', closing: 'kept' },
  { code: 'lists', group: 'shop', ground: 'contract', period: 'imports', closing: 'erased' },
  { code: 'staff', group: 'shop', ground: 'contract', period: 'formerStaff', closing: 'kept' },
  { code: 'limits', group: 'safety', ground: 'contract', period: 'requests', closing: 'kept' },
];

export interface Permission {
  code: PermissionCode;
  /** How the source of the phone asks for it: a call of `wx`, or what a template says. */
  asked: string;
  /** Only on pages of the staff. */
  staff: boolean;
}

/**
 * WeChat's private interfaces that the phone uses, and no other: the guideline on mp.weixin.qq.com has to name the same.
 * Source: developers.weixin.qq.com, 小程序用户隐私保护指引内容介绍 (list of interfaces and of what they handle).
 */
export const PERMISSIONS: readonly Permission[] = [
  { code: 'phoneNumber', asked: 'open-type="getPhoneNumber"', staff: false },
  { code: 'picture', asked: 'open-type="chooseAvatar"', staff: false },
  { code: 'nickname', asked: 'type="nickname"', staff: false },
  { code: 'address', asked: 'wx.chooseAddress', staff: false },
  { code: 'clipboard', asked: 'wx.setClipboardData', staff: false },
  { code: 'album', asked: 'wx.saveImageToPhotosAlbum', staff: false },
  { code: 'photographs', asked: 'wx.chooseMedia', staff: true },
  { code: 'files', asked: 'wx.chooseMessageFile', staff: true },
];
