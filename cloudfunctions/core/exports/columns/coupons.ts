import type { Coupon } from '../../templates';
import { type Column, storeText, timeText } from './column';
import { memberColumn } from './ledger';
import { couponWords, sourceWords } from './words';

/** Never the code: whoever has it could use the coupon. */
export function couponColumns(personal: boolean): Column<Coupon>[] {
  return [
    { header: '到手日期', note: '哪一天给会员的', cell: ({ bornOn }) => bornOn },
    memberColumn<Coupon>(personal),
    { header: '优惠券', note: '给的时候的名称', cell: ({ terms }) => terms.name },
    { header: '来源', note: '领取、兑换、签到、消费……', cell: ({ source }) => sourceWords[source] ?? source },
    { header: '开始日期', note: '哪天起能用', cell: ({ from }) => from },
    { header: '结束日期', note: '最后一天', cell: ({ until }) => until },
    { header: '状态', note: '导出那一刻的状态；过了结束日期的「未使用」不能再用', cell: stateText },
    { header: '使用时间', note: '没有用过是空的', cell: (coupon, around) => timeText(useOf(coupon)?.at, around) },
    { header: '使用门店', note: '没有用过是空的', cell: usedIn },
  ];
}

const stateText: Column<Coupon>['cell'] = ({ state }) => couponWords[state] ?? state;

const usedIn: Column<Coupon>['cell'] = (coupon, around) => {
  const use = useOf(coupon);
  return use ? storeText(use.storeId, around) : '';
};

/** The use that stands. */
function useOf({ usedBy, uses }: Coupon) {
  return usedBy === null ? undefined : uses[usedBy];
}

export const couponFields = ['memberId', 'bornOn', 'terms', 'source', 'from', 'until', 'state', 'usedBy', 'uses'];
