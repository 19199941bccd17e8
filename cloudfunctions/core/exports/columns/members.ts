import type { Member } from '../../account';
import { balanceOf, spendable } from '../../account';
import { dayOf } from '../../calendar';
import { standingOn } from '../../tiers';
import { type Column, timeText } from './column';
import { memberWords } from './words';

/** With who they are, for those who may know; without, a name that only says which rows are of one person. */
export function memberColumns(personal: boolean): Column<Member>[] {
  const who: Column<Member>[] = personal
    ? [
        { header: '会员号', note: '12 位，收银台可以查到', cell: ({ _id }, { memberNamed }) => memberNamed(_id) },
        { header: '昵称', note: '会员自己填的，可能是空的', cell: ({ profile }) => profile.nickname ?? '' },
        { header: '生日月份', note: '1 到 12，没有填就是空的', cell: ({ birthday }) => monthOf(birthday) },
      ]
    : [
        {
          header: '会员代号',
          note: '不是会员号，只用来看哪几行是同一位',
          cell: ({ _id }, { memberNamed }) => memberNamed(_id),
        },
      ];
  return [
    ...who,
    { header: '入会时间', note: '按店铺所在时区', cell: ({ joinedAt }, around) => timeText(joinedAt, around) },
    { header: '状态', note: '正常、已停用、已注销或已并入其他账户', cell: ({ state }) => memberWords[state] },
    { header: '等级', note: '导出那一刻的等级', cell: tierText },
    {
      header: '可用积分',
      note: '现在能用的，已过期和未到账的不算',
      cell: ({ lots }, { now, settings }) => spendable(lots, dayOf(now, settings.programme.zone)),
    },
    { header: '积分余额', note: '可用、未到账、待过期的合计，减去欠的', cell: ({ lots }) => balanceOf(lots) },
    { header: '成长值', note: '入会以来的合计', cell: ({ growth }) => growth },
    { header: '有微信', note: '在小程序里入会或已经认领的为「是」', cell: ({ openid }) => (openid ? '是' : '否') },
    { header: '邀请而来', note: '由别的会员邀请的为「是」', cell: ({ inviter }) => (inviter ? '是' : '否') },
  ];
}

function monthOf(birthday: string | null): number | string {
  return birthday === null ? '' : Number(birthday.slice(0, 2));
}

const tierText: Column<Member>['cell'] = ({ tier }, { now, settings: { programme, ladders } }) => {
  const held = standingOn(tier, ladders, dayOf(now, programme.zone)).tier;
  return programme.tiers.list.find(({ code }) => code === held)?.name ?? held;
};

/** Of the document: nothing else is read, and so nothing else can get out. */
export const memberFields = [
  'number',
  'profile',
  'birthday',
  'joinedAt',
  'state',
  'tier',
  'lots',
  'growth',
  'openid',
  'inviter',
];
