/**
 * glass-easel puts an element's children into its host by appendChild, insertBefore and removeChild only (element.ts,
 * DOM-like backend). An element that wraps its content (scroll-view, swiper) sends these to the wrapper.
 */
export function childrenInto(host: HTMLElement, inner: HTMLElement): void {
  const redirected = {
    appendChild: <T extends Node>(child: T): T => inner.appendChild(child),
    insertBefore: <T extends Node>(child: T, before: Node | null): T => inner.insertBefore(child, before),
    removeChild: <T extends Node>(child: T): T => inner.removeChild(child),
    replaceChild: <T extends Node>(child: Node, old: T): T => inner.replaceChild(child, old),
  };
  for (const [name, value] of Object.entries(redirected)) {
    Object.defineProperty(host, name, { value, configurable: true });
  }
}

/** Puts hand-made DOM into the host itself, past the redirection. */
export function ownChild(host: HTMLElement, child: Node): void {
  Node.prototype.appendChild.call(host, child);
}

export function part(document: Document, className: string, tag = 'div'): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
