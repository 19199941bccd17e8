/** A shop whose mall has something on its shelves and takes money, as the tests on the phone need it. */
import {
  installCatalogue,
  rewardsOf,
  type StockedReward,
  templateOf,
  yuanOff,
} from '../../cloudfunctions/core/catalogues';
import { defaultProgramme, type Programme } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import type { CouponTemplate } from '../../cloudfunctions/core/templates';
import type { Environment } from '../../cloudfunctions/platform/environment';
import { openEnvironment, takeSecrets } from '../../scripts/cloud-store';

/** ¥1 brings a point; 100 points take ¥5 off, half of a bill at most. */
const programme: Programme = {
  ...defaultProgramme,
  deduction: { points: 100, fen: 500, minimumFen: 1_000, maxRate: 50 },
};

/** Documents of the collection `settings`. */
export const MALL_SETTINGS = [
  { _id: 'programme', shape: 2, ...programmeDocument(programme) },
  {
    _id: 'trade',
    shape: 1,
    trade: 'food',
    pay: { adapter: 'cloudPay', subMchId: '1900000109' },
    payWithinMinutes: 15,
    tellShipping: true,
  },
];

const rewards = rewardsOf([
  {
    _id: 'mug',
    name: '手工陶杯',
    kind: 'goods',
    category: 'things',
    points: 200,
    cashFen: 1_900,
    worthFen: 6_800,
    ways: ['delivery', 'pickup'],
    made: 5,
  },
  { _id: 'lotus', name: '桂花糖藕', kind: 'service', category: 'dishes', points: 100, worthFen: 1_800, made: 3 },
]);

/** Goods for points and money. */
export const mug = rewards[0] as StockedReward;

const THRICE: CouponTemplate['claim'] = { tiers: [], limit: { count: 3, period: 'week' }, quota: 100 };
const templates = [
  templateOf({
    code: 'dish',
    name: '招牌小菜券',
    value: { kind: 'exchange', item: '小菜一份' },
    days: 30,
    claim: THRICE,
  }),
  templateOf({ code: 'ten', name: '十元代金券', value: yuanOff(10, 50), days: 30, claim: THRICE }),
];

/** @returns what services of the core need to change the shop as its owner does */
export async function furnish(origin: string): Promise<Environment> {
  await takeSecrets(origin);
  const env = await openEnvironment(origin);
  const categories = [
    { code: 'dishes', name: '吃喝' },
    { code: 'things', name: '好物' },
  ];
  const installed = await installCatalogue(env, { categories, templates, rewards });
  if (!installed.ok) throw new Error(JSON.stringify(installed));
  return env;
}
