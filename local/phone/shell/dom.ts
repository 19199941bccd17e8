/** DOM by function: `h('button', { class: 'row', onclick: go, 'aria-label': '返回' }, '返回')`. */
export type Child = Node | string | number | null | undefined | false;
type Listener = (event: never) => unknown;
export type Props = Record<string, string | number | boolean | null | undefined | Listener>;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else setAttribute(element, name, value);
  }
  element.append(...present(children));
  return element;
}

/** false, null and undefined remove; true sets an empty attribute. ARIA states want the words 'true' and 'false'. */
export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | null | undefined,
): void {
  if (typeof value === 'boolean' && name.startsWith('aria-')) element.setAttribute(name, String(value));
  else if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...present(children));
}

function present(children: Child[]): (Node | string)[] {
  return children
    .filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === 'number' ? String(child) : child));
}

/** An icon out of our own svg text; decoration, so hidden from readers. */
export function icon(svg: string): HTMLElement {
  const element = h('span', { class: 'icon', 'aria-hidden': 'true' });
  element.innerHTML = svg;
  return element;
}

export function reducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
