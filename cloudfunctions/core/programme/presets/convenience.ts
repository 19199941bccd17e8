import {
  birthdayRule,
  invitingFriends,
  joiningRule,
  newcomerCoupon,
  type ProgrammeRules,
  perYuan,
  tierOf,
  visitRule,
} from './parts';

/** ¥1 = 1 point, mini-program orders double, Wednesday is member day, and checking in is worth coming by every day. */
export const convenience: ProgrammeRules = {
  validity: { kind: 'rolling', months: 6 },
  waiting: { days: 0, from: 'paid', completeAfterDays: 0 },
  refund: { shortfall: 'waive' },
  checkIn: {
    steps: [
      { from: 1, points: 5 },
      { from: 3, points: 6 },
      { from: 5, points: 8 },
    ],
    milestones: [{ streak: 7, every: true, points: 20, factor: 100, right: null }],
    makeUp: { perMonth: 2, windowDays: 7 },
  },
  earning: {
    rules: [
      perYuan(100, 1),
      {
        code: 'mini',
        name: '小程序下单',
        on: ['order'],
        when: [{ code: 'channel', channels: ['mini'] }],
        give: { code: 'multiply', factor: 200 },
      },
      {
        code: 'memberDay',
        name: '周三会员日',
        on: ['order', 'checkin'],
        when: [{ code: 'weekday', days: [3] }],
        give: { code: 'multiply', factor: 200 },
      },
      joiningRule('入会礼', 20),
      newcomerCoupon('新客券'),
      birthdayRule('生日礼', 50),
      visitRule('路过有礼', 3),
    ],
    cap: 400,
  },
  growth: { perFen: 100, checkIn: 1, join: 0 },
  // What a week of checking in brings is a yuan off today's shopping.
  deduction: { points: 50, fen: 100, minimumFen: 500, maxRate: 50 },
  // Who passes two of the shops on the way to work has been at both.
  visits: { perDay: 2 },
  // Many neighbours for little each: the campaign may cost so much and no more.
  referral: invitingFriends({
    registered: { points: 20 },
    firstOrder: { points: 20, minimumFen: 1_000, withinDays: 30 },
    friend: { points: 20 },
    budget: 100_000,
  }),
  birthday: { minimumDays: 7, on: 'day' },
  tiers: {
    list: [
      tierOf({ code: 'regular', name: '邻居', material: 'paper', rights: [{ code: 'checkIn', factor: 100 }] }),
      tierOf({
        code: 'bronze',
        name: '熟客',
        material: 'bronze',
        from: 300,
        keep: 200,
        rights: [
          { code: 'checkIn', factor: 100 },
          { code: 'multiplier', factor: 110 },
        ],
      }),
      tierOf({
        code: 'gold',
        name: '老友',
        material: 'gold',
        from: 1_500,
        keep: 1_000,
        gift: 100,
        rights: [
          { code: 'checkIn', factor: 150 },
          { code: 'multiplier', factor: 150 },
          { code: 'birthdayPack', name: '生日早餐', points: 50 },
          { code: 'freeShipping', minimumFen: 2_000 },
        ],
      }),
    ],
    validityMonths: 6,
    graceDays: 15,
    warningDays: 15,
  },
};
