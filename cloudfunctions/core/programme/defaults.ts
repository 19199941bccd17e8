import { birthdayRule, invitingFriends, memberPrice, type ProgrammeRules, perYuan, tierOf } from './presets/parts';
import type { Programme } from './programme';

/** What holds until the merchant publishes a programme: ¥1 = 1 point, three tiers, five points a day. */
const rules: ProgrammeRules = {
  validity: { kind: 'rolling', months: 12 },
  waiting: { days: 0, from: 'paid', completeAfterDays: 0 },
  refund: { shortfall: 'waive' },
  checkIn: {
    steps: [{ from: 1, points: 5 }],
    milestones: [
      { streak: 7, every: true, points: 20, factor: 100, right: null },
      { streak: 30, every: true, points: 0, factor: 100, right: { code: 'streak30', name: '连签 30 天专享礼' } },
    ],
    makeUp: { perMonth: 2, windowDays: 7 },
  },
  earning: { rules: [perYuan(100, 1), birthdayRule('生日礼', 100)], cap: 500 },
  growth: { perFen: 100, checkIn: 0, join: 0 },
  referral: invitingFriends({
    registered: { points: 50 },
    firstOrder: { points: 20, minimumFen: 1_000, withinDays: 60 },
    friend: { points: 20 },
  }),
  birthday: { minimumDays: 30, on: 'day' },
  tiers: {
    list: [
      tierOf({ code: 'regular', name: '普通会员', material: 'paper', rights: [{ code: 'checkIn', factor: 100 }] }),
      tierOf({
        code: 'silver',
        name: '银卡会员',
        material: 'silver',
        from: 1_000,
        keep: 600,
        rights: [
          { code: 'checkIn', factor: 100 },
          { code: 'multiplier', factor: 120 },
          { code: 'birthdayPack', name: '银卡生日礼', points: 50 },
        ],
      }),
      tierOf({
        code: 'gold',
        name: '金卡会员',
        material: 'gold',
        from: 5_000,
        keep: 3_000,
        gift: 200,
        rights: [
          { code: 'checkIn', factor: 100 },
          { code: 'multiplier', factor: 150 },
          memberPrice(95),
          { code: 'birthdayPack', name: '金卡生日礼', points: 200 },
          { code: 'service', text: '专属店员为你留座、处理问题' },
        ],
      }),
    ],
    validityMonths: 12,
    graceDays: 15,
    warningDays: 30,
  },
};

export const defaultProgramme: Programme = { shape: 2, version: 1, zone: 'Asia/Shanghai', ...rules };
