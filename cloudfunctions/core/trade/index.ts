export {
  defaultTrade,
  isCloudPayAllowed,
  NO_CLOUD_PAY,
  payAccountOf,
  type Trade,
  type TradeCode,
  tradeCodes,
  tradeSchema,
} from './trade';
