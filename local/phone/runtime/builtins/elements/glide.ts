/** A position that moves along an easing curve, frame by frame. */

const curves: Record<string, (t: number) => number> = {
  default: (t) => 1 - (1 - t) ** 3,
  linear: (t) => t,
  easeInCubic: (t) => t ** 3,
  easeOutCubic: (t) => 1 - (1 - t) ** 3,
  easeInOutCubic: (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2),
};

export class Glide {
  at = 0;
  private run = 0;

  constructor(
    private readonly window: Window,
    private readonly draw: (at: number) => void,
  ) {}

  jump(at: number): void {
    this.halt();
    this.at = at;
  }

  halt(): void {
    this.run += 1;
  }

  to(target: number, durationMs: number, easing: string, done: () => void): void {
    this.halt();
    const mine = this.run;
    const from = this.at;
    const began = this.window.performance.now();
    const curve = curves[easing] ?? curves.default ?? ((t: number) => t);
    const step = () => {
      if (mine !== this.run) return;
      const passed = durationMs > 0 ? Math.min(1, (this.window.performance.now() - began) / durationMs) : 1;
      this.at = from + (target - from) * curve(passed);
      this.draw(this.at);
      if (passed < 1) this.next(step);
      else done();
    };
    this.next(step);
  }

  /** A page in the background gets no frames; its movements must still end. */
  private next(step: () => void): void {
    const visible = this.window.document.visibilityState === 'visible' && this.window.innerWidth > 0;
    if (visible) this.window.requestAnimationFrame(step);
    else this.window.setTimeout(step, 50);
  }
}
