/** What NodesRef.fields may ask for, of a node and of the viewport. */
import type * as glassEasel from 'glass-easel';
import type { PageView } from '../../../contract';
import { behaviourOf, type Surroundings } from '../element';
import { plainCopy } from '../events/target';

export interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  context?: boolean;
  node?: boolean;
  ref?: boolean;
}

/** What a built-in element offers to the query, by its `shared`. */
export interface Queryable {
  port?: HTMLElement;
  context?: unknown;
  node?: unknown;
}

type Result = Record<string, unknown>;

export function fieldsOfNode(around: Surroundings, node: glassEasel.Element, fields: Fields): Result {
  const { kit } = around;
  const dom = kit.domOf(node);
  const builtIn = behaviourOf(dom);
  const shared = (builtIn?.behaviour.shared ?? {}) as Queryable;
  const result: Result = {};
  if (fields.id) result.id = node.id;
  if (fields.dataset) result.dataset = plainCopy(node.dataset ?? {});
  if (fields.mark) result.mark = node.collectMarks();
  if (!dom) return result;
  if (fields.rect || fields.size) Object.assign(result, box(dom.getBoundingClientRect(), fields));
  if (fields.scrollOffset) Object.assign(result, offset(shared.port ?? dom));
  for (const name of fields.properties ?? []) {
    const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    result[name] = builtIn
      ? (builtIn.props as Result)[camel]
      : (node.asNativeNode()?.getAttribute(name) ?? (node.asGeneralComponent()?.data as Result | undefined)?.[camel]);
  }
  if (fields.computedStyle) {
    const style = dom.ownerDocument.defaultView?.getComputedStyle(dom) as unknown as Record<string, string> | undefined;
    for (const name of fields.computedStyle) result[name] = style?.[name] ?? '';
  }
  if (fields.context) result.context = shared.context ?? contextless(around, dom);
  if (fields.node) result.node = shared.node ?? shared.context ?? null;
  if (fields.ref) {
    around.warn('NodesRef.ref is Skyline only');
    result.ref = null;
  }
  return result;
}

export function fieldsOfViewport(page: PageView, fields: Fields): Result {
  const document = page.iframe.contentDocument;
  const window = page.iframe.contentWindow;
  const result: Result = {};
  if (!document || !window) return result;
  if (fields.id) result.id = '';
  if (fields.dataset) result.dataset = {};
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  if (fields.rect || fields.size)
    Object.assign(result, box({ left: 0, top: 0, right: width, bottom: height, width, height }, fields));
  if (fields.scrollOffset) {
    const { scrollWidth, scrollHeight } = document.documentElement;
    Object.assign(result, { scrollLeft: window.scrollX, scrollTop: window.scrollY, scrollWidth, scrollHeight });
  }
  return result;
}

function box(rect: Omit<DOMRect, 'x' | 'y' | 'toJSON'>, { rect: edges, size }: Fields): Result {
  const { left, top, right, bottom, width, height } = rect;
  return { ...(edges ? { left, top, right, bottom } : {}), ...(size ? { width, height } : {}) };
}

function offset({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: HTMLElement): Result {
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight };
}

function contextless(around: Surroundings, dom: HTMLElement): null {
  around.warn(`SelectorQuery.context: <${dom.localName.replace(/^wx-/, '')}> has no context in the web phone`);
  return null;
}
