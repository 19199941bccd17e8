import type { KeptGroup, KeptRow, KeptView, PermissionCode } from '../../../typings/api/account';
import type { PageWords } from '../words/zh-Hans';

/** What is kept, ready to draw: a card for each group. */
export interface KeepingView {
  groups: { code: string; icon: string; title: string; rows: KeepingRow[] }[];
  permissions: { code: string; icon: string; title: string; why: string }[];
}

export interface KeepingRow {
  code: string;
  title: string;
  why: string;
  /** 会员服务需要 · 留 400 天 · 注销时删掉 */
  terms: string;
}

const ICONS: Record<KeptGroup, string> = {
  you: 'me',
  account: 'receipt',
  taken: 'bag',
  told: 'bell',
  friends: 'team',
  shop: 'mall',
  safety: 'lock',
};

const PERMISSION_ICONS: Record<PermissionCode, string> = {
  phoneNumber: 'phone',
  picture: 'me',
  nickname: 'tag',
  address: 'pin',
  clipboard: 'copy',
  album: 'camera',
  photographs: 'camera',
  files: 'terms',
};

export function keepingView({ rows, permissions }: KeptView, words: PageWords): KeepingView {
  const { keeping } = words;
  const groups = Object.keys(ICONS) as KeptGroup[];
  return {
    groups: groups.map((code) => ({
      code,
      icon: ICONS[code],
      title: keeping.groups[code],
      rows: rows.filter((row) => row.group === code).map((row) => rowView(row, words)),
    })),
    permissions: permissions.map(({ code }) => ({ code, icon: PERMISSION_ICONS[code], ...keeping.asked[code] })),
  };
}

function rowView({ code, ground, days, closing }: KeptRow, { keeping }: PageWords): KeepingRow {
  const forEver = closing === 'kept' ? keeping.always : keeping.member;
  const time = days === null ? forEver : keeping.days(days);
  const terms = [keeping.ground[ground], time, keeping.closing[closing]];
  return { code, ...keeping.rows[code], terms: terms.join(' · ') };
}
