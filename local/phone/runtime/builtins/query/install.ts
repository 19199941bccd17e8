/** Gives selector query and observers to the core (for wx.*) and to every page and component instance. */
import type * as glassEasel from 'glass-easel';
import type { Surroundings } from '../element';
import { ElementIntersectionObserver, type IntersectionOptions } from './intersection';
import { MediaQueryObserver } from './media-query';
import { SelectorQuery } from './selector-query';

export function installQueries(around: Surroundings): void {
  const { core, kit } = around;

  const scopeOf = (inst: unknown): glassEasel.GeneralComponent | undefined => {
    if (inst) return kit.componentOf(inst);
    const page = core.top();
    return page && kit.rootOf(page);
  };

  core.createSelectorQuery = (component) => new SelectorQuery(around, scopeOf, component);
  core.createIntersectionObserver = (component, options) =>
    new ElementIntersectionObserver(around, scopeOf(component), (options ?? {}) as IntersectionOptions);
  core.createMediaQueryObserver = (component) => new MediaQueryObserver(around, scopeOf(component));

  kit.methods({
    createSelectorQuery(this: Record<string, unknown>) {
      return core.createSelectorQuery(this);
    },
    createIntersectionObserver(this: Record<string, unknown>, options?: unknown) {
      return core.createIntersectionObserver(this, options);
    },
    createMediaQueryObserver(this: Record<string, unknown>) {
      return core.createMediaQueryObserver(this);
    },
  });
}
