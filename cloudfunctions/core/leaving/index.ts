export { close, closing, stay } from './ask';
export { type ClosingsSwept, sweepClosings } from './end';
export { type ErasuresSwept, sweepErasures } from './erase';
export { CLOSING_DAYS, closingOf } from './rules';
