import type { Fen } from '../../../typings/domain';
import { figure } from '../../views/figures';

/** An amount as it is being keyed: digits, at most one point and two digits after it. */
export type Keyed = string;

export const AMOUNT_MAX_FEN = 10_000_000;
const WHOLE_DIGITS = 6;

export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'delete' | 'clear';

/** What stands there after a key; a key that would make no amount does nothing. */
export function pressed(keyed: Keyed, key: Key): Keyed {
  if (key === 'clear') return '';
  if (key === 'delete') return keyed.slice(0, -1);
  if (key === '.') return keyed.includes('.') ? keyed : `${keyed || '0'}.`;
  const next = keyed === '0' ? key : `${keyed}${key}`;
  const [whole = '', cents] = next.split('.');
  if (whole.length > WHOLE_DIGITS || (cents !== undefined && cents.length > 2)) return keyed;
  return fenOf(next) > AMOUNT_MAX_FEN ? keyed : next;
}

/** Whole fen; 0 while nothing was keyed. Digits are counted, never multiplied as a fraction. */
export function fenOf(keyed: Keyed): Fen {
  const [whole = '', cents = ''] = keyed.split('.');
  return (Number(whole || '0') * 100 + Number(cents.padEnd(2, '0').slice(0, 2))) as Fen;
}

/** ¥1,280.50 as far as it was keyed; '¥0.00' before the first key. */
export function keyedText(keyed: Keyed): string {
  if (keyed === '') return '¥0.00';
  const [whole = '', cents] = keyed.split('.');
  return `¥${figure(Number(whole))}${cents === undefined ? '' : `.${cents}`}`;
}

/** Fen as they would be keyed: 12850 -> '128.5', so that an amount can be changed. */
export function keyedOf(fen: Fen): Keyed {
  const cents = String(fen % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return cents === '' ? String(Math.trunc(fen / 100)) : `${Math.trunc(fen / 100)}.${cents}`;
}
