import type { Folder } from './folder';
import { type Problems, position } from './problems';

/** A .json file of the program; WeChat takes neither comments nor trailing commas. {} with a problem noted when it cannot be read. */
export function readJson(folder: Folder, file: string, problems: Problems): Record<string, unknown> {
  if (!folder.has(file)) {
    problems.error(file, 'file not found');
    return {};
  }
  const text = folder.read(file);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    problems.error(file, 'must contain one JSON object', 1, 1);
  } catch (error) {
    const message = (error as Error).message;
    const offset = /position (\d+)/.exec(message)?.[1];
    const { line, column } = position(text, offset === undefined ? text.length : Number(offset));
    problems.error(file, message, line, column);
  }
  return {};
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function asStrings(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asRecord(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
