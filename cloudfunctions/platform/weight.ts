/**
 * A first look at a value as it came from the caller. Counts text and structure and stops as soon as the limit is
 * passed, without recursion: ten million characters or ten thousand levels cost no more than a little too much.
 * Names that every object inherits (`__proto__`, `constructor`) are found here, since a schema takes them for known.
 */
export function weigh(value: unknown, limit: number): 'fine' | 'too large' | 'strange name' {
  let weight = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    weight += typeof next === 'string' ? next.length + 2 : 4;
    if (next !== null && typeof next === 'object') {
      for (const name in next) {
        if (name in Object.prototype) return 'strange name';
        weight += name.length + 2;
        if (weight > limit) return 'too large';
        waiting.push((next as Record<string, unknown>)[name]);
      }
    }
    if (weight > limit) return 'too large';
  }
  return 'fine';
}
