/** Runs inside an instance: loads one function and runs its invocations one after the other. */
import type { FromInstance, Thrown, ToInstance } from '../messages';
import { beginChain, installChain } from './chain';
import { installClock, moveClock } from './clock';
import { installOutput, outputBelongsTo } from './output';
import { installSdk } from './sdk';

type Main = (event: unknown, context: unknown, callback: (error: unknown, result?: unknown) => void) => unknown;

const channel = process.send?.bind(process);
// A function must not see that it has a parent; none has in the cloud.
Object.defineProperty(process, 'send', { value: undefined, configurable: true });

function tell(message: FromInstance): void {
  channel?.(message);
}

function describe(error: unknown): Thrown {
  if (error instanceof Error) {
    return { name: error.name, message: error.message, stack: error.stack ?? `${error.name}: ${error.message}` };
  }
  const message = typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error));
  return { name: 'Error', message, stack: message };
}

let main: Main | undefined;
let perInvocation: string[] = [];

function load(entry: string): void {
  try {
    const loaded = require(entry) as { main?: unknown };
    if (typeof loaded.main !== 'function') throw new TypeError('index.js exports no function named main');
    main = loaded.main as Main;
    tell({ kind: 'ready' });
  } catch (error) {
    tell({ kind: 'broken', error: describe(error) });
  }
}

/** A promise, a plain value, or, for functions written with three parameters, whatever the call-back is given. */
function run(handler: Main, event: unknown, context: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result?: unknown) => (error ? reject(error) : resolve(result));
    const returned = handler(event, context, callback);
    if (returned === undefined && handler.length >= 3) return;
    resolve(returned);
  });
}

async function invoke(message: Extract<ToInstance, { kind: 'invoke' }>): Promise<void> {
  const { id } = message;
  for (const name of perInvocation) delete process.env[name];
  perInvocation = Object.keys(message.environment);
  Object.assign(process.env, message.environment);
  moveClock(message.offsetMs);
  beginChain();
  outputBelongsTo(id);
  tell({ kind: 'began', id });
  try {
    if (!main) throw new Error('invoked before it was loaded');
    const result = await run(main, JSON.parse(message.event), message.context);
    tell({ kind: 'result', id, json: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    tell({ kind: 'error', id, error: describe(error) });
  }
}

process.on('uncaughtExceptionMonitor', (error) => tell({ kind: 'dying', error: describe(error) }));
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (message: ToInstance) => {
  if (message.kind === 'load') {
    installOutput();
    installClock();
    installSdk(message.sdk);
    installChain(message.adminUrl);
    moveClock(message.offsetMs);
    load(message.entry);
  } else if (message.kind === 'clock') moveClock(message.offsetMs);
  else void invoke(message);
});
