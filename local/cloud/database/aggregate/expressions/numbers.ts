/** $round and $trunc: with or without places; $round takes halves to the even neighbour. */
import { BadRequest } from '../../refusals';
import { type Expression, evaluate } from './expression';

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

export const numberExpressions = { $round: toPlaces('$round', halfEven), $trunc: toPlaces('$trunc', Math.trunc) };
