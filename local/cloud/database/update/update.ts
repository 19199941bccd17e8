/**
 * An update document applied to one document. Ours, not mingo's: mingo 7.2.7 lets operators pass over values of the
 * wrong type, removes array elements on $unset and writes through scalars, where MongoDB refuses.
 */
import type { Context } from 'mingo/core';
import { BadRequest } from '../refusals';
import { type Document, equalValues, isDocument } from '../values/order';
import { arrayOperators } from './arrays';
import { scalarOperators, type UpdateOperator } from './scalars';

interface Step {
  path: string;
  operand: unknown;
  apply: UpdateOperator;
}

export interface Update {
  /** The document after the update, a new object. @throws BadRequest; then nothing is to be written */
  applyTo(document: Document, nowMs: number): Document;
}

const touched = (step: Step, operator: string): string[] =>
  operator === '$rename' && typeof step.operand === 'string' ? [step.path, step.operand] : [step.path];

/** Two operators may not meet on one path, nor on a path and its parent. */
function refuseConflicts(paths: string[]): void {
  const sorted = paths.map((path) => `${path}.`).sort();
  for (let at = 1; at < sorted.length; at++) {
    const earlier = sorted[at - 1] as string;
    const path = sorted[at] as string;
    if (path.startsWith(earlier)) {
      const name = path.slice(0, -1);
      throw new BadRequest(`Updating the path '${name}' would create a conflict at '${earlier.slice(0, -1)}'`);
    }
  }
}

function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (!isDocument(value)) return value;
  const twin: Document = {};
  for (const key in value as Document) twin[key] = copy((value as Document)[key]);
  return twin as T;
}

/** @throws BadRequest for an unknown operator, a field without one, or conflicting paths */
export function compileUpdate(asked: unknown, context: Context): Update {
  if (!isDocument(asked)) throw new BadRequest('the update must be an object of update operators');
  const operators: Record<string, UpdateOperator> = { ...scalarOperators, ...arrayOperators(context) };
  const steps: Step[] = [];
  const paths: string[] = [];
  for (const [operator, fields] of Object.entries(asked)) {
    const apply = operators[operator];
    if (!apply) throw new BadRequest(`Unknown modifier: ${operator}`);
    if (!isDocument(fields))
      throw new BadRequest(`Modifiers operate on fields but we found type ${typeof fields} instead: ${operator}`);
    for (const [path, operand] of Object.entries(fields)) {
      const step = { path, operand, apply };
      steps.push(step);
      paths.push(...touched(step, operator));
    }
  }
  if (steps.length === 0)
    throw new BadRequest("'$set' is empty. You must specify a field like so: {$set: {<field>: ...}}");
  refuseConflicts(paths);
  return {
    applyTo(document, nowMs) {
      const result = copy(document);
      for (const { path, operand, apply } of steps) apply(result, path, copy(operand), nowMs);
      if (!equalValues(result._id, document._id)) {
        throw new BadRequest("Performing an update on the path '_id' would modify the immutable field '_id'");
      }
      return result;
    },
  };
}
