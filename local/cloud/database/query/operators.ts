/**
 * The query operators of the local database: mingo's dispatch and its $and, $or, $nor, $not and $expr, with predicates
 * of our own, because mingo 7.2.7 departs from MongoDB in too many of them ($elemMatch on scalars, null against missing
 * fields, field order, arrays, no geometry, no $jsonSchema).
 */
import { $expr } from 'mingo/operators/query/evaluation';
import { $and, $nor, $not, $or } from 'mingo/operators/query/logical';
import { comparisonOperators } from './comparison';
import { elementOperators } from './elements';
import { geoOperators } from './geo';
import { schemaCheck } from './json-schema';
import type { QueryOperator } from './operator';
import { shapeOperators } from './shape';

const $jsonSchema: QueryOperator = (_path, schema) => schemaCheck(schema);

export const queryOperators = {
  ...comparisonOperators,
  ...elementOperators,
  ...shapeOperators,
  ...geoOperators,
  $and,
  $or,
  $nor,
  $not,
  $expr,
  $jsonSchema,
};
