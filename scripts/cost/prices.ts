/** What CloudBase costs in a WeChat environment. Prices change: check before launch. */

export interface Pack {
  calls: number;
  yuan: number;
}

const packs: { small: Pack; middle: Pack; large: Pack } = {
  small: { calls: 10_000_000, yuan: 400 },
  middle: { calls: 50_000_000, yuan: 1_500 },
  large: { calls: 100_000_000, yuan: 2_500 },
};

export const PRICES = {
  /** The smallest plan; its price stands in the console where it is bought. */
  plan: {
    name: '个人版',
    calls: 200_000,
    storageGb: 3,
    trafficGb: 10,
    source: 'cloud.tencent.com/document/api/876/133103',
    seen: '2026-11',
  },
  /** Each is good for a month and used up after what the plan contains. */
  packs: {
    calls: packs,
    storage: [
      { gb: 100, yuan: 69 },
      { gb: 300, yuan: 169 },
    ],
    source: 'developers.weixin.qq.com/minigame/dev/wxcloud/billing/package.md',
    seen: '2026-06-18',
  },
} as const;
