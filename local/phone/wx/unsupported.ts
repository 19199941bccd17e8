import type { Core } from '../contract';
import { asynchronous, Failure, type Options } from './api';

const REASON = 'not supported by the web phone';
/** Names that programs and tools look at without meaning WeChat. */
const NOT_APIS = /^(_|\$|qy$|then$|toJSON$|constructor$|prototype$|nodeType$|tagName$)/;

/** Members that are objects, not functions. */
const NAMESPACES = new Set(['worklet', 'router', 'miniapp', 'xr', 'ai']);

/** A member of `wx` that the web phone does not have: warns once, then fails in the manner of its kind. */
export function unsupported(core: Core, name: string): unknown {
  let told = false;
  const warn = () => {
    if (!told) core.report('warning', `wx.${name} is ${REASON}`);
    told = true;
  };
  const inner = name.includes('.');
  if (/(^|\.)(on|off)[A-Z]/.test(name)) return () => warn();
  if (name.endsWith('Sync')) {
    return () => {
      warn();
      throw new Error(`${name}:fail ${REASON}`);
    };
  }
  if (NAMESPACES.has(name)) {
    warn();
    return hollow(core, name);
  }
  if (/(^|\.)create[A-Z]|(Manager|Context|Recorder)$|^connectSocket$/.test(name)) {
    return () => {
      warn();
      return hollow(core, name);
    };
  }
  const fail = asynchronous({ core }, name, () => {
    throw new Failure(REASON);
  });
  return (options?: Options) => {
    warn();
    const outcome = fail(typeof options === 'object' ? options : {});
    if (!inner) return outcome;
    // Methods of contexts return nothing on a phone: nobody could take the refusal.
    outcome?.catch(() => {});
    return undefined;
  };
}

/** An object whose every method fails like an API: nobody meets "undefined is not a function". */
function hollow(core: Core, name: string): unknown {
  const members = new Map<PropertyKey, unknown>();
  return new Proxy({} as Record<PropertyKey, unknown>, {
    get: (_, member) => {
      if (typeof member === 'symbol' || NOT_APIS.test(member)) return undefined;
      if (!members.has(member)) members.set(member, unsupported(core, `${name}().${member}`));
      return members.get(member);
    },
    set: (_, member, value) => {
      members.set(member, value);
      return true;
    },
  });
}

export function isApiName(name: PropertyKey): name is string {
  return typeof name === 'string' && !NOT_APIS.test(name);
}
