/** Module registry: the scripts call window.__define, require() runs each module once. */
import { ABSENT, PROVIDED } from '../build/globals';
import type { Bundle } from '../contract';

type Require = ((target: string, done?: (module: unknown) => void, failed?: (error: unknown) => void) => unknown) & {
  async(target: string): Promise<unknown>;
};
type Body = (require: Require, module: { exports: unknown }, exports: unknown) => void;
type Factory = (...globals: unknown[]) => Body;

export type Provided = Record<(typeof PROVIDED)[number], unknown>;

export class Modules {
  private readonly factories = new Map<string, Factory>();
  private readonly loaded = new Map<string, { exports: unknown }>();
  private readonly requires = new Map<string, Record<string, string>>();
  private globals: unknown[] = [];
  private fetched: Promise<void> | undefined;

  /** Fetches templates and all modules, once; nothing of the program runs yet. */
  fetch(bundle: Bundle): Promise<void> {
    this.fetched ??= this.fetchAll(bundle);
    return this.fetched;
  }

  private async fetchAll(bundle: Bundle): Promise<void> {
    Object.assign(window, {
      __define: (path: string, factory: Factory) => {
        this.factories.set(path, factory);
      },
    });
    for (const module of bundle.modules) this.requires.set(module.path, module.requires);
    await Promise.all([script(bundle.templatesUrl), ...bundle.modules.map((module) => script(module.url))]);
  }

  provide(provided: Provided): void {
    this.globals = [...PROVIDED.map((name) => provided[name]), ...ABSENT.map(() => undefined)];
  }

  has(path: string): boolean {
    return this.factories.has(path);
  }

  run(path: string): unknown {
    const known = this.loaded.get(path);
    if (known !== undefined) return known.exports;
    const factory = this.factories.get(path);
    if (factory === undefined) throw new Error(`module '${path}' is not defined`);
    const module = { exports: {} as unknown };
    this.loaded.set(path, module);
    try {
      factory(...this.globals).call(undefined, this.requireFrom(path), module, module.exports);
    } catch (error) {
      this.loaded.delete(path);
      throw error;
    }
    return module.exports;
  }

  private requireFrom(path: string): Require {
    const table = this.requires.get(path) ?? {};
    const find = (target: string): unknown => {
      const found = table[target];
      if (found === undefined) {
        throw new Error(`module '${target}' is not defined, require args is '${target}' (from ${path})`);
      }
      return this.run(found);
    };
    const require = ((target: string, done?: (module: unknown) => void, failed?: (error: unknown) => void) => {
      if (done === undefined) return find(target);
      // The call-back form loads another subpackage's module.
      Promise.resolve()
        .then(() => find(target))
        .then(done, failed ?? (() => undefined));
      return undefined;
    }) as Require;
    require.async = (target) => Promise.resolve().then(() => find(target));
    return require;
  }
}

function script(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.async = false;
    element.src = url;
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(`cannot load ${url}`));
    document.head.appendChild(element);
  });
}
