/**
 * `bindtap`, `catchtap-item`, ... without a colon. glass-easel guesses them from the camel-cased name, which loses dashes in event names
 * and takes any attribute that begins with "on" for an event; here the rule is WeChat's.
 */
import type * as glassEasel from 'glass-easel';

type Group = glassEasel.template.ProcGenGroupList[string];
type Setter = (node: glassEasel.Element, name: string, value: unknown, model?: unknown, path?: unknown) => void;
interface Wrapper {
  r: Setter;
  a: (node: glassEasel.Element, name: string, value: unknown) => void;
  v: (
    node: glassEasel.Element,
    event: string,
    value: unknown,
    final: boolean,
    mutated: boolean,
    capture: boolean,
    dynamic: boolean,
    path?: unknown,
  ) => void;
}

const BINDING = /^(capture-)?(bind|catch|mut-bind)([a-zA-Z].*)$/;
const patched = new WeakSet<object>();
const groups = new WeakMap<object, Group>();

/** The same template with its attribute setter replaced. */
export function patchBindings(group: Group): Group {
  const known = groups.get(group);
  if (known !== undefined) return known;
  const wrapped = ((name: string) => {
    const generate = group(name);
    if (typeof generate !== 'function') return generate;
    return ((wrapper: Wrapper, ...rest: unknown[]) => {
      if (!patched.has(wrapper)) patch(wrapper);
      return (generate as unknown as (...args: unknown[]) => unknown)(wrapper, ...rest);
    }) as unknown as typeof generate;
  }) as Group;
  groups.set(group, wrapped);
  return wrapped;
}

function patch(wrapper: Wrapper): void {
  patched.add(wrapper);
  const { r } = wrapper;
  wrapper.r = (node, name, value, model, path) => {
    const binding = BINDING.exec(name);
    if (binding !== null && !ownsProperty(node, name)) {
      const [, capture, kind, event] = binding;
      wrapper.v(node, event as string, value, kind === 'catch', kind === 'mut-bind', capture !== undefined, true, path);
    } else if (model === undefined && !isComponent(node)) {
      wrapper.a(node, name, value);
    } else {
      r(node, name, value, model, path);
    }
  };
}

interface Propertied {
  getComponentDefinition?: () => glassEasel.GeneralComponentDefinition;
}

function isComponent(node: glassEasel.Element): boolean {
  return typeof (node as unknown as Propertied).getComponentDefinition === 'function';
}

function ownsProperty(node: glassEasel.Element, name: string): boolean {
  const definition = (node as unknown as Propertied).getComponentDefinition?.();
  const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return definition?.behavior.getPropertyType(camel) !== undefined;
}
