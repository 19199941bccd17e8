/** npm run cloud -- --port N --data DIR --functions DIR: a local cloud of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endWithNpm } from '../npm-end';
import { type Command, readCommand, USAGE, UsageError } from './command';

async function serve({ port, options }: Command): Promise<void> {
  // Loaded only now: a slip on the command line is answered at once.
  const { openCloud } = await import('./index');
  const cloud = await openCloud(options);
  const server = createServer((request, response) => {
    if (!cloud.handle(request, response)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('docs/local.md lists what there is\n');
    }
  });
  server.keepAliveTimeout = 65_000;
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await cloud.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud.attach(origin);
  process.stdout.write(`ready ${origin}/\n`);
}

async function main(): Promise<void> {
  endWithNpm();
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(USAGE);
  else await serve(command);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});
