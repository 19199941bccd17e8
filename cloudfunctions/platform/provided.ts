/** What a merchant gives a function by hand (manifest/functions.ts, `provided`): each variable is one JSON value. */
import * as v from 'valibot';

/** Null when none is given. @throws when what was given is not what it should be; nothing of it is told */
export function provided<Schema extends v.GenericSchema>(
  variable: string,
  schema: Schema,
): v.InferOutput<Schema> | null {
  const given = process.env[variable];
  if (given === undefined || given === '') return null;
  let json: unknown;
  try {
    json = JSON.parse(given);
  } catch {
    throw new Error(`${variable} is not JSON`);
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success)
    throw new Error(`${variable}: ${v.getDotPath(parsed.issues[0]) ?? 'an object'} is not as it should be`);
  return parsed.output;
}
