/**
 * Whether a value, as it came from the caller, is small enough to be looked at. Counts text and structure, stops as
 * soon as the limit is passed, and does not recurse: a payload of ten million characters or ten thousand levels costs
 * no more than one that is just too large.
 */
export function isWithin(value: unknown, limit: number): boolean {
  let weight = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    weight += typeof next === 'string' ? next.length + 2 : 4;
    if (next !== null && typeof next === 'object') {
      for (const name in next) {
        weight += name.length + 2;
        if (weight > limit) return false;
        waiting.push((next as Record<string, unknown>)[name]);
      }
    }
    if (weight > limit) return false;
  }
  return true;
}
