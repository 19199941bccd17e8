/**
 * What the program hands to Page(), Component() and Behavior(), brought into the form that the adapter takes: string behaviors become
 * real ones, options that the adapter reads from JSON only are copied there, a page becomes a component.
 */
import type { behavior as adapterBehavior } from 'glass-easel-miniprogram-adapter';

type Fields = Record<string, unknown>;
export type AdapterBehavior = adapterBehavior.GeneralBehavior;

/** Fields of a page that define it; all others belong to the instance. */
const PAGE_DEFINITION = new Set(['data', 'options', 'behaviors', 'observers', 'lifetimes', 'pageLifetimes']);

export interface Normaliser {
  /** 'wx://form-field' and its kin. */
  builtIn: Record<string, AdapterBehavior>;
  warn(message: string): void;
  /** Merges into the unit's static configuration, which decides style isolation. */
  configure(path: string, fields: Fields): void;
}

/** Copies, and never touches, the program's object. */
export function normaliseComponent(path: string, given: Fields, to: Normaliser): Fields {
  const definition: Fields = { ...given };
  if (given.behaviors !== undefined) definition.behaviors = realBehaviors(path, given.behaviors, to);
  if (given.methods !== undefined) definition.methods = { ...(given.methods as Fields) };
  const relations = given.relations as Record<string, Fields> | undefined;
  if (relations !== undefined) definition.relations = mapValues(relations, unwrapTarget);
  const options = given.options as Fields | undefined;
  if (options !== undefined) {
    const known: Fields = {};
    if (options.styleIsolation !== undefined) known.styleIsolation = options.styleIsolation;
    if (options.addGlobalClass === true) known.addGlobalClass = true;
    to.configure(path, known);
  }
  return definition;
}

/** A page as a component: functions are methods, everything else its own fields, which are given to each instance. */
export function normalisePage(path: string, given: Fields, to: Normaliser): { definition: Fields; own: () => Fields } {
  const methods: Fields = {};
  const definition: Fields = { methods };
  for (const [key, value] of Object.entries(given)) {
    if (PAGE_DEFINITION.has(key)) definition[key] = value;
    else if (typeof value === 'function') methods[key] = value;
    // Kept where behaviors' definitionFilter looks for them (mobx-miniprogram-bindings: storeBindings).
    else definition[key] = value;
  }
  const own = Object.fromEntries(
    Object.entries(given).filter(([key, value]) => !PAGE_DEFINITION.has(key) && typeof value !== 'function'),
  );
  return { definition: { ...normaliseComponent(path, definition, to), methods }, own: () => copyPlain(own) as Fields };
}

function realBehaviors(path: string, list: unknown, to: Normaliser): AdapterBehavior[] {
  const real: AdapterBehavior[] = [];
  for (const [index, item] of (list as unknown[]).entries()) {
    if (typeof item !== 'string') {
      if (item === undefined || item === null) to.warn(`${path}: behaviors[${index}] is ${item}`);
      else real.push(item as AdapterBehavior);
    } else if (to.builtIn[item] !== undefined) {
      real.push(to.builtIn[item]);
    } else if (item !== 'wx://component-export') {
      // component-export needs nothing but the definition's `export`, which the adapter honours always.
      to.warn(`${path}: behavior "${item}" is not supported`);
    }
  }
  return real;
}

/** The adapter takes behaviors of its own kind in relations only through its builder; glass-easel's lie inside them as `_$`. */
function unwrapTarget(relation: Fields): Fields {
  const target = relation.target as { _$?: unknown } | undefined;
  return target?._$ === undefined ? relation : { ...relation, target: target._$ };
}

function mapValues(fields: Record<string, Fields>, map: (value: Fields) => Fields): Record<string, Fields> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, map(value)]));
}

/** Plain objects and arrays are the page's own; instances of classes (stores, timers) are shared. */
function copyPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyPlain);
  if (typeof value !== 'object' || value === null) return value;
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) return value;
  const descriptors = Object.getOwnPropertyDescriptors(value);
  const plain =
    Object.values(descriptors).every((field) => 'value' in field) && Object.getOwnPropertySymbols(value).length === 0;
  if (!plain) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyPlain(item)]));
}
