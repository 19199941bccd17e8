export {
  defaultTrade,
  isCloudPayAllowed,
  NO_CLOUD_PAY,
  type Trade,
  type TradeCode,
  tradeCodes,
  tradeSchema,
} from './trade';
