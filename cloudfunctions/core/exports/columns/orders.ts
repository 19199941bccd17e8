import type { Row } from '../../account';
import type { OrderResult } from '../../orders';
import { exact, yuan } from '../cell';
import { type Column, storeText, timeText } from './column';
import { memberColumn } from './ledger';
import { channelWords, entryWords } from './words';

/** An order is its events: each has a row. */
export const ORDER_KINDS = ['order', 'completed', 'refund'] as const;

export function orderColumns(personal: boolean): Column<Row>[] {
  return [
    { header: '记账时间', note: '收到这件事的时间，按店铺所在时区', cell: ({ at }, around) => timeText(at, around) },
    { header: '发生时间', note: '收银系统自己的时间', cell: ({ result }, around) => timeText(timeOf(result), around) },
    { header: '订单号', note: '收银系统的订单号；收银台记的是自动编的', cell: ({ ref }) => exact(nameOf(ref)) },
    { header: '事情', note: '消费、订单完成或退款，一张订单可能有几行', cell: ({ kind }) => entryWords[kind] ?? kind },
    { header: '金额（元）', note: '付款为正，退款为负，完成为 0', cell: ({ result }) => yuan(amountOf(result)) },
    memberColumn<Row>(personal),
    { header: '积分变动', note: '这件事带来的积分，收回为负', cell: ({ points }) => points },
    { header: '成长值变动', note: '这件事带来的成长值，收回为负', cell: ({ growth }) => growth },
    { header: '门店', note: '卖出的门店', cell: ({ storeId }, around) => storeText(storeId, around) },
    { header: '渠道', note: '收银台、收银系统或网店', cell: ({ channel }) => channelWords[channel] ?? channel },
  ];
}

function timeOf(result: Row['result']) {
  const { event } = result as OrderResult;
  if (event.type === 'paid') return event.paidAt;
  return event.type === 'completed' ? event.completedAt : event.refundedAt;
}

function amountOf(result: Row['result']): number {
  const { event } = result as OrderResult;
  if (event.type === 'completed') return 0;
  return event.type === 'paid' ? event.amountFen : -event.amountFen;
}

/** 'order:<partner>:<order>' */
function nameOf(ref: string | null): string {
  return (ref ?? '').split(':').slice(2).join(':');
}

export const orderFields = ['memberId', 'at', 'kind', 'ref', 'result', 'points', 'growth', 'storeId', 'channel'];
