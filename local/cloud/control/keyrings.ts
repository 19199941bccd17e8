import * as v from 'valibot';
import type { Functions } from '../functions';
import { type Keyrings, Ring } from '../keyrings';
import { ControlError } from './answer';

const Name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

export const KeyringInput = v.strictObject({
  name: Name,
  ring: Ring,
  /** Those that get it; absent: all that declare it. */
  functions: v.optional(v.pipe(v.array(Name), v.minLength(1), v.maxLength(50))),
});

interface Parts {
  keyrings: Keyrings;
  functions: Functions;
}

/** What each function that declares it has now, or gets with its next instance. */
export function ringsOf({ keyrings, functions }: Parts): { keyrings: Record<string, Record<string, string>> } {
  const given = functions.all().filter(({ keyrings: names }) => names.length > 0);
  return {
    keyrings: Object.fromEntries(given.map((each) => [each.name, keyrings.variables(each.name, each.keyrings)])),
  };
}

/** @returns the functions whose instances are loaded afresh with it */
export function replaceRing(
  { keyrings, functions }: Parts,
  { name, ring, functions: only }: v.InferOutput<typeof KeyringInput>,
): { functions: string[] } {
  const users = functions.all().flatMap((each) => (each.keyrings.includes(name) ? [each.name] : []));
  if (users.length === 0) throw new ControlError(404, 'NOT_FOUND', `no function declares the ring ${name}`, 'name');
  const stranger = only?.find((each) => !users.includes(each));
  if (stranger !== undefined)
    throw new ControlError(404, 'NOT_FOUND', `${stranger} does not declare ${name}`, 'functions');
  keyrings.replace(name, ring, only);
  const concerned = only ?? users;
  functions.reload(concerned);
  return { functions: concerned };
}
