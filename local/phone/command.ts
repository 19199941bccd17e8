import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `usage: phone [--root DIR] [--port N] [--functions DIR] [--data DIR]

  --root DIR           the mini-program's folder, with app.json (miniprogram)
  --port N             port on 127.0.0.1, 0 for any free one (3000)
  --functions DIR      open the local cloud for these functions too
  --data DIR           the cloud's data (.data)
`;

export class UsageError extends Error {}

export interface Command {
  root: string;
  port: number;
  dataDir: string;
  functionsDir?: string;
}

/** The command line, or why it is none. @throws UsageError */
export function readCommand(args: string[]): Command | 'help' {
  const text = { type: 'string' } as const;
  let values: Record<string, string | boolean | undefined>;
  try {
    const options = { root: text, port: text, functions: text, data: text, help: { type: 'boolean' } } as const;
    values = parseArgs({ args, strict: true, options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return 'help';
  const { root = 'miniprogram', port = '3000', data = '.data', functions } = values as Record<string, string>;
  if (!existsSync(path.join(root, 'app.json'))) throw new UsageError(`--root ${root} has no app.json`);
  if (!/^\d+$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port is a whole number from 0 to 65535, not "${port}"`);
  }
  const command: Command = { root, port: Number(port), dataDir: data };
  if (functions === undefined) return command;
  if (!existsSync(functions)) throw new UsageError(`--functions ${functions} is not a folder`);
  return { ...command, functionsDir: functions };
}
