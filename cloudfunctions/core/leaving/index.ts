export { close, closing, stay } from './ask';
export { type ClosingsSwept, sweepClosings } from './end';
export { type ErasuresSwept, sweepErasures } from './erase';
export { CLOSED_KEY, CLOSING_DAYS, closingOf } from './rules';
