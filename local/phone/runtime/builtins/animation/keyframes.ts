/**
 * `this.animate(selector, keyFrames, duration, callback | scrollTimeline)` and `this.clearAnimation(selector, options,
 * callback)` (developers.weixin.qq.com/miniprogram/dev/framework/view/animation.html), on the browser's own animations.
 * The last frame stays until clearAnimation.
 */
import type { Kit } from '../../../contract';
import { isTransform, styleValue, transformText } from './css-values';

type Frame = Record<string, unknown>;

interface ScrollTimeline {
  scrollSource: string;
  orientation?: 'vertical' | 'horizontal';
  startScrollOffset: number;
  endScrollOffset: number;
  timeRange: number;
}

interface Running {
  animation: Animation;
  frames: Frame[];
  duration: number;
  stop?: () => void;
}

const running = new WeakMap<Element, Running[]>();

function keyframeOf(kit: Kit, frame: Frame): Keyframe {
  const keyframe: Keyframe = {};
  const transforms: string[] = [];
  for (const [name, value] of Object.entries(frame)) {
    if (name === 'offset') keyframe.offset = Number(value);
    else if (name === 'ease' || name === 'easing') keyframe.easing = String(value);
    else if (name === 'composite') keyframe.composite = value as CompositeOperation;
    else if (isTransform(name)) transforms.push(transformText(name, value));
    else keyframe[name] = kit.px(styleValue(name, value));
  }
  if (transforms.length > 0) keyframe.transform = kit.px(transforms.join(' '));
  return keyframe;
}

function start(kit: Kit, dom: Element, frames: Frame[], duration: number): Running {
  const keyframes = frames.map((frame) => keyframeOf(kit, frame));
  const animation = dom.animate(keyframes, { duration, fill: 'forwards', easing: 'linear' });
  const run = { animation, frames, duration };
  running.set(dom, [...(running.get(dom) ?? []), run]);
  return run;
}

function followScroll(run: Running, source: HTMLElement, timeline: ScrollTimeline): void {
  const inner = source.querySelector<HTMLElement>(':scope > .scroll-view-port') ?? source;
  const { startScrollOffset, endScrollOffset, timeRange } = timeline;
  const follow = () => {
    const at = timeline.orientation === 'horizontal' ? inner.scrollLeft : inner.scrollTop;
    const part = (at - startScrollOffset) / (endScrollOffset - startScrollOffset || 1);
    run.animation.currentTime = Math.min(1, Math.max(0, part)) * timeRange;
  };
  run.animation.pause();
  inner.addEventListener('scroll', follow);
  run.stop = () => inner.removeEventListener('scroll', follow);
  follow();
}

export function animationMethods(kit: Kit) {
  const select = (inst: unknown, selector: string): HTMLElement[] => {
    const root = kit.componentOf(inst)?.getShadowRoot();
    const found = root?.querySelectorAll(selector) ?? [];
    return found.map((node) => kit.domOf(node)).filter((dom): dom is HTMLElement => dom !== undefined);
  };

  return {
    animate(
      this: Record<string, unknown>,
      selector: string,
      frames: Frame[],
      duration: number,
      then?: (() => void) | ScrollTimeline,
    ) {
      const runs = select(this, selector).map((dom) => start(kit, dom, frames, duration));
      if (typeof then === 'object' && then !== null) {
        const source = select(this, then.scrollSource)[0];
        if (!source) return;
        for (const run of runs) followScroll(run, source, then);
        return;
      }
      // A cancelled animation rejects; the call-back is for those that ended.
      void Promise.all(runs.map(({ animation }) => animation.finished)).then(
        () => then?.(),
        () => undefined,
      );
    },

    clearAnimation(
      this: Record<string, unknown>,
      selector: string,
      options?: Record<string, boolean> | (() => void),
      callback?: () => void,
    ) {
      const done = typeof options === 'function' ? options : callback;
      const only = typeof options === 'object' && options !== null ? options : undefined;
      for (const dom of select(this, selector)) {
        const before = running.get(dom) ?? [];
        running.set(dom, []);
        for (const run of before) {
          run.stop?.();
          run.animation.cancel();
          if (only) keepRest(kit, dom, run, only);
        }
      }
      if (done) queueMicrotask(done);
    },
  };
}

/** Clearing some properties leaves the others where the animation had brought them. */
function keepRest(kit: Kit, dom: Element, run: Running, cleared: Record<string, boolean>): void {
  const frames = run.frames.map((frame) =>
    Object.fromEntries(Object.entries(frame).filter(([name]) => cleared[name] !== true)),
  );
  const timing = new Set(['offset', 'ease', 'easing', 'composite']);
  if (frames.every((frame) => Object.keys(frame).every((name) => timing.has(name)))) return;
  start(kit, dom, frames, run.duration).animation.finish();
}
