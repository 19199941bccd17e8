import type { Redemption } from '../../rewards';
import { yuan } from '../cell';
import { type Column, storeText, timeText } from './column';
import { memberColumn } from './ledger';
import { redemptionWords, wayWords } from './words';

/** Neither the code it is collected with nor the address it goes to. */
export function redemptionColumns(personal: boolean): Column<Redemption>[] {
  return [
    { header: '兑换时间', note: '按店铺所在时区', cell: ({ at }, around) => timeText(at, around) },
    memberColumn<Redemption>(personal),
    { header: '商品', note: '兑换时的名称', cell: ({ name }) => name },
    { header: '数量', note: '份数', cell: ({ quantity }) => quantity },
    { header: '积分', note: '一共用了多少积分', cell: ({ points }) => points },
    { header: '现金（元）', note: '一共付了多少钱，只用积分的是 0', cell: ({ cashFen }) => yuan(cashFen) },
    { header: '方式', note: '寄送、到店取或直接到账', cell: ({ way }) => wayWords[way] ?? way },
    { header: '状态', note: '导出那一刻的状态', cell: ({ state }) => redemptionWords[state] ?? state },
    { header: '取货期限', note: '最后一天，没有期限是空的', cell: ({ until }) => until ?? '' },
    {
      header: '完成时间',
      note: '交给会员、寄到或退回的时间',
      cell: ({ endedAt }, around) => timeText(endedAt, around),
    },
    { header: '交货门店', note: '在哪家门店交的', cell: handedOver },
  ];
}

const handedOver: Column<Redemption>['cell'] = ({ uses }, around) => {
  const stands = Object.values(uses).find(({ undone }) => undone === null);
  return stands ? storeText(stands.storeId, around) : '';
};

export const redemptionFields = [
  'memberId',
  'at',
  'name',
  'quantity',
  'points',
  'cashFen',
  'way',
  'state',
  'until',
  'endedAt',
  'uses',
];
