/**
 * Fingers and mouse of one page -> touchstart, touchmove, touchend, touchcancel, tap, longpress, longtap.
 * A mouse is one finger with identifier 0. Times and distances as WeChat's: a press is long after 350 ms, a finger that
 * moved more than 10 px taps no more (developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html).
 */
import * as glassEasel from 'glass-easel';
import type { Gesture, Kit } from '../../../contract';
import { nodeOf } from '../element';
import { wasClaimed } from './claims';
import { HoverTracker } from './hover';
import { isCaught, isHeard } from './listeners';

const LONG_PRESS_MS = 350;
const TAP_DISTANCE_PX = 10;
/** Browsers send mouse events after a touch for old pages' sake; those within this time are echoes. */
const MOUSE_ECHO_MS = 800;

interface Finger {
  identifier: number;
  clientX: number;
  clientY: number;
  pageX: number;
  pageY: number;
  force: number;
}

interface Press {
  node: glassEasel.Element;
  startX: number;
  startY: number;
  startedAt: number;
  moved: boolean;
  /** The long press is over; `held` if somebody listened to it. */
  isLong: boolean;
  held: boolean;
  timer: number;
}

export class TouchRecogniser {
  private readonly fingers = new Map<number, Finger>();
  private readonly presses = new Map<number, Press>();
  private readonly hover: HoverTracker;
  private lastTouchAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly kit: Kit,
    private readonly gesture: Gesture,
    private readonly window: Window & typeof globalThis,
  ) {
    this.hover = new HoverTracker(kit, window);
    const on = <K extends keyof DocumentEventMap>(type: K, handler: (event: DocumentEventMap[K]) => void) =>
      window.document.addEventListener(type, handler, { capture: true, passive: false });

    for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
      on(type, (event) => {
        this.lastTouchAt = event.timeStamp;
        const changed = [...event.changedTouches].map((touch) =>
          this.fingerOf(touch, touch.identifier, touch.force || 1),
        );
        this.take(type, changed, event);
      });
    }
    on('mousedown', (event) => {
      if (event.button === 0 && !this.isEcho(event)) this.take('touchstart', [this.fingerOf(event, 0, 1)], event);
    });
    on('mousemove', (event) => {
      if (!this.fingers.has(0) || this.isEcho(event)) return;
      const finger = [this.fingerOf(event, 0, 1)];
      // The button was let go outside of the window.
      this.take(event.buttons === 0 ? 'touchcancel' : 'touchmove', finger, event);
    });
    // A finger that stays is a long press of the program, not the browser's menu.
    on('contextmenu', (event) => {
      if (this.fingers.size > 0 && event.timeStamp - this.lastTouchAt < MOUSE_ECHO_MS * 2) event.preventDefault();
    });
    on('mouseup', (event) => {
      if (this.fingers.has(0) && !this.isEcho(event)) this.take('touchend', [this.fingerOf(event, 0, 1)], event);
    });
    // Assistive technology and scripts click without a pointer before it.
    on('click', (event) => {
      const node = event.detail === 0 ? nodeOf(event.target as Node) : undefined;
      if (node && !isField(event.target as Element)) this.tapAt(node, event);
    });
    on('keydown', (event) => {
      const dom = event.target as HTMLElement;
      if ((event.key !== 'Enter' && event.key !== ' ') || event.repeat || isField(dom)) return;
      const node = dom.hasAttribute('tabindex') ? nodeOf(dom) : undefined;
      if (!node) return;
      event.preventDefault();
      this.tapAt(node, event);
    });
  }

  /** A tap without a finger: the middle of the element is touched. */
  tapAt(node: glassEasel.Element, original: Event): void {
    const box = this.kit.domOf(node)?.getBoundingClientRect();
    const clientX = box ? box.left + box.width / 2 : 0;
    const clientY = box ? box.top + box.height / 2 : 0;
    const finger = this.fingerOf({ clientX, clientY }, 0, 1);
    this.tap(node, finger, original);
  }

  private isEcho(event: MouseEvent): boolean {
    return event.timeStamp - this.lastTouchAt < MOUSE_ECHO_MS;
  }

  private fingerOf(at: { clientX: number; clientY: number }, identifier: number, force: number): Finger {
    const { clientX, clientY } = at;
    const { scrollX, scrollY } = this.window;
    return { identifier, clientX, clientY, pageX: clientX + scrollX, pageY: clientY + scrollY, force };
  }

  private take(type: 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel', changed: Finger[], event: UIEvent): void {
    const over = type === 'touchend' || type === 'touchcancel';
    for (const finger of changed) {
      if (over) this.fingers.delete(finger.identifier);
      else this.fingers.set(finger.identifier, finger);
      if (type === 'touchstart') this.press(finger, event);
    }
    // All changed fingers that began on the same element come in one event, as in the DOM.
    const byNode = new Map<glassEasel.Element, Finger[]>();
    for (const finger of changed) {
      const press = this.presses.get(finger.identifier);
      if (press) byNode.set(press.node, [...(byNode.get(press.node) ?? []), finger]);
    }
    for (const [node, fingers] of byNode) this.dispatch(node, type, {}, [...this.fingers.values()], fingers, event);
    for (const finger of changed) {
      const press = this.presses.get(finger.identifier);
      if (!press) continue;
      if (type === 'touchmove') this.move(press, finger);
      if (over) this.release(press, finger, type === 'touchend', event);
    }
  }

  private press(finger: Finger, event: UIEvent): void {
    const node = nodeOf(event.target as Node);
    if (!node) return;
    const press: Press = {
      node,
      startX: finger.clientX,
      startY: finger.clientY,
      startedAt: event.timeStamp,
      moved: this.fingers.size > 1,
      isLong: false,
      held: false,
      timer: 0,
    };
    press.timer = this.window.setTimeout(() => this.longPress(press, finger, event), LONG_PRESS_MS);
    this.presses.set(finger.identifier, press);
    if (this.fingers.size === 1) this.hover.start(node);
    else for (const other of this.presses.values()) this.spoil(other);
  }

  private move(press: Press, finger: Finger): void {
    const far =
      Math.abs(finger.clientX - press.startX) > TAP_DISTANCE_PX ||
      Math.abs(finger.clientY - press.startY) > TAP_DISTANCE_PX;
    if (far) this.spoil(press);
  }

  private spoil(press: Press): void {
    if (press.moved) return;
    press.moved = true;
    this.window.clearTimeout(press.timer);
    this.hover.cancel();
  }

  private longPress(press: Press, finger: Finger, event: UIEvent): void {
    if (press.moved || press.isLong) return;
    press.isLong = true;
    press.held = isHeard(press.node, 'longpress');
    const detail = { x: finger.pageX, y: finger.pageY };
    const now = [...this.fingers.values()];
    this.dispatch(press.node, 'longpress', detail, now, [finger], event);
    this.dispatch(press.node, 'longtap', detail, now, [finger], event);
  }

  private release(press: Press, finger: Finger, lifted: boolean, event: UIEvent): void {
    this.window.clearTimeout(press.timer);
    this.presses.delete(finger.identifier);
    if (!lifted) this.hover.cancel();
    else this.hover.end();
    // A busy page runs its timers late: the events' own times decide.
    if (lifted && event.timeStamp - press.startedAt >= LONG_PRESS_MS) this.longPress(press, finger, event);
    if (lifted && !press.moved && !press.held) this.tap(press.node, finger, event);
  }

  private tap(node: glassEasel.Element, finger: Finger, event: Event): void {
    if (inDisabled(this.kit.domOf(node) ?? (event.target as Element))) return;
    const detail = { x: finger.pageX, y: finger.pageY };
    this.gesture.run(() => this.dispatch(node, 'tap', detail, [finger], [finger], event));
  }

  private dispatch(
    node: glassEasel.Element,
    type: string,
    detail: unknown,
    touches: Finger[],
    changedTouches: Finger[],
    original: Event,
  ): void {
    // The page may be gone: a handler of the same touch may have closed it.
    if (!this.kit.domOf(node)) return;
    const seen = (finger: Finger) => this.onCanvas(node, finger) ?? { ...finger };
    const event = new glassEasel.Event(type, detail, {
      bubbles: true,
      composed: true,
      capturePhase: true,
      originalEvent: original,
      extraFields: { touches: touches.map(seen), changedTouches: changedTouches.map(seen) },
    });
    node.dispatchEvent(event);
    if (type !== 'touchmove' || !original.cancelable || !event.defaultPrevented()) return;
    // A scroll-view inside of a `catch:touchmove` element still scrolls itself.
    const isScrollView = (at: glassEasel.Element) => this.kit.domOf(at)?.localName === 'wx-scroll-view';
    if (wasClaimed(event) || isCaught(node, 'touchmove', isScrollView)) original.preventDefault();
  }

  /** Touches on a canvas are told relative to it (CanvasTouch). */
  private onCanvas(node: glassEasel.Element, finger: Finger): (Finger & { x: number; y: number }) | undefined {
    const dom = this.kit.domOf(node);
    if (dom?.localName !== 'wx-canvas') return undefined;
    const box = dom.getBoundingClientRect();
    return { ...finger, x: finger.clientX - box.left, y: finger.clientY - box.top };
  }
}

function isField(element: Element): boolean {
  return element.localName === 'input' || element.localName === 'textarea';
}

function inDisabled(element: Element | null): boolean {
  return element?.closest('wx-button[disabled]') != null;
}
