/** The ways from the staff's first page to everything else; one is shown to whoever may do what it `needs`. */
import type { StaffActions } from '../../../typings/api/staff';

export interface MenuEntry {
  /** Names its words: `menu` in words/. */
  code:
    | 'counter'
    | 'members'
    | 'shop'
    | 'approvals'
    | 'cases'
    | 'goods'
    | 'templates'
    | 'fulfil'
    | 'team'
    | 'duties'
    | 'trail'
    | 'branches'
    | 'partners'
    | 'visit'
    | 'rules'
    | 'tiers'
    | 'calendar'
    | 'presets'
    | 'lab'
    | 'guide'
    | 'exports'
    | 'imports'
    | 'health';
  icon: string;
  url: string;
  needs: keyof StaffActions;
}

/** In groups, as a shopkeeper looks for them. */
export const MENU: readonly { code: 'members' | 'goods' | 'rules' | 'team' | 'shop'; entries: readonly MenuEntry[] }[] =
  [
    {
      code: 'members',
      entries: [
        { code: 'members', icon: 'me', url: '/admin/members/index', needs: 'members.search' },
        { code: 'approvals', icon: 'check', url: '/admin/approvals/index', needs: 'approvals.list' },
        { code: 'cases', icon: 'shield', url: '/admin/cases/index', needs: 'referrals.cases' },
        { code: 'imports', icon: 'import', url: '/office/imports/index', needs: 'imports.list' },
      ],
    },
    {
      code: 'goods',
      entries: [
        { code: 'goods', icon: 'gift', url: '/office/goods/index', needs: 'rewards.list' },
        { code: 'templates', icon: 'ticket', url: '/office/templates/index', needs: 'templates.list' },
        { code: 'fulfil', icon: 'truck', url: '/office/fulfil/index', needs: 'fulfil.list' },
      ],
    },
    {
      code: 'rules',
      entries: [
        { code: 'rules', icon: 'sliders', url: '/office/rules/index', needs: 'programme.view' },
        { code: 'tiers', icon: 'tier', url: '/office/tiers/index', needs: 'programme.view' },
        { code: 'calendar', icon: 'calendar', url: '/office/calendar/index', needs: 'calendar.view' },
        { code: 'presets', icon: 'bag', url: '/office/presets/index', needs: 'programme.presets' },
        { code: 'lab', icon: 'flask', url: '/office/lab/index', needs: 'lab.view' },
      ],
    },
    {
      code: 'team',
      entries: [
        { code: 'team', icon: 'team', url: '/admin/team/index', needs: 'staff.team' },
        { code: 'duties', icon: 'list', url: '/admin/duties/index', needs: 'staff.duties' },
        { code: 'trail', icon: 'clock', url: '/admin/trail/index', needs: 'audit.list' },
        { code: 'guide', icon: 'book', url: '/admin/guide/index', needs: 'manual.view' },
      ],
    },
    {
      code: 'shop',
      entries: [
        { code: 'shop', icon: 'shop', url: '/office/shop/index', needs: 'shop.overview' },
        { code: 'branches', icon: 'home', url: '/office/branches/index', needs: 'stores.view' },
        { code: 'counter', icon: 'scan', url: '/admin/counter/index?stay=1', needs: 'counter.recent' },
        { code: 'visit', icon: 'pin', url: '/admin/visit/index', needs: 'visits.code' },
        { code: 'exports', icon: 'export', url: '/office/exports/index', needs: 'exports.list' },
        { code: 'partners', icon: 'key', url: '/office/partners/index', needs: 'partners.list' },
        { code: 'health', icon: 'pulse', url: '/office/health/index', needs: 'health.look' },
      ],
    },
  ];
