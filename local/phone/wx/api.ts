import type { Core } from '../contract';
import type { Shell } from '../shell/shell';

export type Options = Record<string, unknown>;
type Callback = (result: unknown) => void;

/** A refusal as WeChat words it: becomes { errMsg: '<api>:fail <reason>', errno?, errCode?, … }. */
export class Failure extends Error {
  constructor(
    readonly reason: string,
    readonly extra: Options = {},
  ) {
    super(reason);
  }
}

/** What an API is made of: the phone, and how errors reach the developer. */
export interface Surroundings {
  core: Core;
  shell: Shell;
}

/** Runs synchronously when called (gestures!), may go on asynchronously. Its result is merged beside errMsg. */
export type Work = (options: Options) => unknown;
export type Api = (options?: Options) => Promise<unknown> | undefined;

/**
 * An asynchronous API in WeChat's two manners: with success, fail or complete it returns nothing and calls them,
 * otherwise it returns a promise. Call-backs are always asynchronous; what they throw is reported.
 */
export function asynchronous({ core }: Pick<Surroundings, 'core'>, name: string, work: Work): Api {
  return (given) => {
    const options: Options = given ?? {};
    const { success, fail, complete } = options;
    const outcome = run(name, work, options);
    if (typeof success !== 'function' && typeof fail !== 'function' && typeof complete !== 'function') return outcome;
    const call = (callback: unknown, result: unknown) => {
      if (typeof callback !== 'function') return;
      try {
        (callback as Callback)(result);
      } catch (error) {
        core.report('error', error);
      }
    };
    outcome.then(
      (result) => {
        call(success, result);
        call(complete, result);
      },
      (error: unknown) => {
        call(fail, error);
        call(complete, error);
      },
    );
    return undefined;
  };
}

async function run(name: string, work: Work, options: Options): Promise<unknown> {
  try {
    const result = await work(options);
    const isObject = result !== null && typeof result === 'object';
    return { ...(isObject ? result : {}), errMsg: `${name}:ok` };
  } catch (error) {
    throw failureOf(name, error);
  }
}

/** What `fail` gets. Only a Failure or a message that names the API is expected; anything else is a defect of the phone and says so. */
export function failureOf(name: string, error: unknown): Options {
  if (error instanceof Failure) return { ...error.extra, errMsg: `${name}:fail ${error.reason}` };
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith(`${name}:fail`)) return { errMsg: message };
  return { errMsg: `${name}:fail ${message.replace(/^[A-Za-z]+:fail\s*/, '')}` };
}

/** @throws Failure worded as WeChat's parameter check. */
export function need(options: Options, name: string, type: 'String' | 'Number' | 'Array' | 'Object' | 'Boolean'): void {
  const value = options[name];
  if (typeName(value) === type) return;
  throw new Failure(`parameter error: parameter.${name} should be ${type} instead of ${typeName(value)};`);
}

export function typeName(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

export function text(options: Options, name: string, otherwise = ''): string {
  const value = options[name];
  return value === undefined || value === null ? otherwise : String(value);
}

/** A set of listeners behind wx.onX and wx.offX; off without a listener drops all. */
export class Listeners<T> {
  #all = new Set<(detail: T) => void>();
  readonly on = (listener: (detail: T) => void): void => {
    if (typeof listener === 'function') this.#all.add(listener);
  };
  readonly off = (listener?: (detail: T) => void): void => {
    if (listener) this.#all.delete(listener);
    else this.#all.clear();
  };
  tell(core: Core, detail: T): void {
    for (const listener of [...this.#all]) {
      try {
        listener(detail);
      } catch (error) {
        core.report('error', error);
      }
    }
  }
}

/** A plain copy, as data has after crossing from the program to the platform. */
export function copied<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
