import { type ChildProcess, fork } from 'node:child_process';
import { BUILD, HTTP_BASE } from '../../../cloudfunctions/manifest/variables';
import { instanceEnvironment } from '../environment';
import type { CloudFunction } from './catalogue';
import { executeFail, type FunctionFailure, timedOut } from './failure';
import { readLines } from './lines';
import type { FromInstance, Thrown, ToInstance } from './messages';
import type { Reaper } from './reaper';
import { stampOf } from './stamp';

/** How long loading a function's modules may take; its time-out counts from the call only. */
const LOAD_LIMIT_MS = 60_000;

export interface Job {
  id: string;
  event: string;
  environment: Record<string, string>;
  context: Record<string, unknown>;
  timeoutMs: number;
  /** Given away again because the instance died before it began. */
  returned: boolean;
  started(kill: () => void): void;
  succeed(json: string): void;
  fail(failure: FunctionFailure): void;
}

export interface Surroundings {
  origin(): string;
  /** Path of the bundled inside of an instance. */
  inside: string;
  /** Entry of the project's own wx-server-sdk. */
  sdk: string;
  reaper: Pick<Reaper, 'born' | 'died'>;
  offsetMs(): number;
  /** Values of the secrets a function declares. */
  secrets(names: readonly string[]): Record<string, string>;
  /** Rings of keys that this function declares. */
  keyrings(functionName: string, names: readonly string[]): Record<string, string>;
  /** Of what it declares as provided, what has been given. */
  provided(names: readonly string[]): Record<string, string>;
  /** Which build a function says it is, of the one it belongs to. */
  buildOf(functionName: string, build: string | undefined): string | undefined;
  output(functionName: string, requestId: string, line: string): void;
}

export interface InstanceEvents {
  /** It can take a job now. */
  free(instance: Instance): void;
  /** It could not be loaded. */
  broken(instance: Instance, failure: FunctionFailure): void;
  /** It died before it began this job, which nobody has seen running. */
  returned(job: Job): void;
  gone(instance: Instance): void;
}

function sayThrown(error: Thrown): string {
  return `${error.name}: ${error.message}`;
}

/** What a deployment tells a function of itself. */
function told(
  { name, build: own, httpBase }: CloudFunction,
  { origin, buildOf }: Pick<Surroundings, 'origin' | 'buildOf'>,
): Record<string, string> {
  const build = buildOf(name, own);
  return {
    ...(build === undefined ? {} : { [BUILD]: build }),
    ...(httpBase ? { [HTTP_BASE]: `${origin()}/http` } : {}),
  };
}

/** One process that runs one function, one invocation at a time. */
export class Instance {
  readonly stamp: string;
  #child: ChildProcess;
  #phase: 'loading' | 'idle' | 'busy' | 'dead' = 'loading';
  #job: Job | undefined;
  #began = false;
  #limit: NodeJS.Timeout;
  #retiring = false;
  #lastWords: Thrown | undefined;

  constructor(
    private readonly declared: CloudFunction,
    private readonly surroundings: Surroundings,
    private readonly events: InstanceEvents,
  ) {
    this.stamp = stampOf(declared.dir);
    this.#child = fork(surroundings.inside, [], {
      cwd: declared.dir,
      env: {
        ...instanceEnvironment(surroundings.origin()),
        ...surroundings.secrets(declared.secrets),
        ...surroundings.keyrings(declared.name, declared.keyrings),
        ...surroundings.provided(declared.provided),
        ...told(declared, surroundings),
      },
      execArgv: [`--max-old-space-size=${declared.memoryMb}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    surroundings.reaper.born(this.#child.pid);
    this.#child.on('message', (message: FromInstance) => this.#hear(message));
    this.#child.on('exit', (code, signal) => this.#died(code, signal));
    this.#child.on('error', (error) => this.#died(null, error.message));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) readLines(stream, (line, requestId) => this.#say(line, requestId));
    }
    this.#limit = setTimeout(() => this.#loadedTooLong(), LOAD_LIMIT_MS);
    this.#tell({
      kind: 'load',
      entry: declared.entry,
      sdk: surroundings.sdk,
      adminUrl: `${surroundings.origin()}/admin`,
      offsetMs: surroundings.offsetMs(),
    });
  }

  get phase(): 'loading' | 'idle' | 'busy' | 'dead' {
    return this.#phase;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  take(job: Job): void {
    this.#phase = 'busy';
    this.#job = job;
    this.#began = false;
    clearTimeout(this.#limit);
    this.#limit = setTimeout(() => this.#endJob(timedOut(job.timeoutMs)), job.timeoutMs);
    job.started(() => this.#endJob(executeFail('the instance was killed on request')));
    this.#tell({
      kind: 'invoke',
      id: job.id,
      event: job.event,
      environment: job.environment,
      context: job.context,
      offsetMs: this.surroundings.offsetMs(),
    });
  }

  moveClock(offsetMs: number): void {
    this.#tell({ kind: 'clock', offsetMs });
  }

  /** Finishes what it runs, takes no more. */
  retire(): void {
    this.#retiring = true;
    if (this.#phase !== 'busy') this.kill();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #tell(message: ToInstance): void {
    // A child that is gone already reports itself through 'exit'; the message then has nobody to read it.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #hear(message: FromInstance): void {
    if (this.#phase === 'dead') return;
    if (message.kind === 'dying') this.#lastWords = message.error;
    else if (message.kind === 'ready') this.#becomeFree();
    else if (message.kind === 'broken') {
      this.#note(message.error, undefined);
      this.events.broken(this, executeFail(sayThrown(message.error)));
      this.kill();
    } else if (message.id !== this.#job?.id) return;
    else if (message.kind === 'began') this.#began = true;
    else {
      const job = this.#job;
      this.#job = undefined;
      if (message.kind === 'result') job.succeed(message.json);
      else {
        this.#note(message.error, job.id);
        job.fail(executeFail(sayThrown(message.error)));
      }
      this.#becomeFree();
    }
  }

  #becomeFree(): void {
    clearTimeout(this.#limit);
    this.#phase = 'idle';
    if (this.#retiring) this.kill();
    else this.events.free(this);
  }

  /** Tells the caller now; the process need not be waited for. */
  #endJob(failure: FunctionFailure): void {
    const job = this.#job;
    this.#job = undefined;
    this.kill();
    job?.fail(failure);
  }

  #loadedTooLong(): void {
    this.events.broken(this, executeFail(`loading the function took more than ${LOAD_LIMIT_MS / 1000} seconds`));
    this.kill();
  }

  #died(code: number | null, signal: string | null): void {
    if (this.#phase === 'dead') return;
    this.surroundings.reaper.died(this.#child.pid);
    const loading = this.#phase === 'loading';
    this.#phase = 'dead';
    clearTimeout(this.#limit);
    const how = this.#lastWords ? sayThrown(this.#lastWords) : `exit code ${code ?? '-'}, signal ${signal ?? '-'}`;
    const job = this.#job;
    this.#job = undefined;
    if (job && !this.#began && !job.returned) this.events.returned({ ...job, returned: true });
    else job?.fail(executeFail(`the instance of the function ended while it ran: ${how}`));
    if (loading && !this.#retiring)
      this.events.broken(this, executeFail(`the function ended while it was loaded: ${how}`));
    this.events.gone(this);
  }

  #note(error: Thrown, requestId: string | undefined): void {
    for (const line of error.stack.split('\n')) this.#say(line, requestId);
  }

  #say(line: string, requestId: string | undefined): void {
    this.surroundings.output(this.declared.name, requestId ?? this.#job?.id ?? '-', line);
  }
}
