/**
 * A mouse that pulls the page scrolls it, as a finger does: pages are tried out on a desktop, and not every mouse has a
 * wheel that goes sideways.
 */

/** The pull is decided after this, as a tap is given up. */
const DECIDE_PX = 10;
/** How far a throw carries, ms of its speed. */
const THROW_MS = 180;

type Axis = 'x' | 'y';

function scrollable(from: Element, axis: Axis): Element | undefined {
  const window = from.ownerDocument.defaultView;
  const root = from.ownerDocument.scrollingElement ?? undefined;
  for (let at: Element | null = from; at && at !== root && window; at = at.parentElement) {
    const style = window.getComputedStyle(at);
    const overflow = axis === 'y' ? style.overflowY : style.overflowX;
    const room = axis === 'y' ? at.scrollHeight - at.clientHeight : at.scrollWidth - at.clientWidth;
    if (room > 0 && (overflow === 'auto' || overflow === 'scroll')) return at;
  }
  return root;
}

export function scrollByDragging(page: Window & typeof globalThis): void {
  let from: { target: Element; x: number; y: number } | undefined;
  let pulled: { element: Element; axis: Axis } | undefined;
  let last = { x: 0, y: 0, at: 0, speed: 0 };
  const { document } = page;

  document.addEventListener('dragstart', (event) => event.preventDefault());
  document.addEventListener('mousedown', (event) => {
    const target = event.target as Element;
    const selects = page.getComputedStyle(target).userSelect === 'text' || target.closest('input, textarea') !== null;
    from = event.button === 0 && !selects ? { target, x: event.clientX, y: event.clientY } : undefined;
    pulled = undefined;
    last = { x: event.clientX, y: event.clientY, at: event.timeStamp, speed: 0 };
  });
  document.addEventListener(
    'mousemove',
    (event) => {
      if (!from || event.buttons === 0) return;
      // A swiper or the program itself has taken the movement.
      if (event.defaultPrevented) {
        from = undefined;
        return;
      }
      if (!pulled) {
        const dx = Math.abs(event.clientX - from.x);
        const dy = Math.abs(event.clientY - from.y);
        if (Math.max(dx, dy) < DECIDE_PX) return;
        const axis = dx > dy ? 'x' : 'y';
        const element = scrollable(from.target, axis);
        if (!element) return;
        pulled = { element, axis };
      }
      const moved = pulled.axis === 'y' ? last.y - event.clientY : last.x - event.clientX;
      const passed = Math.max(1, event.timeStamp - last.at);
      pulled.element.scrollBy({ [pulled.axis === 'y' ? 'top' : 'left']: moved, behavior: 'instant' });
      last = { x: event.clientX, y: event.clientY, at: event.timeStamp, speed: moved / passed };
    },
    // After the recogniser, which may prevent it.
    { capture: true },
  );
  document.addEventListener('mouseup', (event) => {
    if (pulled && event.timeStamp - last.at < 60 && Math.abs(last.speed) > 0.2) {
      pulled.element.scrollBy({ [pulled.axis === 'y' ? 'top' : 'left']: last.speed * THROW_MS, behavior: 'smooth' });
    }
    from = undefined;
    pulled = undefined;
  });
}
