import type { Core } from '../contract';
import type { Shell } from '../shell/shell';
import { account } from './account';
import { Animation } from './animation';
import type { Surroundings } from './api';
import { bars } from './bars';
import { canIUse } from './canIUse';
import { canvas } from './canvas';
import { cloud } from './cloud';
import { documents } from './documents';
import { feedback } from './feedback';
import { fileSystem } from './fileSystem';
import { hardware } from './hardware';
import { lifecycle } from './lifecycle';
import { network } from './network';
import { pictures } from './pictures';
import { routing } from './routing';
import { sharing } from './sharing';
import { storage } from './storage';
import { system } from './system';
import { isApiName, unsupported } from './unsupported';

/** The `wx` object. What the web phone lacks is there too: it warns once and fails in WeChat's manner. */
export function createWx(core: Core, shell: Shell): object {
  const around: Surroundings = { core, shell };
  const api: Record<string, unknown> = {
    ...routing(around),
    ...feedback(around),
    ...bars(around),
    ...storage(around),
    ...system(around),
    ...lifecycle(around),
    ...network(around),
    ...account(around),
    ...pictures(around),
    ...fileSystem(around),
    ...documents(around),
    ...canvas(around),
    ...hardware(around),
    ...sharing(around),
    cloud: cloud(around),
    createAnimation: (timing?: ConstructorParameters<typeof Animation>[0]) => new Animation(timing),
    // Set by the built-in elements after this runs: looked up at each call.
    createSelectorQuery: (component?: unknown) => core.createSelectorQuery(component),
    createIntersectionObserver: (component: unknown, options?: unknown) =>
      core.createIntersectionObserver(component, options),
    createMediaQueryObserver: (component: unknown) => core.createMediaQueryObserver(component),
    canIUse: (schema: string) => canIUse(api, schema),
  };
  const absent = new Map<string, unknown>();
  return new Proxy(api, {
    get(own, name) {
      if (name in own) return own[name as string];
      if (!isApiName(name)) return undefined;
      if (!absent.has(name)) absent.set(name, unsupported(core, name));
      return absent.get(name);
    },
  });
}
