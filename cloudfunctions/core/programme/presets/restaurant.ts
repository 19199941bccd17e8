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

/** ¥10 = 1 point, the 15th of each month doubles, a birthday is worth ¥50, large tables get something on top. */
export const restaurant: ProgrammeRules = {
  validity: { kind: 'rolling', months: 12 },
  waiting: { days: 0, from: 'paid', completeAfterDays: 0 },
  refund: { shortfall: 'waive' },
  checkIn: {
    steps: [{ from: 1, points: 1 }],
    milestones: [{ streak: 7, every: true, points: 5, factor: 100, right: null }],
    makeUp: { perMonth: 1, windowDays: 3 },
  },
  earning: {
    rules: [
      perYuan(1_000, 1),
      {
        code: 'memberDay',
        name: '每月 15 日会员日',
        on: ['order'],
        when: [{ code: 'monthDay', days: [15] }],
        give: { code: 'multiply', factor: 200 },
      },
      {
        code: 'largeTable',
        name: '满 500 元加赠',
        on: ['order'],
        when: [{ code: 'minimum', fen: 50_000 }],
        give: { code: 'fixed', points: 20 },
      },
      joiningRule('入会礼', 10),
      newcomerCoupon('新客券'),
      birthdayRule('生日礼', 20),
    ],
    cap: 400,
  },
  growth: { perFen: 100, checkIn: 0, join: 0 },
  // 100 points are ¥5 off a table, or a dish.
  deduction: { points: 100, fen: 500, minimumFen: 5_000, maxRate: 50 },
  // A table of friends is worth more than a name in the book.
  referral: invitingFriends({
    registered: { points: 5 },
    firstOrder: { points: 20, minimumFen: 5_000, withinDays: 60 },
    friend: newcomerPack,
  }),
  birthday: { minimumDays: 30, on: 'month' },
  tiers: {
    list: [
      tierOf({ code: 'regular', name: '食客', material: 'paper', rights: [{ code: 'checkIn', factor: 100 }] }),
      tierOf({
        code: 'silver',
        name: '银勺会员',
        material: 'silver',
        from: 1_000,
        keep: 600,
        gift: 20,
        rights: [
          { code: 'checkIn', factor: 100 },
          { code: 'multiplier', factor: 120 },
          { code: 'birthdayPack', name: '生日 50 元券', points: 0, coupons: [{ template: 'birthday', count: 1 }] },
        ],
      }),
      tierOf({
        code: 'gold',
        name: '金勺会员',
        material: 'gold',
        from: 5_000,
        keep: 3_000,
        gift: 50,
        rights: [
          { code: 'checkIn', factor: 200 },
          { code: 'multiplier', factor: 150 },
          memberPrice(95),
          { code: 'birthdayPack', name: '生日 50 元券', points: 0, coupons: [{ template: 'birthday', count: 1 }] },
          { code: 'service', text: '提前一天为你留桌' },
        ],
      }),
    ],
    validityMonths: 12,
    graceDays: 15,
    warningDays: 30,
  },
};
