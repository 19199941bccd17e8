/** What the till prints of coupons and points off. */
import { inFours, money } from '../../miniprogram/views/figures';
import type {
  CouponAnswer,
  CouponDoneAnswer,
  DeductionAnswer,
  PartnerCoupon,
  QuoteAnswer,
} from '../../typings/api/partner';
import { linesText, memberText } from './receipt';

const STATES: Record<PartnerCoupon['state'], string> = {
  usable: '可用',
  notYet: '还没开始',
  reserved: '有一单正在用',
  used: '已用',
  expired: '已过期',
  void: '已作废',
};

const ENDS: Record<DeductionAnswer['state'], string> = {
  reserved: '已留住',
  captured: '已抵扣',
  released: '已退回',
  returned: '已退回',
};

export function couponText({ coupon, fen, refusal }: CouponAnswer): string {
  const { code, name, state, from, until } = coupon;
  const off = refusal ? refusal.message : fen > 0 ? `这一单减 ${money(fen)}` : '';
  return [`${name}  券码 ${inFours(code)}  ${STATES[state]}`, `有效期 ${from} 至 ${until}`, off]
    .filter(Boolean)
    .join('\n');
}

export function couponDoneText(title: string, { coupon, fen, repeated }: CouponDoneAnswer): string {
  const off = fen > 0 ? `  减 ${money(fen)}` : '';
  return `${title}${repeated ? '（之前已做过）' : ''}  ${coupon.name}  券码 ${inFours(coupon.code)}${off}`;
}

export function deductionText({ deductionId, repeated, state, points, fen, member }: DeductionAnswer): string {
  const head = `${ENDS[state]}${repeated ? '（之前已做过）' : ''}  抵扣 ${deductionId}  ${points} 积分抵 ${money(fen)}`;
  return `${head}\n${memberText(member)}`;
}

export function quoteText(answer: QuoteAnswer, now: number): string {
  const { amountFen, netFen, coupons, candidates, deduction, because, points, member } = answer;
  const refused = [
    ...coupons.map(({ coupon, refusal }) => [coupon.name, refusal] as const),
    ['积分抵扣', deduction?.refusal] as const,
  ].flatMap(([name, refusal]) => (refusal ? [`${name}：${refusal.message}`] : []));
  const usable = candidates.map(
    ({ coupon, fen }) => `  可用券 ${coupon.name}  券码 ${inFours(coupon.code)}${fen > 0 ? `  减 ${money(fen)}` : ''}`,
  );
  const most =
    deduction && deduction.maxPoints > 0 ? [`  最多 ${deduction.maxPoints} 积分抵 ${money(deduction.maxFen)}`] : [];
  return [
    `应付 ${money(netFen)}（原价 ${money(amountFen)}），得 ${points} 积分`,
    ...refused,
    ...linesText(because, now),
    ...usable,
    ...most,
    memberText(member),
  ].join('\n');
}
