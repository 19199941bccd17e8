/** An element that has acted on an event keeps those around it from acting on it too (label, nested swipers). */
const claimed = new WeakSet<object>();

/** Each listener sees an own wrapper; the event itself is its prototype. */
function shared(event: object): object {
  return Object.getPrototypeOf(event) as object;
}

export function claim(event: object): void {
  claimed.add(shared(event));
}

export function isClaimed(event: object): boolean {
  return claimed.has(shared(event));
}

/** The same, asked of the event as it was dispatched. */
export function wasClaimed(dispatched: object): boolean {
  return claimed.has(dispatched);
}
