/** A month of each preset, from 1 October 2026, a Thursday: what one member does, and what comes of it, worked out by hand. */
import type { PresetCode } from '../../cloudfunctions/core/programme';

export interface Sale {
  day: number;
  /** Paid in the end. */
  fen: number;
  channel?: 'till' | 'web' | 'mini';
  points: number;
  /** Used for it at the till, which takes so much off a price that was higher by as much. */
  coupon?: { template: string; off: number; categories?: string[] };
}

type Return = { day: number; of: number; fen: number; points: number };

/** What the member does with points and coupons; the last of a day's doings. */
export type Doing =
  /** Opens the reward's page, which says all of this. */
  | { day: number; does: 'look'; reward: string; says: string[] }
  /**
   * Takes one and collects it at the counter, or finds its coupons in the wallet. `left`: spendable after it. `taps`:
   * through the pages, which say all of this. `again`: why it is refused a second time on that day.
   */
  | {
      day: number;
      does: 'take';
      reward: string;
      points: number;
      fen?: number;
      left: number;
      taps?: string[];
      again?: string;
    }
  /** The counter rings it up with a coupon and points off. */
  | {
      day: number;
      does: 'buy';
      fen: number;
      coupon: string;
      deducted: number;
      net: number;
      points: number;
      left: number;
    };

export interface Month {
  /** Points for joining. */
  joining: number;
  birthday?: string;
  /** Days on which somebody taps the button of the home page -> what it promises. */
  taps: Record<number, number>;
  /** All 31 days' check-ins together. */
  checkIns: number;
  /** Days on which the member is at the store and scans the code on its screen; `says`: through the pages, which say all of this. */
  visits: { day: number; points: number; says?: string[] }[];
  /** Coupons that are there to be claimed, each once a day: a second time it is refused. */
  claims: { day: number; template: string }[];
  sales: Sale[];
  returns: Return[];
  doings: Doing[];
  /** Gifts for tiers and birthday. */
  gifts: number;
  tier: string;
  /** Still waiting for a return window on the last day. */
  waiting: number;
  /** Lines that receipts show, newest sale first. */
  receipt: string[];
}

