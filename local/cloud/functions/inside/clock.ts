const RealDate = Date;
let offsetMs = 0;

export function moveClock(ms: number): void {
  offsetMs = ms;
}

/**
 * Everything that asks for the present through Date sees the cloud's clock. What does not (Intl.DateTimeFormat without
 * an argument, performance, file times) keeps the machine's; docs/local.md says so.
 */
export function installClock(): void {
  const realNow = RealDate.now.bind(RealDate);
  const now = () => realNow() + offsetMs;
  RealDate.now = now;
  const Moved = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: Moved, writable: true, configurable: true });
  globalThis.Date = Moved;
}
