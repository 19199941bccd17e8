/** Numbers in which mingo 7.2.7 departs from MongoDB. $round and $trunc: with or without places; $round takes halves to the even neighbour. */
import { BadRequest } from '../../refusals';
import { type Expression, evaluate, operands, single } from './expression';

function halfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** Shifts the decimal point in the digits themselves: 2.675 * 100 would already be wrong. */
const shift = (value: number, places: number): number => {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
};

function toPlaces(name: string, change: (value: number) => number): Expression {
  return (document, operand, options) => {
    const [valueExpression, placesExpression = 0] = Array.isArray(operand) ? operand : [operand];
    const value = evaluate(document, valueExpression, options);
    const places = evaluate(document, placesExpression, options);
    if (value === null || value === undefined || places === null || places === undefined) return null;
    if (typeof value !== 'number') throw new BadRequest(`${name} only supports numeric types, not ${typeof value}`);
    if (!Number.isInteger(places) || (places as number) < -20 || (places as number) > 100) {
      throw new BadRequest(`${name}: precision must be an integer between -20 and 100`);
    }
    return Number.isFinite(value) ? shift(change(shift(value, places as number)), -(places as number)) : value;
  };
}

const missing = (value: unknown): boolean => value === null || value === undefined;

function numeric(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new BadRequest(`${name} only supports numeric types, not ${typeof value}`);
  return value;
}

/** Neither zero nor below; NaN stays NaN. */
function positive(name: string, value: unknown): number {
  const number = numeric(name, value);
  if (number <= 0) throw new BadRequest(`${name}'s argument must be a positive number, but is ${number}`);
  return number;
}

const logarithm =
  (name: string, of: (value: number) => number): Expression =>
  (document, operand, options) => {
    const value = single(document, operand, options);
    return missing(value) ? null : of(positive(name, value));
  };

const $log: Expression = (document, operand, options) => {
  const [value, base] = operands('$log', 2, document, operand, options);
  if (missing(value) || missing(base)) return null;
  const divisor = positive('$log', base);
  if (divisor === 1) throw new BadRequest("$log's base must be a positive number not equal to 1, but is 1");
  return Math.log(positive('$log', value)) / Math.log(divisor);
};

const $mod: Expression = (document, operand, options) => {
  const [value, divisor] = operands('$mod', 2, document, operand, options);
  if (missing(value) || missing(divisor)) return null;
  if (divisor === 0) throw new BadRequest("can't $mod by zero");
  return numeric('$mod', value) % numeric('$mod', divisor);
};

export const numberExpressions = {
  $round: toPlaces('$round', halfEven),
  $trunc: toPlaces('$trunc', Math.trunc),
  $ln: logarithm('$ln', Math.log),
  $log10: logarithm('$log10', Math.log10),
  $log,
  $mod,
};
