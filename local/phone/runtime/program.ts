/** The program inside glass-easel: spaces, templates, style scopes, and the registration of each page and component. */
import type * as glassEasel from 'glass-easel';
import * as adapter from 'glass-easel-miniprogram-adapter';
import { scopeName } from '../build/tags';
import type { Bundle, Unit } from '../contract';
import { patchBindings } from './bindings';
import { type AdapterBehavior, type Normaliser, normaliseComponent, normalisePage } from './definitions';
import type { Modules } from './loader';

type Fields = Record<string, unknown>;

/** Fields of CodeSpace that the adapter keeps to itself and whose wrapping no public option replaces. */
interface Inside {
  prepareComponentOptions(is: string, options?: Fields): [glassEasel.ComponentOptions, string];
}

const BUILT_IN_BEHAVIORS = ['wx://form-field', 'wx://form-field-group', 'wx://form-field-button'] as const;

export class Program {
  readonly environment = new adapter.MiniProgramEnv();
  readonly space: adapter.CodeSpace;
  readonly behaviors: Record<string, AdapterBehavior> = {};
  private readonly registered = new Set<string>();
  private current: string | undefined;

  constructor(
    private readonly bundle: Bundle,
    private readonly modules: Modules,
    private readonly warn: (message: string) => void,
    lifetimes: Record<string, (this: unknown) => void>,
  ) {
    this.space = this.environment.createCodeSpace('main', true);
    const components = this.space.getComponentSpace();
    components.updateComponentOptions({
      // Handlers put on `this` at run time (store bindings) are found.
      useMethodCallerListeners: true,
      // A property named like a field of the element ("dataset") must not collide with it.
      writeFieldsToNode: false,
      writeIdToDOM: true,
    });
    this.space.setOverallBehavior(
      components.defineBehavior({
        lifetimes,
      } as unknown as Parameters<typeof components.defineBehavior>[0]) as unknown as glassEasel.GeneralBehavior,
    );
    this.wrapOptions();
    this.defineBuiltInBehaviors();
  }

  /** Templates, configurations and style scopes of all units; once, after the template script is there. */
  addUnits(): void {
    const templates = (window as unknown as { __templates: glassEasel.template.ProcGenGroupList }).__templates;
    for (const unit of Object.values(this.bundle.units)) {
      const content = templates[unit.path];
      if (content !== undefined) {
        this.space.addCompiledTemplate(unit.path, {
          groupList: templates,
          content: patchBindings(content),
          fallbackListenerOnNativeNode: true,
        });
      }
      this.configure(unit.path, unit.config);
      if (unit.css !== '') this.space.addStyleSheet(unit.path, unit.path, scopeName(unit.path));
      else this.space.addStyleSheet(unit.path, undefined, scopeName(unit.path));
    }
    if (this.bundle.appCss !== '') this.space.addStyleSheet('app', 'app');
  }

  /** Runs the script of a unit and of everything it uses, components first. */
  require(path: string): void {
    if (this.registered.has(path)) return;
    this.registered.add(path);
    const unit = this.bundle.units[path];
    if (unit === undefined) throw new Error(`no component ${path}`);
    for (const used of usedBy(unit)) this.require(used);
    const before = this.current;
    this.current = path;
    try {
      this.modules.run(`${path}.js`);
    } finally {
      this.current = before;
    }
    if (this.space.getComponentSpace().getComponentByUrlWithoutDefault(`/${path}`, '') === null) {
      this.warn(
        unit.kind === 'page'
          ? `Page "${path}" has not been registered yet: ${path}.js calls neither Page() nor Component()`
          : `component "${path}" has not been registered: ${path}.js does not call Component()`,
      );
      this.space.component(path).register();
    }
  }

  /** Page(), Component() and Behavior() as the modules see them. */
  constructors(): { Page: unknown; Component: unknown; Behavior: unknown } {
    const normaliser: Normaliser = {
      builtIn: this.behaviors,
      warn: this.warn,
      configure: (path, fields) => this.configure(path, fields),
    };
    const Page = (given: Fields): void => {
      const path = this.take('Page');
      const { definition, own } = normalisePage(path, given, normaliser);
      this.space
        .component(path)
        .definition(definition as never)
        .init(function (this: unknown) {
          Object.assign(this as object, own());
        } as never)
        .register();
    };
    const Component = (given?: Fields): unknown => {
      const path = this.take('Component');
      if (given === undefined) return this.space.component(path);
      return this.space
        .component(path)
        .definition(normaliseComponent(path, given, normaliser) as never)
        .register();
    };
    const Behavior = (given?: Fields): unknown => {
      if (given === undefined) return this.space.behavior();
      const definition = normaliseComponent(this.current ?? 'a behavior', given, {
        ...normaliser,
        configure: () => undefined,
      });
      return this.space
        .behavior()
        .definition(definition as never)
        .register();
    };
    Behavior.trait = this.space.traitBehavior.bind(this.space);
    return { Page, Component, Behavior };
  }

  /** Component() given by a module that several units share counts for the unit being loaded. */
  private take(name: string): string {
    if (this.current === undefined) throw new Error(`${name}() must be called while its file is loaded`);
    return this.current;
  }

  private configure(path: string, fields: Fields): void {
    this.space.addComponentStaticConfig(path, { ...this.space.getComponentStaticConfig(path), ...fields } as never);
  }

  private wrapOptions(): void {
    const inside = this.space as unknown as Inside;
    const original = inside.prepareComponentOptions.bind(this.space);
    inside.prepareComponentOptions = (is, options) => {
      const [prepared, isolation] = original(is, options);
      // Ids of a page are its own in its document; components get a prefix, as several may be on one page.
      if (this.bundle.units[is]?.kind === 'page') {
        prepared.idPrefixGenerator = null;
        prepared.virtualHost = false;
      }
      return [prepared, isolation];
    };
  }

  private defineBuiltInBehaviors(): void {
    for (const name of BUILT_IN_BEHAVIORS) {
      const builder = this.space.behavior();
      if (name === 'wx://form-field') {
        builder
          .property('name', { type: String, value: '' } as never)
          .property('value', { type: null, value: null } as never);
      }
      this.behaviors[name] = builder.register() as unknown as AdapterBehavior;
    }
  }
}

function usedBy(unit: Unit): string[] {
  const generics = (unit.config.componentGenerics ?? {}) as Record<string, true | { default?: string }>;
  const defaults = Object.values(generics).flatMap((generic) =>
    generic !== true && generic.default !== undefined ? [generic.default.slice(1)] : [],
  );
  return [...Object.values(unit.usingComponents), ...defaults];
}
