export { type Counter, counted, countOf, type Period, periodOf } from './rules';
