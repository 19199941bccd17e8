/** What happens on each day of the demo shop's history. Pure: the same cast gives the same days. */

import { DAYS, type Shopper } from './cast';
import { type Chance, chance } from './chance';

export interface Purchase {
  /** Place in the cast. */
  who: number;
  orderId: string;
  fen: number;
  channel: 'till' | 'web' | 'mini';
  /** Minutes after midnight. */
  minute: number;
}

export interface Return {
  who: number;
  orderId: string;
  fen: number;
  minute: number;
}

export interface Day {
  joins: number[];
  checkIns: number[];
  purchases: Purchase[];
  returns: Return[];
  /** Who looks into the mall for something to take, and who shows a coupon at the counter. */
  mallVisits: number[];
  couponVisits: number[];
  /** Who scans the store's code. */
  scans: number[];
}

const OPENS = 10 * 60 + 30;
const CLOSES = 21 * 60 + 30;
/** Of a hundred visits to the shop in which somebody looks into the mall, and shows a coupon. */
const MALL_PERCENT = 12;
const COUPON_PERCENT = 14;
const SCAN_PERCENT = 20;
/** 林晓 has signed in on each of the last six days: the seventh is today's to sign. */
const STREAK = 6;

export function days(shoppers: readonly Shopper[], seed = 4): Day[] {
  const luck = chance(seed);
  const history: Day[] = [];
  for (let n = 0; n < DAYS; n += 1) history.push(dayOf(shoppers, luck, n, history));
  return history;
}

function dayOf(shoppers: readonly Shopper[], luck: Chance, n: number, before: readonly Day[]): Day {
  const day: Day = {
    joins: [],
    checkIns: [],
    purchases: [],
    returns: returnsOf(before, luck, n),
    mallVisits: [],
    couponVisits: [],
    scans: [],
  };
  shoppers.forEach((shopper, who) => {
    if (shopper.joins === n) day.joins.push(who);
    if (n < shopper.joins || n > shopper.stays) return;
    const streak = who === 0 && n >= DAYS - STREAK - 1;
    if (streak ? n >= DAYS - STREAK : luck.percent(shopper.checksIn)) day.checkIns.push(who);
    if (!luck.percent(shopper.buys)) return;
    day.purchases.push(purchase(shopper, who, n, luck));
    if (shopper.openid === undefined) return;
    if (luck.percent(MALL_PERCENT)) day.mallVisits.push(who);
    if (luck.percent(COUPON_PERCENT)) day.couponVisits.push(who);
    if (luck.percent(SCAN_PERCENT)) day.scans.push(who);
  });
  day.purchases.sort((a, b) => a.minute - b.minute);
  return day;
}

function purchase({ basket }: Shopper, who: number, n: number, luck: Chance): Purchase {
  const channel = luck.percent(72) ? 'till' : luck.percent(60) ? 'mini' : 'web';
  return {
    who,
    orderId: `D${String(n).padStart(3, '0')}-${String(who).padStart(3, '0')}`,
    fen: Math.max(500, Math.round((basket * luck.between(45, 165)) / 10) * 10),
    channel,
    minute: luck.between(OPENS, CLOSES),
  };
}

/** Three in a hundred purchases come back within some days, half of them in part. */
function returnsOf(before: readonly Day[], luck: Chance, n: number): Return[] {
  const earlier = before[n - luck.between(1, 5)]?.purchases ?? [];
  return earlier.flatMap(({ who, orderId, fen }) => {
    if (!luck.percent(3)) return [];
    const part = luck.percent(50) ? fen : Math.round(fen * 0.4);
    return [{ who, orderId, fen: part, minute: luck.between(OPENS, CLOSES) }];
  });
}
