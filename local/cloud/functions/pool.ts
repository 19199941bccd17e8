import type { CloudFunction } from './catalogue';
import { executeFail, type FunctionFailure } from './failure';
import { Instance, type InstanceEvents, type Job, type Surroundings } from './instance';
import { stampOf } from './stamp';

/** The instances of one function: started when calls wait, up to a number; each takes one call at a time. */
export class Pool implements InstanceEvents {
  #instances = new Set<Instance>();
  /** On old code, finishing what they run. */
  #retiring = new Set<Instance>();
  #waiting: Job[] = [];
  #closed = false;

  constructor(
    public declared: CloudFunction,
    private readonly surroundings: Surroundings,
    private readonly most: number,
  ) {}

  run(job: Job): void {
    if (this.#closed) {
      job.fail(executeFail('the local cloud is closing'));
      return;
    }
    this.#waiting.push(job);
    this.#serve();
  }

  moveClock(offsetMs: number): void {
    for (const instance of this.#instances) instance.moveClock(offsetMs);
  }

  /** Running calls finish on the old code, all others get the new. */
  reload(declared: CloudFunction): void {
    this.declared = declared;
    for (const instance of this.#instances) this.#retire(instance);
    this.#serve();
  }

  close(): void {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.fail(executeFail('the local cloud is closing'));
    for (const instance of [...this.#instances, ...this.#retiring]) instance.kill();
    this.#instances.clear();
  }

  get figures(): { instances: number; busy: number; waiting: number; pids: number[] } {
    const instances = [...this.#instances];
    return {
      instances: instances.length,
      busy: instances.filter((instance) => instance.phase === 'busy').length,
      waiting: this.#waiting.length,
      pids: instances.flatMap((instance) => instance.pid ?? []),
    };
  }

  free(instance: Instance): void {
    if (this.#instances.has(instance)) this.#serve();
    else instance.kill();
  }

  broken(instance: Instance, failure: FunctionFailure): void {
    if (this.#instances.delete(instance)) this.#waiting.shift()?.fail(failure);
    this.#serve();
  }

  returned(job: Job): void {
    this.#waiting.unshift(job);
  }

  gone(instance: Instance): void {
    this.#instances.delete(instance);
    this.#retiring.delete(instance);
    this.#serve();
  }

  #serve(): void {
    if (this.#closed) return;
    if (this.#waiting.length > 0) this.#retireOutdated();
    let loading = 0;
    for (const instance of this.#instances) {
      if (instance.phase === 'loading') loading += 1;
      else if (instance.phase === 'idle') {
        const job = this.#waiting.shift();
        if (!job) return;
        instance.take(job);
      } else if (instance.phase === 'dead') this.#instances.delete(instance);
    }
    while (this.#waiting.length > loading && this.#instances.size < this.most) {
      this.#instances.add(new Instance(this.declared, this.surroundings, this));
      loading += 1;
    }
  }

  /** The watcher tells of changes a moment later; a call made right after a build must not meet the old code. */
  #retireOutdated(): void {
    const stamp = stampOf(this.declared.dir);
    for (const instance of this.#instances) {
      if (instance.stamp !== stamp) this.#retire(instance);
    }
  }

  #retire(instance: Instance): void {
    this.#instances.delete(instance);
    this.#retiring.add(instance);
    instance.retire();
  }
}