/** Each figure worked out by hand from preset and catalogue; see the comments. */
export const months: Record<PresetCode, Month> = {
  // Ten yuan a point, the 15th doubles, 500 yuan bring 20 more. 1104 yuan by the 25th: 银勺, 20 points, and 1.2 times from then on.
  // The newcomer's coupon makes ¥128 of ¥138. By the 19th: 10 + 19 + 2 × 5 + 12 + 50 = 101, a dish for 100, 1 is left.
  // On the 31st thirty days are over and the birthday's month is not: 20 points, and as 银勺 a coupon of ¥50. Then there are
  // 1 + 12 + 2 × 5 + 72 + 20 + 12 + 20 − 6 + 20 = 161. ¥128 − ¥50 − ¥5 for 100 points = ¥73, which bring 7 × 1.2 = 8.
  restaurant: {
    joining: 10,
    birthday: '10-20',
    taps: { 1: 1, 7: 6, 15: 1 },
    checkIns: 31 * 1 + 4 * 5,
    visits: [],
    claims: [],
    sales: [
      { day: 3, fen: 12_800, points: 12, coupon: { template: 'newcomer', off: 1_000 } },
      { day: 15, fen: 25_600, points: 50 },
      { day: 20, fen: 52_000, points: 52 + 20 },
      { day: 25, fen: 20_000, points: 20 },
      { day: 28, fen: 10_000, points: 12 },
    ],
    returns: [{ day: 29, of: 28, fen: 5_000, points: -6 }],
    doings: [
      { day: 19, does: 'take', reward: 'dish', points: 100, left: 1, taps: ['100 分', '门店价 ¥38', '到禾木小馆领取'] },
      { day: 31, does: 'buy', fen: 12_800, coupon: 'birthday', deducted: 100, net: 7_300, points: 8, left: 69 },
    ],
    gifts: 20 + 20,
    tier: '银勺会员',
    waiting: 0,
    receipt: ['银勺会员', '1.2 倍'],
  },
  // One yuan a point, the 7th day in a row and the 8th of the month double the five points of a day. Seven days to return.
  // Coming in on the 9th brings 10, and that day the 218 of the 2nd can be spent: 50 + 55 + 10 + 218 = 333, serum for 300 and
  // ¥19, 33 are left. The 15th day in a row opens the trial; the 600 of the 8th have come by then: 33 + 35 + 600 = 668, the dear
  // coupon costs 400. On the 22nd it takes 15 % off ¥1,000, and the ¥850 bring 850 × 1.2. Coming in again on the 26th: 10.
  beauty: {
    joining: 50,
    taps: { 1: 5, 7: 10, 8: 10, 15: 5 },
    checkIns: 31 * 5 + 4 * 5 + 5,
    visits: [
      { day: 9, points: 10, says: ['打卡成功', '进店有礼', '+10'] },
      { day: 26, points: 10 },
    ],
    claims: [],
    sales: [
      { day: 2, fen: 16_800, channel: 'web', points: 168 + 50 },
      { day: 8, fen: 30_000, points: 600 },
      { day: 10, fen: 50_000, points: 500 },
      { day: 12, fen: 10_000, points: 100 },
      { day: 20, fen: 10_000, points: 120 },
      { day: 22, fen: 85_000, points: 1020, coupon: { template: 'dear', off: 15_000, categories: ['精华'] } },
    ],
    returns: [{ day: 21, of: 20, fen: 10_000, points: -120 }],
    doings: [
      {
        day: 9,
        does: 'take',
        reward: 'serum',
        points: 300,
        fen: 1_900,
        left: 33,
        taps: ['300 分 + ¥19', '门店价 ¥120'],
      },
      { day: 15, does: 'take', reward: 'trial', points: 0, left: 668, again: 'RIGHT_REQUIRED' },
      { day: 15, does: 'take', reward: 'dear', points: 400, left: 268 },
    ],
    gifts: 0,
    tier: '银卡会员',
    waiting: 0,
    receipt: ['银卡会员', '1.2 倍'],
  },
  // Orders in the mini-program double, so does Wednesday; with 熟客's 1.1 that would be 4.4 times, and the cap is 4.
  // On Tuesday the 6th the member passes by: 20 + 38 + 50 + 80 + 3 = 191, and tissues cost 200. On Wednesday they cost 160:
  // 191 + 36 + 240 = 467, 307 are left. On Thursday 307 + 8: water for 40, then a coupon for 100, one a day; on the 14th it
  // makes ¥80 of ¥85. Passing by on Wednesday the 14th brings 3 as on any day.
  // The coupon of the day can be claimed on each of them; on the 16th it makes ¥60 of ¥61.
  convenience: {
    joining: 20,
    birthday: '10-20',
    taps: { 1: 5, 3: 6, 7: 16 + 20, 14: 16 + 20 },
    checkIns: 2 * 5 + 2 * 6 + 27 * 8 + 4 * 8 + 4 * 20,
    visits: [
      { day: 6, points: 3, says: ['打卡成功', '路过有礼', '+3'] },
      { day: 14, points: 3 },
      { day: 15, points: 3 },
    ],
    claims: [
      { day: 15, template: 'daily' },
      { day: 16, template: 'daily' },
    ],
    sales: [
      { day: 2, fen: 5_000, points: 50 },
      { day: 5, fen: 4_000, channel: 'mini', points: 80 },
      { day: 7, fen: 6_000, channel: 'mini', points: 240 },
      { day: 14, fen: 8_000, points: 160, coupon: { template: 'five', off: 500 } },
      { day: 16, fen: 6_000, points: 60, coupon: { template: 'daily', off: 100 } },
      { day: 21, fen: 10_000, channel: 'mini', points: 400 },
    ],
    returns: [],
    doings: [
      { day: 6, does: 'look', reward: 'tissue', says: ['200 分', '还差 9 分'] },
      { day: 7, does: 'take', reward: 'tissue', points: 160, left: 307, taps: ['160 分', '原价 200 分，周三会员日'] },
      { day: 8, does: 'take', reward: 'water', points: 40, left: 275 },
      { day: 8, does: 'take', reward: 'five', points: 100, left: 175, again: 'LIMIT_REACHED' },
    ],
    gifts: 50,
    tier: '熟客',
    waiting: 0,
    receipt: ['熟客', '小程序下单', '周三会员日', '4 倍'],
  },
  // Two member days, 600 yuan bring 100 more, fourteen days to return: what the return of the 20th takes is still waiting.
  // On the 17th the 268 of the 3rd can be spent: 50 + 125 + 268 = 443, wipes for 300, free shipping for 100, 43 are left; the
  // coupon is used for the order of the 18th and takes nothing off the goods. By the 23rd 50 for check-ins, 650 of the 8th and
  // 100 of the 9th: 843, swimming for 600. On the 30th 243 + 55 and thirty days in a row: the course, which costs nothing.
  motherBaby: {
    joining: 50,
    taps: { 1: 5, 7: 25, 30: 5 },
    checkIns: 31 * 5 + 4 * 20,
    visits: [],
    claims: [],
    sales: [
      { day: 3, fen: 26_800, points: 268 },
      { day: 8, fen: 65_000, points: 1300 + 100 },
      { day: 9, fen: 10_000, points: 100 },
      { day: 18, fen: 30_000, channel: 'web', points: 660, coupon: { template: 'shipping', off: 0 } },
    ],
    returns: [{ day: 20, of: 8, fen: 32_500, points: 650 - 1400 }],
    doings: [
      {
        day: 17,
        does: 'take',
        reward: 'wipes',
        points: 300,
        left: 143,
        taps: ['300 分', '到禾木小馆领取', '快递到家'],
      },
      { day: 17, does: 'take', reward: 'shipping', points: 100, left: 43 },
      { day: 23, does: 'take', reward: 'swim', points: 600, left: 243 },
      { day: 30, does: 'take', reward: 'course', points: 0, left: 298, again: 'RIGHT_REQUIRED' },
    ],
    gifts: 0,
    tier: '银贝会员',
    waiting: 660,
    receipt: ['银贝会员', '每月 8 日、18 日会员日'],
  },
};
