/** What the till prints, in the words of the mini-program. */
import { lineView } from '../../miniprogram/shopper/views/because';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { dayText } from '../../miniprogram/views/dates';
import { figure, inFours, money, signed } from '../../miniprogram/views/figures';
import { wordsOf } from '../../miniprogram/words/index';
import type { EventAnswer, OrderAnswer, PartnerMember } from '../../typings/api/partner';
import type { Because, DayKey } from '../../typings/domain';

const words = { ...wordsOf('zh-Hans'), ...shopperHans };
const { points } = words;

/** The till stands in the shop: its days are those of Shanghai's clock. */
function todayAt(now: number): DayKey {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10) as DayKey;
}

/** One line for each reason. */
export function linesText(because: readonly Because[], now: number): string[] {
  const setting = { today: todayAt(now), points, words };
  return because.map((each) => {
    const { text, result } = lineView(each, setting);
    return `  ${text}${result === '' ? '' : `  ${result}`}`;
  });
}

export function eventText(title: string, answer: EventAnswer, now: number): string {
  const lines = linesText(answer.because, now);
  const head = [
    `${title}  订单 ${answer.orderId}${answer.repeated ? '（之前已记过）' : ''}`,
    `${points.name} ${signed(answer.points)}${answer.growth === 0 ? '' : `，成长值 ${signed(answer.growth)}`}`,
  ];
  const wait = answer.spendableFrom;
  if (wait !== null) head.push(`${dayText(wait, todayAt(now), words)}起可用`);
  return [...head, ...lines, memberText(answer.member)].join('\n');
}

export function memberText({ number, tier, available, pending, growth, inWeChat, state }: PartnerMember): string {
  const known = state === 'frozen' ? '，已暂停使用' : inWeChat ? '' : '，还没有在微信里领取';
  const waiting = pending === 0 ? '' : `，待到账 ${figure(pending)}`;
  return `${tier.name}  会员号 ${inFours(number)}${known}\n可用${points.name} ${figure(available)}${waiting}，成长值 ${figure(growth)}`;
}

export function orderText({ orderId, number, paidFen, refundedFen, completed, ...sums }: OrderAnswer): string {
  const paid = paidFen === null ? '还没有付款记录' : `实付 ${money(paidFen)}`;
  const refunded = refundedFen === 0 ? '' : `，已退 ${money(refundedFen)}`;
  const state = completed ? '，已完成' : '';
  return `订单 ${orderId}  会员 ${inFours(number)}\n${paid}${refunded}${state}\n${points.name} ${signed(sums.points)}，成长值 ${signed(sums.growth)}`;
}
