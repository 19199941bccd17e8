/** The staff's sentences are written with the plain word for points, and read with the shop's own. Pure. */

/** Stands for the plain word where it came in from outside: a coupon keeps its name whatever points are called. */
const HELD = '\uE000';

export function named<Words>(words: Words, plain: string, name: string): Words {
  return name === '' || name === plain ? words : (read(words, plain, name) as Words);
}

function read(value: unknown, plain: string, name: string): unknown {
  if (typeof value !== 'function') return texts(value, plain, name, (inner) => read(inner, plain, name));
  return (...given: unknown[]) => {
    const said = value(...given.map((each) => swapped(each, plain, HELD)));
    return swapped(swapped(said, plain, name), HELD, plain);
  };
}

function swapped(value: unknown, from: string, to: string): unknown {
  return texts(value, from, to, (inner) => swapped(inner, from, to));
}

function texts(value: unknown, from: string, to: string, inside: (inner: unknown) => unknown): unknown {
  if (typeof value === 'string') return value.split(from).join(to);
  if (Array.isArray(value)) return value.map(inside);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inside(inner)]));
}
