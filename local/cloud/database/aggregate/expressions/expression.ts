/** The shape of an expression operator of mingo. */
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { BadRequest } from '../../refusals';

export type Expression = (document: Record<string, unknown>, operand: unknown, options: Options) => unknown;

export const evaluate = (document: unknown, operand: unknown, options: Options): unknown =>
  evalExpr(document, operand, options);

/** The operands of an operator that takes exactly `count`. */
export function operands(
  name: string,
  count: number,
  document: unknown,
  operand: unknown,
  options: Options,
): unknown[] {
  if (!Array.isArray(operand) || operand.length !== count) {
    throw new BadRequest(
      `Expression ${name} takes exactly ${count} arguments. ${Array.isArray(operand) ? operand.length : 1} were passed in.`,
    );
  }
  return operand.map((each) => evaluate(document, each, options));
}

/** An operator of one operand, given bare or as a list of one. */
export function single(document: unknown, operand: unknown, options: Options): unknown {
  return evaluate(document, Array.isArray(operand) && operand.length === 1 ? operand[0] : operand, options);
}
