/** Which notices can be sent as messages, and what a message of each kind can say. Pure. */
import type { MessageKind } from '../../../typings/api/messages';
import type { NoticeArgs } from '../../../typings/codes';

const sendable: Partial<Record<keyof NoticeArgs, MessageKind>> = {
  memberDay: 'memberDay',
  expiring: 'pointsEnding',
  couponEnding: 'couponEnding',
  tierWarning: 'tierWarning',
  redemptionReady: 'redemptionReady',
  referralPaid: 'rewardPaid',
  assistDone: 'rewardPaid',
};

export function messageOf(kind: keyof NoticeArgs): MessageKind | null {
  return sendable[kind] ?? null;
}

/** 'from' and 'until' are days: the first instant of one, or the last. */
export type SourceType = 'text' | 'number' | 'phone' | 'from' | 'until';

interface Source {
  type: SourceType;
  /** As a merchant would call it. */
  label: string;
  /** Name of the fact, by the notice's kind where kinds differ. */
  fact: string;
}

/** What every kind can say, of the shop itself. */
export const shopSources = {
  shop: { type: 'text', label: '店名' },
  points: { type: 'text', label: '积分的叫法' },
  address: { type: 'text', label: '地址' },
  phone: { type: 'phone', label: '电话' },
} as const satisfies Record<string, Omit<Source, 'fact'>>;

interface KindRules {
  label: string;
  /** Where a tap on the message leads, when the merchant has chosen no other page. */
  page: string;
  sources: Record<string, Source>;
  /** Source after which it makes no sense any more: the day itself is the last. */
  until: string | null;
}

export const kinds: Record<MessageKind, KindRules> = {
  memberDay: {
    label: '会员日提醒',
    page: 'pages/home/index',
    sources: {
      name: { type: 'text', label: '会员日的名称', fact: 'name' },
      day: { type: 'from', label: '会员日的日期', fact: 'day' },
    },
    until: 'day',
  },
  pointsEnding: {
    label: '积分到期提醒',
    page: 'shopper/points/index',
    sources: {
      amount: { type: 'number', label: '将要到期的积分', fact: 'points' },
      day: { type: 'until', label: '到期日', fact: 'lastDay' },
    },
    until: 'day',
  },
  couponEnding: {
    label: '优惠券到期提醒',
    page: 'pages/wallet/index',
    sources: {
      coupon: { type: 'text', label: '券的名称', fact: 'coupon' },
      count: { type: 'number', label: '张数', fact: 'count' },
      day: { type: 'until', label: '到期日', fact: 'until' },
    },
    until: 'day',
  },
  tierWarning: {
    label: '等级保级提醒',
    page: 'shopper/tiers/index',
    sources: {
      tier: { type: 'text', label: '现在的等级', fact: 'tier' },
      to: { type: 'text', label: '将要降到的等级', fact: 'to' },
      missing: { type: 'number', label: '还差的成长值', fact: 'missing' },
      day: { type: 'until', label: '保级的最后一天', fact: 'until' },
    },
    until: 'day',
  },
  redemptionReady: {
    label: '兑换领取提醒',
    page: 'shopper/redemptions/index',
    sources: {
      name: { type: 'text', label: '礼品', fact: 'name' },
      store: { type: 'text', label: '门店', fact: 'store' },
      day: { type: 'until', label: '最晚领取日', fact: 'until' },
    },
    until: 'day',
  },
  rewardPaid: {
    label: '奖励到账提醒',
    page: 'shopper/history/index',
    sources: {
      name: { type: 'text', label: '活动或好友的称呼', fact: 'name' },
      amount: { type: 'number', label: '到账的积分', fact: 'points' },
    },
    until: null,
  },
};

export const messageKinds = Object.keys(kinds) as MessageKind[];

/** Type of a source of this kind; null when the kind has no such source. */
export function sourceType(kind: MessageKind, source: string): SourceType | null {
  if (Object.hasOwn(shopSources, source)) return shopSources[source as keyof typeof shopSources].type;
  const own = kinds[kind].sources;
  return Object.hasOwn(own, source) ? (own[source]?.type ?? null) : null;
}
