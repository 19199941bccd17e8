import type { Bound, Condition } from './store';

/** The part of the database's commands that conditions need; wx-server-sdk's and node-sdk's are alike. */
export interface Commands<Asked> {
  eq(value: unknown): Asked;
  neq(value: unknown): Asked;
  in(values: unknown[]): Asked;
  lte(bound: Bound): Asked;
  gte(bound: Bound): Asked;
  gt(bound: Bound): Asked;
  lt(bound: Bound): Asked;
  and(...all: Asked[]): Asked;
}

/** A condition of the store as the database is asked for it. */
export function conditioned<Asked>(_: Commands<Asked>, condition: Condition): Asked {
  if (condition === null || typeof condition !== 'object') return _.eq(condition);
  if ('in' in condition) return _.in([...condition.in]);
  if ('lte' in condition) return _.lte(condition.lte);
  if ('gte' in condition) return _.gte(condition.gte);
  if ('gt' in condition) return _.gt(condition.gt);
  if ('from' in condition) return _.and(_.gte(condition.from), _.lt(condition.before));
  return _.neq(condition.not);
}
