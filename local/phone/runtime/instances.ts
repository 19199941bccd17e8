/** What `this` of pages and components can do beyond the adapter's own methods. */
import type * as glassEasel from 'glass-easel';
import { component as adapterComponent } from 'glass-easel-miniprogram-adapter';
import { componentOf, type Phone } from './phone';
import { checkSetData } from './set-data';

type Instance = Record<string, unknown>;
type Method = (this: Instance, ...args: never[]) => unknown;

const proto = adapterComponent.ComponentCaller.prototype as unknown as Record<string, unknown>;

export function addInstanceMethods(methods: Record<string, Method>): void {
  Object.assign(proto, methods);
}

export function installInstanceMethods(phone: Phone): void {
  const setData = proto.setData as (this: Instance, data: Instance, done?: () => void) => void;
  const triggerEvent = proto.triggerEvent as (this: Instance, name: string, detail: unknown, options: unknown) => void;
  const selectComponent = proto.selectComponent as (this: Instance, selector: string) => unknown;
  const selectAll = proto.selectAllComponents as (this: Instance, selector: string) => unknown;
  const hasBehavior = proto.hasBehavior as (this: Instance, behavior: unknown) => boolean;

  const frameOf = (instance: Instance) => {
    const component = componentOf(instance);
    return component === undefined ? undefined : phone.frameOf(component);
  };
  const routes = (instance: Instance) => {
    const relative = (kind: string) => (options: { url?: string } & Record<string, unknown>) => {
      const from = componentOf(instance)?.is ?? '';
      const wx = phone.publish.wx as Record<string, (options: unknown) => unknown>;
      const url = options.url;
      const absolute = url === undefined || url.startsWith('/') ? url : `/${joinUrl(url, from)}`;
      return wx[kind]?.({ ...options, url: absolute });
    };
    return {
      navigateTo: relative('navigateTo'),
      redirectTo: relative('redirectTo'),
      switchTab: relative('switchTab'),
      reLaunch: relative('reLaunch'),
      navigateBack: relative('navigateBack'),
    };
  };

  addInstanceMethods({
    setData(this: Instance, data: Instance, done?: () => void) {
      if (typeof data !== 'object' || data === null) {
        phone.report('warning', `${String(this.is)}: setData takes an object, got ${String(data)}`);
        return;
      }
      const where = String(this.is);
      setData.call(
        this,
        checkSetData(data, phone.publish, (message) => {
          // What a package's author should do better is nothing the program's author can change.
          if (!where.includes('miniprogram_npm/')) phone.warnOnce(`${where}: ${message}`);
        }),
        done,
      );
    },
    triggerEvent(this: Instance, name: string, detail: unknown, options: unknown) {
      triggerEvent.call(this, name, detail === undefined ? {} : detail, options ?? {});
    },
    selectComponent(this: Instance, selector: string) {
      const { owner, rest } = descend(this, selector);
      return owner === undefined ? null : selectComponent.call(owner, rest);
    },
    selectAllComponents(this: Instance, selector: string) {
      const { owner, rest } = descend(this, selector);
      return owner === undefined ? [] : selectAll.call(owner, rest);
    },
    hasBehavior(this: Instance, behavior: unknown) {
      const known = typeof behavior === 'string' ? phone.program.behaviors[behavior] : behavior;
      return known !== undefined && hasBehavior.call(this, known);
    },
    getTabBar(this: Instance) {
      return frameOf(this)?.tabBarInstance ?? null;
    },
    getPageId(this: Instance) {
      return `pageId:${frameOf(this)?.view.id ?? ''}`;
    },
    setUpdatePerformanceListener(this: Instance) {
      phone.warnOnce('setUpdatePerformanceListener is not supported by the web phone');
    },
    setPassiveEvent(this: Instance) {
      phone.warnOnce('setPassiveEvent is not supported by the web phone');
    },
  } as Record<string, Method>);
  for (const name of ['router', 'pageRouter']) {
    Object.defineProperty(proto, name, {
      configurable: true,
      get(this: Instance) {
        return routes(name === 'router' ? this : (frameOf(this)?.view.inst ?? this));
      },
    });
  }
}

/** `.a >>> .b` looks for .b inside the component .a, which glass-easel's selectors do not do. */
function descend(instance: Instance, selector: string): { owner: Instance | undefined; rest: string } {
  const steps = selector.split('>>>').map((step) => step.trim());
  const rest = steps.pop() ?? '';
  let owner: Instance | undefined = instance;
  for (const step of steps) {
    const inside: glassEasel.ShadowRoot | null | undefined = componentOf(owner)?.getShadowRoot();
    const found: glassEasel.Element | null | undefined = inside?.querySelector(step);
    owner = (found && componentOf(found)?.getMethodCaller()) as Instance | undefined;
  }
  return { owner, rest };
}

function joinUrl(url: string, from: string): string {
  const [path = '', query] = url.split('?');
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return query === undefined ? parts.join('/') : `${parts.join('/')}?${query}`;
}
