/** npm run phone -- [--root DIR] [--port N] [--functions DIR] [--data DIR]: any mini-program on a phone in the browser. */
import { endWithNpm } from '../npm-end';
import { type Command, readCommand, USAGE, UsageError } from './command';

async function openFunctions(functionsDir: string, dataDir: string) {
  const { openCloud } = await import('../cloud/index');
  return openCloud({ functionsDir, dataDir, log: console.log });
}

async function serve({ root, port, functionsDir, dataDir }: Command): Promise<void> {
  // Loaded only now: a slip on the command line is answered at once.
  const { openPhone } = await import('./server/index');
  const cloud = functionsDir === undefined ? undefined : await openFunctions(functionsDir, dataDir);
  const phone = await openPhone({ root, port, ...(cloud === undefined ? {} : { cloud }), log: console.log });
  console.log(`ready ${phone.origin}/`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      phone.close().then(() => process.exit(0), fail);
    });
  }
}

function fail(error: unknown): never {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

async function main(): Promise<void> {
  endWithNpm();
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(USAGE);
  else await serve(command);
}

main().catch(fail);
