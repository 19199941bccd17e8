/**
 * The demo shop's rules: those of a new shop, a member day every week, more for orders in the mini-program, something for
 * friends who come along and for dropping by.
 */
import { defaultProgramme, type Programme } from '../../cloudfunctions/core/programme';
import type { DayKey } from '../../typings/domain';

export const ASSIST_CAMPAIGN = 'noodles';

const { shape: _shape, version: _version, ...rules } = defaultProgramme;

export const DEMO_ZONE = rules.zone;

/** @param open first and last day on which friends can be asked for help */
export function demoProgramme(open: { firstDay: DayKey; lastDay: DayKey }): Omit<Programme, 'shape' | 'version'> {
  return {
    ...shopRules,
    assist: {
      campaign: ASSIST_CAMPAIGN,
      name: '三位好友请你喝酸梅汤',
      helpers: 3,
      hours: 72,
      reward: { points: 0, coupons: [{ template: 'plum', count: 1 }] },
      ...open,
      perMember: 1,
      helpsPerDay: 3,
      budget: null,
    },
  };
}

const shopRules: Omit<Programme, 'shape' | 'version'> = {
  ...rules,
  referral: {
    campaign: 'friends',
    registered: { points: 50 },
    firstOrder: { points: 20, coupons: [{ template: 'ten', count: 1 }], minimumFen: 2_000, withinDays: 60 },
    friend: { points: 30, coupons: [{ template: 'dish', count: 1 }] },
    perDay: 5,
    inAll: 50,
    budget: 100_000,
    review: { sameAddress: 4, tenMinutes: 5, risk: 'ask' },
  },
  visits: { perDay: 2 },
  waiting: { days: 7, from: 'paid', completeAfterDays: 0 },
  /** A hundred points take five yuan off, up to half of the bill. */
  deduction: { points: 100, fen: 500, minimumFen: 2_000, maxRate: 50 },
  checkIn: {
    ...rules.checkIn,
    milestones: rules.checkIn.milestones.map((each) =>
      each.streak === 7 ? { ...each, coupons: [{ template: 'streak', count: 1 }] } : each,
    ),
  },
  earning: {
    cap: 500,
    rules: [
      ...rules.earning.rules,
      {
        code: 'welcome',
        name: '入会礼',
        on: ['join'],
        when: [{ code: 'channel', channels: ['mini'] }],
        give: { code: 'fixed', points: 50 },
      },
      {
        code: 'newcomer',
        name: '新客券',
        on: ['join'],
        when: [{ code: 'channel', channels: ['mini'] }],
        give: { code: 'coupon', template: 'newcomer', count: 1 },
      },
      {
        code: 'birthdayCoupon',
        name: '生日券',
        on: ['birthday'],
        when: [],
        give: { code: 'coupon', template: 'birthday', count: 1 },
      },
      {
        code: 'memberDay',
        name: '周三会员日',
        on: ['order', 'checkin'],
        when: [{ code: 'weekday', days: [3] }],
        give: { code: 'multiply', factor: 200 },
      },
      {
        code: 'mini',
        name: '小程序下单',
        on: ['order'],
        when: [{ code: 'channel', channels: ['mini'] }],
        give: { code: 'multiply', factor: 150 },
      },
      {
        code: 'dropBy',
        name: '路过有礼',
        on: ['visit'],
        when: [],
        give: { code: 'fixed', points: 5 },
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
};
