import type { Row } from '../../account';
import { type Around, type Column, storeText, timeText } from './column';
import { actorWords, channelWords, entryWords } from './words';

/** The member of a row: their number for who may know it, otherwise a name of the list. */
export function memberColumn<Document extends { memberId: string }>(personal: boolean): Column<Document> {
  const cell = ({ memberId }: Document, { memberNamed }: Around) => memberNamed(memberId);
  return personal
    ? { header: '会员号', note: '12 位，收银台可以查到', cell }
    : { header: '会员代号', note: '不是会员号，只用来看哪几行是同一位', cell };
}

export function ledgerColumns(personal: boolean): Column<Row>[] {
  return [
    { header: '时间', note: '记账的时间，按店铺所在时区', cell: ({ at }, around) => timeText(at, around) },
    memberColumn<Row>(personal),
    { header: '序号', note: '这位会员的第几笔账，从 1 起不跳号', cell: ({ seq }) => seq },
    { header: '事由', note: '签到、消费、兑换、过期……', cell: ({ kind }) => entryWords[kind] ?? kind },
    { header: '积分变动', note: '增加为正，减少为负', cell: ({ points }) => points },
    { header: '成长值变动', note: '增加为正，减少为负', cell: ({ growth }) => growth },
    { header: '变动后余额', note: '这一笔之后的积分余额', cell: ({ balanceAfter }) => balanceAfter },
    { header: '门店', note: '发生在哪家门店', cell: ({ storeId }, around) => storeText(storeId, around) },
    {
      header: '渠道',
      note: '小程序、收银台、收银系统、网店或系统',
      cell: ({ channel }) => channelWords[channel] ?? channel,
    },
    { header: '谁做的', note: '会员本人、店员、外部系统或系统', cell: ({ actor }) => actorWords[actor] ?? actor },
    { header: '规则版本', note: '按第几版规则算的', cell: ({ programmeVersion }) => programmeVersion },
  ];
}

export const ledgerFields = [
  'memberId',
  'at',
  'seq',
  'kind',
  'points',
  'growth',
  'balanceAfter',
  'storeId',
  'channel',
  'actor',
  'programmeVersion',
];
