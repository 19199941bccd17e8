import {
  birthdayRule,
  invitingFriends,
  joiningRule,
  memberPrice,
  newcomerCoupon,
  newcomerPack,
  type ProgrammeRules,
  perYuan,
  tierOf,
} from './parts';

/** ¥1 = 1 point, large orders get more, two member days a month; what is bought may be brought back for two weeks. */
export const motherBaby: ProgrammeRules = {
  validity: { kind: 'rolling', months: 24 },
  waiting: { days: 14, from: 'paid', completeAfterDays: 0 },
  refund: { shortfall: 'debt' },
  checkIn: {
    steps: [{ from: 1, points: 5 }],
    milestones: [
      { streak: 7, every: true, points: 20, factor: 100, right: null },
      { streak: 30, every: true, points: 0, factor: 100, right: { code: 'course', name: '育儿课堂一节' } },
    ],
    makeUp: { perMonth: 3, windowDays: 7 },
  },
  earning: {
    rules: [
      perYuan(100, 1),
      {
        code: 'memberDay',
        name: '每月 8 日、18 日会员日',
        on: ['order'],
        when: [{ code: 'monthDay', days: [8, 18] }],
        give: { code: 'multiply', factor: 200 },
      },
      {
        code: 'large',
        name: '满 600 元加赠',
        on: ['order'],
        when: [{ code: 'minimum', fen: 60_000 }],
        give: { code: 'fixed', points: 100 },
      },
      joiningRule('入会礼', 50),
      newcomerCoupon('新客券'),
      birthdayRule('生日月礼', 100),
    ],
    cap: 300,
  },
  growth: { perFen: 100, checkIn: 0, join: 50 },
  referral: invitingFriends({
    registered: { points: 50 },
    firstOrder: { points: 100, minimumFen: 19_900, withinDays: 90 },
    friend: newcomerPack,
  }),
  birthday: { minimumDays: 0, on: 'month' },
  tiers: {
    list: [
      tierOf({ code: 'bronze', name: '铜贝会员', material: 'bronze', rights: [{ code: 'checkIn', factor: 100 }] }),
      tierOf({
        code: 'silver',
        name: '银贝会员',
        material: 'silver',
        from: 1_000,
        keep: 800,
        rights: [
          { code: 'checkIn', factor: 100 },
          { code: 'multiplier', factor: 110 },
          { code: 'birthdayPack', name: '宝宝生日礼', points: 50 },
        ],
      }),
      tierOf({
        code: 'gold',
        name: '金贝会员',
        material: 'gold',
        from: 5_000,
        keep: 4_000,
        gift: 200,
        rights: [
          { code: 'checkIn', factor: 100 },
          { code: 'multiplier', factor: 150 },
          { code: 'birthdayPack', name: '宝宝生日礼', points: 100 },
          { code: 'freeShipping', minimumFen: 0 },
          memberPrice(95),
        ],
      }),
      tierOf({
        code: 'diamond',
        name: '钻贝会员',
        material: 'night',
        from: 15_000,
        keep: 12_000,
        gift: 500,
        rights: [
          { code: 'checkIn', factor: 200 },
          { code: 'multiplier', factor: 200 },
          { code: 'birthdayPack', name: '宝宝生日礼', points: 200 },
          { code: 'freeShipping', minimumFen: 0 },
          { code: 'priorityShipping' },
          { code: 'service', text: '专属育儿顾问' },
          memberPrice(90),
        ],
      }),
    ],
    validityMonths: 12,
    graceDays: 30,
    warningDays: 30,
  },
};
