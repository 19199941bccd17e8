/** $jsonSchema: the keywords of MongoDB's draft 4 dialect. An unknown keyword is refused, as MongoDB refuses it. */
import { BadRequest } from '../refusals';
import { type Document, equalValues, isDocument } from '../values/order';
import { typeTest } from './shape';

type Check = (value: unknown) => boolean;
type Keyword = (operand: unknown, schema: Document) => Check;

const JSON_TYPES: Record<string, string> = {
  object: 'object',
  array: 'array',
  number: 'number',
  boolean: 'bool',
  string: 'string',
  null: 'null',
};

const list = (keyword: string, operand: unknown): unknown[] => {
  if (!Array.isArray(operand)) throw new BadRequest(`$jsonSchema keyword '${keyword}' must be an array`);
  return operand;
};

const onNumbers =
  (check: (value: number) => boolean): Check =>
  (value) =>
    typeof value !== 'number' || check(value);
const onStrings =
  (check: (value: string) => boolean): Check =>
  (value) =>
    typeof value !== 'string' || check(value);
const onArrays =
  (check: (value: unknown[]) => boolean): Check =>
  (value) =>
    !Array.isArray(value) || check(value);
const onDocuments =
  (check: (value: Document) => boolean): Check =>
  (value) =>
    !isDocument(value) || check(value);

const has = (document: Document, name: unknown): boolean => Object.hasOwn(document, String(name));

function schemas(operand: unknown): [string, Check][] {
  if (!isDocument(operand)) throw new BadRequest('$jsonSchema: a map of schemas must be an object');
  return Object.entries(operand).map(([name, schema]) => [name, schemaCheck(schema)]);
}

/** What an object may hold beside `properties` and `patternProperties`. */
function additional(operand: unknown, schema: Document): Check {
  const allowed = typeof operand === 'boolean' ? () => operand : schemaCheck(operand);
  const named = new Set(Object.keys((schema.properties as Document | undefined) ?? {}));
  const patterns = Object.keys((schema.patternProperties as Document | undefined) ?? {}).map(
    (source) => new RegExp(source),
  );
  return onDocuments((value) =>
    Object.entries(value).every(
      ([name, member]) => named.has(name) || patterns.some((pattern) => pattern.test(name)) || allowed(member),
    ),
  );
}

function items(operand: unknown, schema: Document): Check {
  if (!Array.isArray(operand)) {
    const check = schemaCheck(operand);
    return onArrays((value) => value.every(check));
  }
  const checks = operand.map(schemaCheck);
  const rest = schema.additionalItems;
  const restCheck: Check =
    rest === undefined || rest === true ? () => true : rest === false ? () => false : schemaCheck(rest);
  return onArrays((value) => value.every((member, at) => (checks[at] ?? restCheck)(member)));
}

function dependencies(operand: unknown): Check {
  if (!isDocument(operand)) throw new BadRequest('$jsonSchema: dependencies must be an object');
  const checks = Object.entries(operand).map(([name, needs]): [string, Check] => [
    name,
    Array.isArray(needs) ? onDocuments((value) => needs.every((other) => has(value, other))) : schemaCheck(needs),
  ]);
  return onDocuments((value) => checks.every(([name, check]) => !has(value, name) || check(value)));
}

const types = (operand: unknown, name: (alias: unknown) => unknown): Check => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((alias) => typeTest(name(alias)));
  return (value) => tests.some((test) => test(value));
};

function jsonType(alias: unknown): string {
  const name = JSON_TYPES[String(alias)];
  if (!name) throw new BadRequest(`$jsonSchema: unknown type ${String(alias)}`);
  return name;
}

const annotation: Keyword = () => () => true;

const KEYWORDS: Record<string, Keyword> = {
  bsonType: (operand) => types(operand, (alias) => alias),
  type: (operand) => types(operand, jsonType),
  enum: (operand) => {
    const values = list('enum', operand);
    return (value) => values.some((each) => equalValues(each, value));
  },
  required: (operand) => {
    const names = list('required', operand);
    return onDocuments((value) => names.every((name) => has(value, name)));
  },
  properties: (operand) => {
    const checks = schemas(operand);
    return onDocuments((value) => checks.every(([name, check]) => !has(value, name) || check(value[name])));
  },
  patternProperties: (operand) => {
    const checks = schemas(operand).map(([source, check]) => ({ pattern: new RegExp(source), check }));
    return onDocuments((value) =>
      Object.entries(value).every(([name, member]) =>
        checks.every(({ pattern, check }) => !pattern.test(name) || check(member)),
      ),
    );
  },
  additionalProperties: additional,
  dependencies,
  items,
  additionalItems: annotation,
  minimum: (operand, { exclusiveMinimum }) =>
    onNumbers((value) => (exclusiveMinimum ? value > Number(operand) : value >= Number(operand))),
  maximum: (operand, { exclusiveMaximum }) =>
    onNumbers((value) => (exclusiveMaximum ? value < Number(operand) : value <= Number(operand))),
  exclusiveMinimum: annotation,
  exclusiveMaximum: annotation,
  multipleOf: (operand) => onNumbers((value) => value % Number(operand) === 0),
  minLength: (operand) => onStrings((value) => [...value].length >= Number(operand)),
  maxLength: (operand) => onStrings((value) => [...value].length <= Number(operand)),
  pattern: (operand) => {
    const pattern = new RegExp(String(operand));
    return onStrings((value) => pattern.test(value));
  },
  minItems: (operand) => onArrays((value) => value.length >= Number(operand)),
  maxItems: (operand) => onArrays((value) => value.length <= Number(operand)),
  uniqueItems: (operand) =>
    onArrays((value) => !operand || value.every((a, at) => !value.slice(at + 1).some((b) => equalValues(a, b)))),
  minProperties: (operand) => onDocuments((value) => Object.keys(value).length >= Number(operand)),
  maxProperties: (operand) => onDocuments((value) => Object.keys(value).length <= Number(operand)),
  allOf: (operand) => {
    const checks = list('allOf', operand).map(schemaCheck);
    return (value) => checks.every((check) => check(value));
  },
  anyOf: (operand) => {
    const checks = list('anyOf', operand).map(schemaCheck);
    return (value) => checks.some((check) => check(value));
  },
  oneOf: (operand) => {
    const checks = list('oneOf', operand).map(schemaCheck);
    return (value) => checks.filter((check) => check(value)).length === 1;
  },
  not: (operand) => {
    const check = schemaCheck(operand);
    return (value) => !check(value);
  },
  title: annotation,
  description: annotation,
};

/** @throws BadRequest for a malformed schema */
export function schemaCheck(schema: unknown): Check {
  if (!isDocument(schema)) throw new BadRequest('$jsonSchema must be an object');
  const checks = Object.entries(schema).map(([name, operand]) => {
    const keyword = KEYWORDS[name];
    if (!keyword) throw new BadRequest(`Unknown $jsonSchema keyword: ${name}`);
    return keyword(operand, schema);
  });
  return (value) => checks.every((check) => check(value));
}
