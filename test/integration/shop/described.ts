/** docs/openapi.yaml held against what the running function takes and answers. */
import { readFileSync } from 'node:fs';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { PartnerOptions, PartnerReply } from './partner';

interface Parameter {
  name: string;
  in: 'query' | 'header' | 'path';
  required?: boolean;
  schema: object;
}
interface Operation {
  tags: string[];
  operationId: string;
  parameters: (Parameter | { $ref: string })[];
  requestBody?: { content: { 'application/json': { schema: object } } };
  responses: Record<string, unknown>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
}
interface Described {
  content: { 'application/json': { schema: object } };
  headers?: Record<string, { schema: object }>;
}

const file = new URL('../../../docs/openapi.yaml', import.meta.url);
const document = parse(readFileSync(file, 'utf8')) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'api');
const compiled = new Map<string, ValidateFunction>();

function errorsOf(schema: object, value: unknown): string[] {
  // References within the document are written as seen from its root.
  const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object);
  compiled.set(text, validate);
  return validate(value) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

function resolved<T>(given: T | { $ref: string }): T {
  if (typeof given !== 'object' || given === null || !('$ref' in given)) return given as T;
  const steps = String(given.$ref).split('/').slice(1);
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as T;
}

function operationAt(method: string, path: string): { operation: Operation; inPath: string | undefined } | null {
  for (const [pattern, operations] of Object.entries(document.paths)) {
    const found = new RegExp(`^${pattern.replace(/\{[^}]+\}/, '([^/]+)')}$`).exec(path);
    const operation = found && operations[method.toLowerCase()];
    if (operation) return { operation, inPath: found[1] };
  }
  return null;
}

/** Operations under these tags; every one, when none is named. */
export function operationsOf(...tags: string[]): string[] {
  const all = Object.values(document.paths).flatMap((each) => Object.values(each));
  const named = tags.length === 0 ? all : all.filter((each) => each.tags.some((tag) => tags.includes(tag)));
  return named.map(({ operationId }) => operationId).sort();
}

/** What every exchange has to say for the description, and which operations have been seen with which status. */
export class Description {
  readonly seen = new Map<string, Set<number>>();
  readonly wrong: string[] = [];

  /** Operations that have been seen to succeed. */
  get done(): string[] {
    return [...this.seen]
      .flatMap(([id, statuses]) => ([...statuses].some((status) => status < 300) ? [id] : []))
      .sort();
  }

  look(method: string, path: string, body: unknown, reply: PartnerReply, options: PartnerOptions = {}): void {
    const url = new URL(path, 'http://partner');
    const at = operationAt(method, url.pathname);
    const said = (what: string) => this.wrong.push(`${method} ${path} ${reply.status}: ${what}`);
    if (!at) {
      if (![401, 404, 405].includes(reply.status)) said('answered although it is not described');
      for (const error of errorsOf({ $ref: '#/components/schemas/ErrorAnswer' }, reply.body)) said(error);
      return;
    }
    const { operation } = at;
    this.seen.set(operation.operationId, (this.seen.get(operation.operationId) ?? new Set()).add(reply.status));
    const response = operation.responses[reply.status];
    if (!response) return void said('a status that is not described');
    const described = resolved<Described>(response as Described);
    for (const error of errorsOf(described.content['application/json'].schema, reply.body)) said(`answer ${error}`);
    for (const [name, { schema }] of Object.entries(described.headers ?? {}))
      for (const error of errorsOf(schema, reply.headers.get(name))) said(`header ${name} ${error}`);
    const faults = requestFaults(operation, url, at.inPath, body, options);
    if (reply.status < 300) for (const fault of faults) said(`taken although ${fault}`);
    if (reply.status === 400 && faults.length === 0) said('refused as invalid although it is as described');
  }
}

/** What is wrong with a request by the description. */
function requestFaults(
  operation: Operation,
  url: URL,
  inPath: string | undefined,
  body: unknown,
  options: PartnerOptions,
): string[] {
  const faults: string[] = [];
  const parameters = operation.parameters.map((each) => resolved<Parameter>(each));
  const queried = parameters.filter((each) => each.in === 'query');
  for (const { name, schema } of queried)
    for (const value of url.searchParams.getAll(name)) faults.push(...errorsOf(schema, value));
  for (const name of url.searchParams.keys())
    if (!queried.some((each) => each.name === name)) faults.push(`there is no ${name}`);
  // "Exactly one of them" is what the text says; OpenAPI has no words for it.
  if (operation.operationId === 'findMember' && [...url.searchParams].length !== 1) faults.push('not exactly one');
  for (const { name, required } of queried)
    if (required && !url.searchParams.has(name)) faults.push(`${name} is missing`);
  for (const { schema } of parameters.filter((each) => each.in === 'path'))
    faults.push(...errorsOf(schema, decodeURIComponent(inPath ?? '')));
  if (operation.requestBody) {
    faults.push(...errorsOf(operation.requestBody.content['application/json'].schema, bodyOf(body)));
    const key = parameters.find((each) => each.name === 'Idempotency-Key');
    if (options.once === null) faults.push('no Idempotency-Key');
    else if (options.once !== undefined && key) faults.push(...errorsOf(key.schema, options.once));
  } else if (body !== undefined) faults.push('a question has no body');
  return faults;
}

function bodyOf(body: unknown): unknown {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return body;
  try {
    return JSON.parse(Buffer.from(body).toString()) as unknown;
  } catch {
    return undefined;
  }
}
