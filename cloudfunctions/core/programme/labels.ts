/** What the fields of a programme are called, and how their numbers are told, in simplified Chinese. */

type Unit = 'fen' | 'hundredths';
interface Label {
  label: string;
  unit?: Unit;
}

/** `*` stands for a place in a list. */
const LABELS: Record<string, string | [label: string, unit: Unit] | undefined> = {
  version: '版本号',
  zone: '时区',
  'validity.kind': '有效期的算法',
  'validity.months': '有效月数',
  'validity.month': '到期月份',
  'validity.years': '到期年数',
  validity: '有效期',
  'waiting.days': '退货期天数',
  'waiting.from': '退货期从何时算起',
  'waiting.completeAfterDays': '自动算作完成的天数',
  waiting: '退货期',
  'refund.shortfall': '积分不够退时的做法',
  refund: '退货规则',
  'checkIn.steps': '签到分值',
  'checkIn.steps.*.from': '签到的第几天起',
  'checkIn.steps.*.points': '签到分值',
  'checkIn.milestones.*.streak': '连签天数',
  'checkIn.milestones.*.points': '连签奖励积分',
  'checkIn.milestones.*.factor': ['连签倍数', 'hundredths'],
  'checkIn.milestones.*.right': '连签送的资格',
  'checkIn.milestones.*.coupons': '连签送的优惠券',
  'checkIn.milestones.*.coupons.*.template': '连签送的优惠券',
  'checkIn.milestones.*.coupons.*.count': '连签送的张数',
  'checkIn.milestones': '连签奖励',
  'checkIn.makeUp.perMonth': '每月补签卡张数',
  'checkIn.makeUp.windowDays': '可补签的天数',
  checkIn: '签到规则',
  'earning.cap': ['倍数封顶', 'hundredths'],
  'earning.rules.*.code': '规则编号',
  'earning.rules.*.name': '规则名称',
  'earning.rules.*.on': '规则用在哪里',
  'earning.rules.*.on.*': '规则用在哪里',
  'earning.rules.*.when': '规则的条件',
  'earning.rules.*.when.*.code': '条件的种类',
  'earning.rules.*.when.*.fen': ['消费满额', 'fen'],
  'earning.rules.*.when.*.from': '开始日期',
  'earning.rules.*.when.*.until': '结束日期',
  'earning.rules.*.when.*.days': '日期',
  'earning.rules.*.when.*.channels': '渠道',
  'earning.rules.*.when.*.stores': '门店',
  'earning.rules.*.when.*.tiers': '会员等级',
  'earning.rules.*.give.code': '奖励的种类',
  'earning.rules.*.give.fen': ['每消费多少', 'fen'],
  'earning.rules.*.give.points': '积分',
  'earning.rules.*.give.factor': ['倍数', 'hundredths'],
  'earning.rules.*.give.template': '优惠券',
  'earning.rules.*.give.count': '张数',
  'earning.rules': '赚积分的规则',
  earning: '赚积分的规则',
  'growth.perFen': ['每多少消费得 1 成长值', 'fen'],
  'growth.checkIn': '签到的成长值',
  'growth.join': '入会的成长值',
  growth: '成长值',
  'visits.perDay': '每天可打卡的门店数',
  visits: '到店打卡',
  'birthday.minimumDays': '入会满多少天才有生日礼',
  'birthday.on': '生日礼何时发',
  birthday: '生日礼',
  'tiers.list.*.code': '等级编号',
  'tiers.list.*.name': '等级名称',
  'tiers.list.*.material': '卡面',
  'tiers.list.*.icon': '等级图标',
  'tiers.list.*.from': '升级成长值',
  'tiers.list.*.keep': '保级成长值',
  'tiers.list.*.gift': '升级礼积分',
  'tiers.list.*.giftCoupons': '升级礼优惠券',
  'tiers.list.*.giftCoupons.*.template': '升级礼优惠券',
  'tiers.list.*.giftCoupons.*.count': '升级礼张数',
  'tiers.list.*.rights': '等级权益',
  'tiers.list.*.rights.*.code': '权益的种类',
  'tiers.list.*.rights.*.factor': ['权益倍数', 'hundredths'],
  'tiers.list.*.rights.*.rate': '折扣',
  'tiers.list.*.rights.*.minimumFen': ['包邮门槛', 'fen'],
  'tiers.list.*.rights.*.points': '权益积分',
  'tiers.list.*.rights.*.coupons': '生日礼包的优惠券',
  'tiers.list.*.rights.*.coupons.*.template': '生日礼包的优惠券',
  'tiers.list.*.rights.*.coupons.*.count': '生日礼包的张数',
  'tiers.list.*.rights.*.hours': '提前小时数',
  'tiers.list.*.rights.*.name': '权益名称',
  'tiers.list.*.rights.*.text': '权益说明',
  'tiers.list': '会员等级',
  'tiers.validityMonths': '等级有效月数',
  'tiers.graceDays': '保级宽限天数',
  'tiers.warningDays': '降级提醒天数',
  tiers: '会员等级',
  'referral.campaign': '邀请活动的编号',
  'referral.registered.points': '好友入会的奖励积分',
  'referral.registered.coupons': '好友入会的奖励优惠券',
  'referral.registered.coupons.*.template': '好友入会的奖励优惠券',
  'referral.registered.coupons.*.count': '好友入会的奖励张数',
  'referral.registered': '好友入会的奖励',
  'referral.firstOrder.points': '好友首单的奖励积分',
  'referral.firstOrder.coupons': '好友首单的奖励优惠券',
  'referral.firstOrder.coupons.*.template': '好友首单的奖励优惠券',
  'referral.firstOrder.coupons.*.count': '好友首单的奖励张数',
  'referral.firstOrder.minimumFen': ['好友首单的起算金额', 'fen'],
  'referral.firstOrder.withinDays': '好友入会后几天内的首单有效',
  'referral.firstOrder': '好友首单的奖励',
  'referral.friend.points': '好友的见面礼积分',
  'referral.friend.coupons': '好友的见面礼优惠券',
  'referral.friend.coupons.*.template': '好友的见面礼优惠券',
  'referral.friend.coupons.*.count': '好友的见面礼张数',
  'referral.friend': '好友的见面礼',
  'referral.perDay': '每天最多奖励几位好友',
  'referral.inAll': '活动期内最多奖励几位好友',
  'referral.budget': '邀请的积分预算',
  'referral.review.sameAddress': '同一网络几位好友起要审核',
  'referral.review.tenMinutes': '十分钟内几位好友起要审核',
  'referral.review.risk': '向微信查询风险',
  'referral.review': '邀请的审核条件',
  referral: '邀请好友',
  'assist.campaign': '好友助力的活动编号',
  'assist.name': '好友助力的名称',
  'assist.helpers': '要几位好友助力',
  'assist.hours': '助力限时几小时',
  'assist.reward': '好友助力的奖励',
  'assist.reward.points': '好友助力的奖励积分',
  'assist.reward.coupons': '好友助力的奖励优惠券',
  'assist.reward.coupons.*.template': '好友助力的奖励优惠券',
  'assist.reward.coupons.*.count': '好友助力的奖励张数',
  'assist.firstDay': '好友助力的第一天',
  'assist.lastDay': '好友助力的最后一天',
  'assist.perMember': '每人可以发起几次',
  'assist.helpsPerDay': '每人每天可以帮几次',
  'assist.budget': '好友助力的积分预算',
  assist: '好友助力',
};

/** A field without a word of its own is called by its path. */
export function labelOf(field: string): Label {
  const pattern = field
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? '*' : part))
    .join('.');
  const found = Object.hasOwn(LABELS, pattern) ? LABELS[pattern] : undefined;
  if (found === undefined) return { label: field === '' ? '整份规则' : field };
  const [label, unit] = typeof found === 'string' ? [found] : found;
  return unit ? { label, unit } : { label };
}

/** A limit as the shopkeeper reads it: ¥10, 1.5 倍, 60. */
export function told(value: unknown, unit: Unit | undefined): string {
  if (typeof value !== 'number') return String(value);
  if (unit === 'fen') return `¥${decimal(value)}`;
  return unit === 'hundredths' ? `${decimal(value)} 倍` : String(value);
}

function decimal(hundredths: number): string {
  return String(hundredths / 100);
}
