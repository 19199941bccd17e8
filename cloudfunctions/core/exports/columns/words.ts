/** What codes are called in a list: whoever opens it has no program beside it. Pure. */
import type { CouponSource } from '../../../../typings/api/coupons';
import type { Way } from '../../../../typings/api/mall';
import type { Actor, Channel, EntryKind } from '../../../../typings/domain';
import type { Member } from '../../account';
import type { Coupon } from '../../templates';

export const entryWords: Record<EntryKind, string> = {
  join: '入会',
  checkin: '签到',
  makeup: '补签',
  expiry: '过期',
  profile: '完善资料',
  order: '消费',
  completed: '订单完成',
  refund: '退款',
  birthday: '生日礼',
  tier: '等级变化',
  gift: '升级礼',
  merge: '账户合并',
  exchange: '兑换',
  cancel: '兑换退回',
  reserve: '兑换待付款',
  captured: '兑换已付款',
  released: '兑换未付款退回',
  late: '付款过晚退回',
  claim: '领券',
  deduct: '抵扣',
  restore: '抵扣退回',
  referral: '邀请奖励',
  assist: '助力奖励',
  visit: '到店打卡',
  adjust: '店员更正',
  state: '停用或恢复',
  opening: '导入老会员',
};

export const channelWords: Record<Channel, string> = {
  mini: '小程序',
  counter: '收银台',
  till: '收银系统',
  web: '网店',
  system: '系统',
};

export const actorWords: Record<Actor, string> = {
  member: '会员本人',
  staff: '店员',
  partner: '收银系统或网店',
  timer: '系统',
};

export const memberWords: Record<Member['state'], string> = {
  active: '正常',
  frozen: '已停用',
  closed: '已注销',
  merged: '已并入其他账户',
};

export const redemptionWords = {
  taken: '待取或待寄',
  shipped: '已寄出',
  completed: '已完成',
  cancelling: '正在退回',
  cancelled: '已退回',
};

export const wayWords: Record<Way, string> = { delivery: '寄送', pickup: '到店取', none: '直接到账' };

export const couponWords: Record<Coupon['state'], string> = {
  usable: '未使用',
  reserved: '收银中',
  held: '收银中',
  used: '已使用',
  returning: '正在退回',
  void: '已作废',
};

export const sourceWords: Record<CouponSource, string> = {
  claim: '领取',
  exchange: '兑换',
  checkin: '签到',
  tier: '升级',
  birthday: '生日',
  join: '入会',
  staff: '店员发放',
  order: '消费',
  referral: '邀请',
};

/** Acts at the counter, and what is told of the team itself. */
export const actWords: Record<string, string> = {
  coupon: '核销优惠券',
  redemption: '核销取货码',
  sale: '记一笔消费',
  refund: '退款',
  member: '新建会员',
  parcel: '寄出礼品',
  claimed: '成为店主',
  invited: '邀请店员',
  joined: '加入店铺',
  suspended: '停用店员',
  resumed: '恢复店员',
};
