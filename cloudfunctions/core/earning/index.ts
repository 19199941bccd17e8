export type { Earned, EarningEvent, Occasion } from './event';
