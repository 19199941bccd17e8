import { codes } from '../argument';
import { condition, EVERY_OCCASION } from '../kind';

const TIERS_MAX = 10;

/** The tier held when the event is booked. */
export const tier = condition({
  code: 'tier',
  label: '会员等级',
  occasions: EVERY_OCCASION,
  arguments: { tiers: codes('会员等级', 'tiers', TIERS_MAX) },
  check: ({ tiers }, event) => tiers.includes(event.tier.code),
  phrase: ({ tiers }, names) => tiers.map(names.tier).join(','),
});
