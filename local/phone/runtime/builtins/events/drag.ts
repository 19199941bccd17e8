/** One finger pulling an element along an axis: the shared part of swiper, slider, movable-view, pickers, refresher. */
import type * as glassEasel from 'glass-easel';
import type { Self } from '../element';
import { claim, isClaimed } from './claims';

export interface Pull {
  /** Distance since the start, CSS px. */
  dx: number;
  dy: number;
  /** Speed at present, px per ms. */
  vx: number;
  vy: number;
  clientX: number;
  clientY: number;
}

export interface Dragging {
  /** Which way this element can be pulled now; undefined: not at all. */
  axis(): 'x' | 'y' | 'both' | undefined;
  /** The pull is decided to be along the axis; false lets it go. */
  start?(pull: Pull): boolean | undefined;
  move(pull: Pull): void;
  end(pull: Pull): void;
}

interface TouchEventShape {
  touches: { identifier: number; clientX: number; clientY: number }[];
  changedTouches: { identifier: number; clientX: number; clientY: number }[];
}

/** Movement below this decides nothing yet. */
const DECIDE_PX = 3;

export function onDrag<P>(self: Self<P>, dragging: Dragging): void {
  let from: { id: number; x: number; y: number } | undefined;
  let locked = false;
  let last = { x: 0, y: 0, at: 0 };
  let pull: Pull = { dx: 0, dy: 0, vx: 0, vy: 0, clientX: 0, clientY: 0 };
  const now = () => self.window.performance.now();
  const touch = (event: unknown) => (event as TouchEventShape).changedTouches[0];

  const advance = (x: number, y: number) => {
    if (!from) return;
    const passed = now() - last.at;
    const vx = passed > 0 ? (x - last.x) / passed : pull.vx;
    const vy = passed > 0 ? (y - last.y) / passed : pull.vy;
    pull = { dx: x - from.x, dy: y - from.y, vx, vy, clientX: x, clientY: y };
    last = { x, y, at: now() };
  };

  const decide = (event: glassEasel.ShadowedEvent<unknown>): boolean => {
    const axis = dragging.axis();
    const [dx, dy] = [Math.abs(pull.dx), Math.abs(pull.dy)];
    if (Math.max(dx, dy) < DECIDE_PX) return false;
    const along = axis === 'both' || (axis === 'x' ? dx > dy : dy >= dx);
    if (!axis || !along || isClaimed(event) || dragging.start?.(pull) === false) {
      from = undefined;
      return false;
    }
    return true;
  };

  self.listen('touchstart', (event) => {
    const finger = touch(event);
    if (!finger || (event as unknown as TouchEventShape).touches.length > 1) return;
    from = { id: finger.identifier, x: finger.clientX, y: finger.clientY };
    last = { x: finger.clientX, y: finger.clientY, at: now() };
    pull = { dx: 0, dy: 0, vx: 0, vy: 0, clientX: finger.clientX, clientY: finger.clientY };
    locked = false;
  });
  self.listen('touchmove', (event) => {
    const finger = touch(event);
    if (!from || !finger || finger.identifier !== from.id) return;
    advance(finger.clientX, finger.clientY);
    if (!locked) locked = decide(event);
    if (!locked) return;
    claim(event);
    event.preventDefault();
    dragging.move(pull);
  });
  const finish = () => {
    if (from && locked) {
      // A finger that rests before it lifts throws nothing.
      if (now() - last.at > 80) pull = { ...pull, vx: 0, vy: 0 };
      dragging.end(pull);
    }
    from = undefined;
    locked = false;
  };
  self.listen('touchend', finish);
  self.listen('touchcancel', finish);
}
