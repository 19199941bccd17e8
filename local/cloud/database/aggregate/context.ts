/** The operators a query and a pipeline may use: mingo's, with the deviations from MongoDB replaced by our own. */
import { Context } from 'mingo/core';
import * as accumulatorOperators from 'mingo/operators/accumulator';
import * as expressionOperators from 'mingo/operators/expression';
import { $addFields, $bucketAuto, $match, $replaceRoot } from 'mingo/operators/pipeline';
import { $elemMatch, $slice } from 'mingo/operators/projection';
import { queryOperators } from '../query/operators';
import { accumulatorExpressions, accumulators } from './accumulators';
import { collectionExpressions } from './expressions/collections';
import { comparisonExpressions } from './expressions/comparison';
import { dateExpressions } from './expressions/dates';
import { madeDateExpressions } from './expressions/made-dates';
import { numberExpressions } from './expressions/numbers';
import { textExpressions } from './expressions/text';
import { lookupStage, type Sources } from './lookup';
import { stages } from './stages';

type Parts = NonNullable<Parameters<typeof Context.init>[0]>;
type Operators<T> = Exclude<T, undefined>;

/** Script operators run the program's own code inside the database; the platform has none. */
const SCRIPTS = new Set(['$function', '$accumulator', 'default', 'module.exports']);

function operators(...sources: object[]): Record<string, unknown> {
  const all: Record<string, unknown> = Object.assign({}, ...sources);
  return Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('$') && !SCRIPTS.has(name)));
}

/** mingo types an operator table as a union of its own functions; ours have the same shape. */
const parts: Parts = {
  query: operators(queryOperators) as Operators<Parts['query']>,
  projection: { $elemMatch, $slice } as Operators<Parts['projection']>,
  accumulator: operators(accumulatorOperators, accumulators) as Operators<Parts['accumulator']>,
  expression: operators(
    expressionOperators,
    comparisonExpressions,
    textExpressions,
    numberExpressions,
    dateExpressions,
    madeDateExpressions,
    collectionExpressions,
    accumulatorExpressions,
  ) as Operators<Parts['expression']>,
};

/** For queries, projections and updates. */
export const plainContext = Context.init(parts);

/** The stages the platform's SDK can send ($geoNear is the source of rows, see pipeline.ts). */
export function pipelineContext(sources: Omit<Sources, 'context'>): Context {
  const pipeline = { $addFields, $bucketAuto, $match, $replaceRoot, ...stages };
  const all = { ...pipeline, $lookup: lookupStage({ ...sources, context: plainContext }) };
  return Context.init({ ...parts, pipeline: all as Operators<Parts['pipeline']> });
}
