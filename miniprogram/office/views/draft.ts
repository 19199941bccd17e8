/** What is being edited beside what is stored: parts by path, what differs, what two people changed at once. Pure. */
import type { Field, Section } from './form';

export { checkField } from './field';

type Tree = Readonly<Record<string, unknown>> | readonly unknown[];

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** Undefined where there is nothing. A whole number in a path is a place in a list: 'tiers.2.name'. */
export function getAt(draft: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (isTree(at) ? (at as Record<string, unknown>)[name] : undefined), draft);
}

/** A new draft in which one part is another; nothing else is touched. What leads there and is missing is made. */
export function setAt<Draft>(draft: Draft, path: string, value: unknown): Draft {
  const [name = '', ...rest] = path.split('.');
  const part = isTree(draft) ? (draft as Record<string, unknown>)[name] : undefined;
  const next =
    rest.length === 0 ? value : setAt(part ?? (/^\d+$/.test(rest[0] ?? '') ? [] : {}), rest.join('.'), value);
  if (Array.isArray(draft)) return draft.map((each, place) => (String(place) === name ? next : each)) as Draft;
  return { ...draft, [name]: next };
}

export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isTree(one) || !isTree(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return (
    names.length === others.length &&
    names.every((name) => same((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]))
  );
}

/** Paths that differ. Objects are looked into; a list is one thing. */
export function changed(base: unknown, draft: unknown, path = ''): string[] {
  if (same(base, draft)) return [];
  const within = [base, draft].every((each) => isTree(each) && !Array.isArray(each));
  if (!within) return [path];
  const [old, now] = [base as Record<string, unknown>, draft as Record<string, unknown>];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.flatMap((name) => changed(old[name], now[name], path ? `${path}.${name}` : name));
}

export interface Clash {
  path: string;
  theirs: unknown;
  mine: unknown;
  /** Both changed it, to different things: one of the two will be lost. */
  both: boolean;
}

/** What others have changed since `base` was read, beside what the draft says of it. */
export function clashes(base: unknown, theirs: unknown, mine: unknown): Clash[] {
  const own = changed(base, mine);
  const touches = (one: string, other: string) => one === other || one.startsWith(`${other}.`) || one === '';
  return changed(base, theirs)
    .filter((path) => !same(getAt(theirs, path), getAt(mine, path)))
    .map((path) => ({
      path,
      theirs: getAt(theirs, path),
      mine: getAt(mine, path),
      both: own.some((each) => touches(each, path) || touches(path, each)),
    }));
}

/** The draft's own changes laid over what others have stored. */
export function rebased<Draft>(base: Draft, theirs: Draft, mine: Draft): Draft {
  return changed(base, mine).reduce<Draft>((all, path) => setAt(all, path, getAt(mine, path)), theirs);
}

/** The field that asks for a path, or for what it lies in, or for something in it. */
export function fieldOf(sections: readonly Section[], path: string): Field | undefined {
  const fields = sections.flatMap((section) => section.fields);
  return (
    fields.find(({ name }) => name === path) ??
    fields.find(({ name }) => path.startsWith(`${name}.`) || name.startsWith(`${path}.`))
  );
}
