import type { AdminAct, StaffChange } from '../../staffing';
import { type Column, storeText, timeText } from './column';
import { actWords } from './words';

/** Acts of every kind have these; what else they say differs. */
type Trace = Omit<AdminAct, 'kind'> & { kind: string; change?: StaffChange['change'] };

export function trailColumns(): Column<Trace>[] {
  return [
    { header: '时间', note: '按店铺所在时区', cell: ({ at }, around) => timeText(at, around) },
    { header: '店员', note: '当时的名字', cell: ({ by }) => by },
    { header: '门店', note: '不属于某家门店的是空的', cell: ({ storeId }, around) => storeText(storeId, around) },
    { header: '做了什么', note: '收银台的操作用中文，管理的操作用它的代号', cell: whatOf },
    { header: '对象', note: '当时的名称；会员不写名字', cell: ({ name }) => name ?? '' },
    { header: '细节', note: '数目和选项，一项一个等号', cell: ({ facts }) => factsText(facts) },
  ];
}

function whatOf({ kind, what, change }: Trace): string {
  const code = kind === 'admin' ? what : (change ?? kind);
  return actWords[code] ?? code;
}

function factsText(facts: Trace['facts'] | undefined): string {
  return Object.entries(facts ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('；');
}

export const trailFields = ['at', 'by', 'storeId', 'kind', 'what', 'change', 'name', 'facts'];
