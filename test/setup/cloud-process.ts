/** The product's functions in a local cloud that runs in a process of its own, so that it can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './built';
import { type Line, lineTo } from './shopper';

export class CloudProcess implements Line {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
  ) {}

  /** @param by 'npm' starts it as a person does, and `kill` then meets npm */
  static async start(dataDir: string, options: string[] = [], by: 'node' | 'npm' = 'node'): Promise<CloudProcess> {
    const own = ['--port', '0', '--data', dataDir, '--functions', join(ROOT, 'dist/cloudfunctions'), ...options];
    const [command, program] =
      by === 'npm'
        ? ['npm', ['run', 'cloud', '--', ...own]]
        : [process.execPath, ['--import', 'tsx', 'local/cloud/main.ts', ...own]];
    const child = spawn(command, program, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const line of createInterface({ input: child.stdout })) {
      const [, origin] = /^ready (http:\/\/\S+?)\/$/.exec(line) ?? [];
      if (origin) return new CloudProcess(child, origin);
    }
    throw new Error('the local cloud ended before it was ready');
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }

  control(path: string, body: unknown): Promise<unknown> {
    return lineTo(this.origin).control(path, body);
  }
}
