import { type ChildProcess, spawn } from 'node:child_process';

/** Keeps the list of living instances and ends them when its input ends, which happens however the server dies. */
const SCRIPT = `alive=
while read -r change pid; do
  if [ "$change" = + ]; then alive="$alive $pid"; continue; fi
  rest=
  for one in $alive; do [ "$one" = "$pid" ] || rest="$rest $one"; done
  alive=$rest
done
[ -z "$alive" ] || kill -9 $alive 2>/dev/null`;

/**
 * An instance ends when it notices that its parent is gone; one that computes without a pause never notices. So a small
 * shell, which outlives a killed server by a moment, ends those. Windows has no such shell; there only the first applies.
 */
export class Reaper {
  #shell: ChildProcess | undefined;

  constructor() {
    if (process.platform === 'win32') return;
    this.#shell = spawn('sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    // Without a shell the instances still end by themselves; a broken pipe at the end is the end.
    this.#shell.on('error', () => {
      this.#shell = undefined;
    });
    this.#shell.stdin?.on('error', () => {});
    this.#shell.unref();
  }

  born(pid: number | undefined): void {
    if (pid !== undefined) this.#shell?.stdin?.write(`+ ${pid}\n`);
  }

  died(pid: number | undefined): void {
    if (pid !== undefined) this.#shell?.stdin?.write(`- ${pid}\n`);
  }

  close(): void {
    this.#shell?.stdin?.end();
  }
}
