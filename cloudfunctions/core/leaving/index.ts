export { close, closing, stay } from './ask';
export { CLOSED_KEY, CLOSING_DAYS, closingOf } from './rules';
