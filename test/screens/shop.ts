/**
 * The shop that is photographed: four tiers, a return window, two member days a week, so that something of each is there on any day;
 * for friends and for dropping by, what the demo gives.
 */
import { defaultProgramme, type Programme } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import { demoProgramme } from '../../local/demo/programme';
import type { DayKey } from '../../typings/domain';

const { tiers, earning } = defaultProgramme;
const {
  referral = null,
  assist = null,
  visits = null,
  earning: friendly,
} = demoProgramme({ firstDay: '2020-01-01' as DayKey, lastDay: '2099-12-31' as DayKey });

const programme: Programme = {
  ...defaultProgramme,
  referral,
  assist,
  visits,
  waiting: { days: 7, from: 'paid', completeAfterDays: 0 },
  earning: {
    ...earning,
    rules: [
      ...earning.rules,
      ...friendly.rules.filter(({ on }) => on.includes('visit')),
      {
        code: 'memberDay',
        name: '会员日',
        on: ['order', 'checkin'],
        when: [{ code: 'weekday', days: [3, 6] }],
        give: { code: 'multiply', factor: 200 },
      },
      {
        code: 'large',
        name: '满 300 元加赠',
        on: ['order'],
        when: [{ code: 'minimum', fen: 30_000 }],
        give: { code: 'fixed', points: 30 },
      },
    ],
  },
  tiers: {
    ...tiers,
    list: [
      ...tiers.list,
      {
        code: 'diamond',
        name: '钻石会员',
        material: 'night',
        icon: null,
        from: 20_000,
        keep: 12_000,
        gift: 1_000,
        rights: [
          { code: 'checkIn', factor: 200 },
          { code: 'multiplier', factor: 200 },
          { code: 'discount', rate: 90 },
          { code: 'freeShipping', minimumFen: 0 },
          { code: 'exclusiveGoods' },
          { code: 'earlyAccess', hours: 24 },
          { code: 'custom', name: '免费停车', text: '到店两小时免费停车' },
        ],
      },
    ],
  },
};

export const SETTINGS = [{ _id: 'programme', shape: 2, ...programmeDocument(programme) }];
