/** How the shop takes money for what costs points and cash. */
import * as v from 'valibot';
import type { PayAccount } from '../../platform/pay';

/** Trades whose payments WeChat does not let pass through cloudPay: they need WeChat Pay's own API v3. */
const BARRED = [
  'jewellery',
  'electronics',
  'blindBox',
  'clothing',
  'overseas',
  'cosmetics',
  'alcohol',
  'appliances',
  'toys',
  'bags',
  'shoes',
  'sports',
] as const;

/** What the shop sells. cloudPay is not open to every trade. */
export const tradeCodes = [
  'food',
  'convenience',
  'beauty',
  'motherBaby',
  'services',
  'books',
  'home',
  ...BARRED,
] as const;

export type TradeCode = (typeof tradeCodes)[number];

export const NO_CLOUD_PAY: readonly TradeCode[] = BARRED;

export function isCloudPayAllowed(trade: TradeCode): boolean {
  return !NO_CLOUD_PAY.includes(trade);
}

const merchant = v.pipe(v.string(), v.regex(/^\d{8,10}$/));

export const tradeSchema = v.pipe(
  v.strictObject({
    shape: v.literal(1),
    trade: v.picklist(tradeCodes),
    pay: v.variant('adapter', [
      /** The shop takes no money here: rewards cost points alone. */
      v.strictObject({ adapter: v.literal('none') }),
      /** `subMchId`: the merchant number bound to the cloud environment. */
      v.strictObject({ adapter: v.literal('cloudPay'), subMchId: merchant }),
      /** Key and certificate are secrets of the environment; `notifyUrl` is where the HTTP access service leads to `payment`. */
      v.strictObject({
        adapter: v.literal('v3'),
        mchId: merchant,
        appId: v.pipe(v.string(), v.regex(/^wx[0-9a-f]{16}$/)),
        notifyUrl: v.pipe(v.string(), v.url(), v.maxLength(255)),
      }),
    ]),
    /** Minutes in which a payment has to be made. */
    payWithinMinutes: v.pipe(v.number(), v.safeInteger(), v.minValue(5), v.maxValue(120)),
    /** Paid goods: WeChat is told of their shipping. */
    tellShipping: v.boolean(),
  }),
  v.forward(
    v.check(
      ({ trade, pay }) => pay.adapter !== 'cloudPay' || isCloudPayAllowed(trade),
      'this trade cannot use cloudPay',
    ),
    ['pay'],
  ),
);

export type Trade = v.InferOutput<typeof tradeSchema>;

export const defaultTrade: Trade = {
  shape: 1,
  trade: 'food',
  pay: { adapter: 'none' },
  payWithinMinutes: 15,
  tellShipping: true,
};

/** Where the money of a new payment goes; null where the shop takes none. */
export function payAccountOf({ pay }: Trade): PayAccount | null {
  return pay.adapter === 'none' ? null : pay;
}
