export { ADJUST_MAX, type Care, careSchema, defaultCare, pointValueOf } from './care';
