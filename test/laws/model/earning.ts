/**
 * What an event is worth: every full `fen` brings points, all multipliers together (at most the cap) multiply them, the
 * result is rounded down once, and what is fixed comes on top.
 */
import type { Programme } from '../../../cloudfunctions/core/programme';
import { civil, parse } from './days';

export interface Happening {
  occasion: 'order' | 'checkin' | 'birthday';
  day: number;
  channel: string;
  storeId: string;
  tier: string;
  inBirthdayMonth: boolean;
  firstOrder: boolean;
  amountFen: number;
  base: number;
  /** Of a streak, in hundredths. */
  factors: number[];
}

export function worthOf(programme: Programme, happened: Happening): number {
  const { rules, cap } = programme.earning;
  const { list } = programme.tiers;
  // A tier that this programme does not have counts as its first.
  const tier = list.some(({ code }) => code === happened.tier) ? happened.tier : (list[0]?.code ?? '');
  const happening = { ...happened, tier };
  if (happening.occasion === 'order' && happening.amountFen === 0) return 0;
  const holding = rules.filter(
    (rule) => rule.on.includes(happening.occasion) && rule.when.every((each) => met(each, happening)),
  );
  let base = happening.base;
  let extra = 0;
  const factors = [...happening.factors, tierFactor(programme, happening)];
  for (const { give } of holding) {
    if (give.code === 'perAmount') base += Math.floor((happening.amountFen * give.points) / give.fen);
    if (give.code === 'fixed') extra += give.points;
    if (give.code === 'multiply') factors.push(give.factor);
  }
  let product = 1n;
  for (const factor of factors) product *= BigInt(factor);
  const unit = 100n ** BigInt(factors.length);
  const capped = product * 100n > BigInt(cap) * unit;
  const multiplied = capped ? (BigInt(base) * BigInt(cap)) / 100n : (BigInt(base) * product) / unit;
  return Number(multiplied) + extra;
}

function tierFactor({ tiers }: Programme, { tier, occasion }: Happening): number {
  const wanted = occasion === 'order' ? 'multiplier' : occasion === 'checkin' ? 'checkIn' : '';
  const own = tiers.list.find(({ code }) => code === tier) ?? tiers.list[0];
  for (const right of own?.rights ?? []) if (right.code === wanted && 'factor' in right) return right.factor;
  return 100;
}

type Condition = Programme['earning']['rules'][number]['when'][number];

function met(condition: Condition, { day, channel, storeId, tier, ...event }: Happening): boolean {
  switch (condition.code) {
    case 'channel':
      return (condition.channels as string[]).includes(channel);
    case 'store':
      return condition.stores.includes(storeId);
    case 'tier':
      return condition.tiers.includes(tier);
    case 'weekday':
      return (condition.days as number[]).includes(civil(day).weekday);
    case 'monthDay':
      return condition.days.includes(civil(day).date);
    case 'dateRange':
      return parse(condition.from) <= day && day <= parse(condition.until);
    case 'birthdayMonth':
      return event.inBirthdayMonth;
    case 'firstOrder':
      return event.firstOrder;
    case 'minimum':
      return event.amountFen >= condition.fen;
  }
}
