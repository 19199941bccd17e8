export type { PlacedHold, Stock, StockId } from './stock';
