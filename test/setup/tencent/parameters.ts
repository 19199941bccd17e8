/** Reading what a call carries. What an action does not know, or what has another type, is refused, as API 3.0 does. */
import { Refusal } from './refusal';

export type Parameters = Record<string, unknown>;

export interface Known {
  required: string[];
  optional?: string[];
}

export function checkNames(parameters: Parameters, { required, optional = [] }: Known): void {
  for (const name of required) {
    if (parameters[name] === undefined) throw new Refusal('MissingParameter', `The request is missing ${name}.`);
  }
  const unknown = Object.keys(parameters).find((name) => !required.includes(name) && !optional.includes(name));
  if (unknown) throw new Refusal('UnknownParameter', `The parameter ${unknown} is not recognized.`);
}

export function text(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (typeof value !== 'string') throw new Refusal('InvalidParameter', `${name} is not a String.`);
  return value;
}

export function whole(parameters: Parameters, name: string, absent: number): number {
  const value = parameters[name] ?? absent;
  if (!Number.isSafeInteger(value)) throw new Refusal('InvalidParameter', `${name} is not an Integer.`);
  return value as number;
}

export function list(parameters: Parameters, name: string): Parameters[] {
  const value = parameters[name] ?? [];
  if (!Array.isArray(value)) throw new Refusal('InvalidParameter', `${name} is not an Array.`);
  return value as Parameters[];
}

export function object(parameters: Parameters, name: string): Parameters {
  const value = parameters[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('InvalidParameter', `${name} is not an Object.`);
  return value as Parameters;
}
