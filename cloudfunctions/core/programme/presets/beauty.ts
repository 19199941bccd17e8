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
  visitRule,
} from './parts';

/** ¥1 = 1 point, fifteen days in a row open a trial, the 8th doubles orders and check-ins, four tiers. */
export const beauty: ProgrammeRules = {
  validity: { kind: 'fixed', month: 12, years: 1 },
  waiting: { days: 7, from: 'completed', completeAfterDays: 10 },
  refund: { shortfall: 'debt' },
  checkIn: {
    steps: [{ from: 1, points: 5 }],
    milestones: [
      { streak: 7, every: true, points: 0, factor: 200, right: null },
      { streak: 15, every: true, points: 0, factor: 100, right: { code: 'trial', name: '新品试用装' } },
    ],
    makeUp: { perMonth: 2, windowDays: 7 },
  },
  earning: {
    rules: [
      perYuan(100, 1),
      {
        code: 'memberDay',
        name: '每月 8 日会员日',
        on: ['order', 'checkin'],
        when: [{ code: 'monthDay', days: [8] }],
        give: { code: 'multiply', factor: 200 },
      },
      {
        code: 'firstOrder',
        name: '首单礼',
        on: ['order'],
        when: [{ code: 'firstOrder' }, { code: 'minimum', fen: 9_900 }],
        give: { code: 'fixed', points: 50 },
      },
      joiningRule('入会礼', 50),
      newcomerCoupon('新客券'),
      birthdayRule('生日礼', 100),
      visitRule('进店有礼', 10),
    ],
    cap: 400,
  },
  growth: { perFen: 100, checkIn: 1, join: 0 },
  // Who comes in tries something on.
  visits: { perDay: 1 },
  referral: invitingFriends({
    registered: { points: 50 },
    firstOrder: { points: 100, minimumFen: 9_900, withinDays: 90 },
    friend: newcomerPack,
  }),
  birthday: { minimumDays: 30, on: 'month' },
  tiers: {
    list: [
      tierOf({ code: 'regular', name: '花蕾会员', material: 'paper', rights: [{ code: 'checkIn', factor: 100 }] }),
      tierOf({
        code: 'silver',
        name: '银卡会员',
        material: 'silver',
        from: 1_000,
        keep: 800,
        rights: [
          { code: 'checkIn', factor: 100 },
          { code: 'multiplier', factor: 120 },
          {
            code: 'birthdayPack',
            name: '生日礼盒',
            points: 100,
            coupons: [{ template: 'birthday', count: 1 }],
          },
        ],
      }),
      tierOf({
        code: 'gold',
        name: '金卡会员',
        material: 'gold',
        from: 3_000,
        keep: 2_000,
        gift: 200,
        rights: [
          { code: 'checkIn', factor: 150 },
          { code: 'multiplier', factor: 150 },
          memberPrice(95),
          {
            code: 'birthdayPack',
            name: '生日礼盒',
            points: 200,
            coupons: [{ template: 'birthday', count: 1 }],
          },
          { code: 'freeShipping', minimumFen: 9_900 },
        ],
      }),
      tierOf({
        code: 'rose',
        name: '玫瑰会员',
        material: 'rose',
        from: 10_000,
        keep: 6_000,
        gift: 500,
        rights: [
          { code: 'checkIn', factor: 200 },
          { code: 'multiplier', factor: 200 },
          memberPrice(90),
          {
            code: 'birthdayPack',
            name: '生日礼盒',
            points: 500,
            coupons: [{ template: 'birthday', count: 1 }],
          },
          { code: 'freeShipping', minimumFen: 0 },
          { code: 'priorityShipping' },
          { code: 'earlyAccess', hours: 24 },
          { code: 'service', text: '一对一护肤顾问' },
        ],
      }),
    ],
    validityMonths: 12,
    graceDays: 30,
    warningDays: 30,
  },
};
