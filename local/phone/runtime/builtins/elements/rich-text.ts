/**
 * <rich-text>: HTML of a trusted list of tags and attributes, nothing else gets into the page
 * (developers.weixin.qq.com/miniprogram/dev/component/rich-text.html).
 */
import type * as glassEasel from 'glass-easel';
import { defineElement, type Self, type Surroundings } from '../element';
import { ownChild, part } from '../slot-host';

interface RichNode {
  type?: 'node' | 'text';
  name?: string;
  attrs?: Record<string, unknown>;
  children?: RichNode[];
  text?: string;
}

/** Tag -> attributes beside class and style. */
const trusted: Record<string, string[]> = {
  ...Object.fromEntries(
    (
      'a abbr address article aside b bdi big blockquote br caption center cite code dd del div dl dt em fieldset font footer ' +
      'h1 h2 h3 h4 h5 h6 header hr i ins label legend li mark nav p pre q rt ruby s section small span strong sub sup ' +
      'tbody tfoot thead tr tt u ul'
    )
      .split(' ')
      .map((tag) => [tag, []]),
  ),
  bdo: ['dir'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  img: ['alt', 'src', 'height', 'width'],
  ol: ['start', 'type'],
  table: ['width'],
  td: ['colspan', 'height', 'rowspan', 'width'],
  th: ['colspan', 'height', 'rowspan', 'width'],
};

const blanks: Record<string, string> = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' };
/** Nothing deeper is shown: a broken or hostile tree must not stop the page. */
const MAX_DEPTH = 100;

const properties = { nodes: null as unknown, space: '', userSelect: false, mode: 'default' };

/** Class names as the style sheet of the surrounding template knows them. */
function scopedClass(node: glassEasel.Element, names: string): string {
  const host = node.ownerShadowRoot?.getHostNode();
  const scope = host?.getComponentOptions().styleScope;
  const prefix = scope ? host?.getOwnerSpace().styleScopeManager.queryName(scope) : undefined;
  const list = names.split(/\s+/).filter(Boolean);
  return list.map((name) => (prefix ? `${prefix}--${name}` : name)).join(' ');
}

function asNodes(source: unknown): RichNode[] {
  if (Array.isArray(source)) return source as RichNode[];
  if (typeof source !== 'string') return [];
  const parsed = new DOMParser().parseFromString(source, 'text/html');
  return fromDom(parsed.body);
}

function fromDom(parent: Node): RichNode[] {
  return [...parent.childNodes].flatMap((child): RichNode[] => {
    if (child.nodeType === 3) return [{ type: 'text', text: child.nodeValue ?? '' }];
    if (child.nodeType !== 1) return [];
    const element = child as Element;
    const attrs = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
    return [{ name: element.localName, attrs, children: fromDom(element) }];
  });
}

function entities(text: string): string {
  const area = document.createElement('textarea');
  area.innerHTML = text.replace(/</g, '&lt;');
  return area.value;
}

function draw(self: Self<typeof properties>, target: Node, nodes: RichNode[], depth: number): void {
  if (depth > MAX_DEPTH) {
    self.warn('<rich-text>: nodes deeper than 100 are not shown');
    return;
  }
  for (const node of nodes) {
    if (node?.type === 'text' || (node?.text !== undefined && !node.name)) {
      const blank = blanks[self.props.space];
      const text = typeof self.props.nodes === 'string' ? String(node.text) : entities(String(node.text ?? ''));
      target.appendChild(self.document.createTextNode(blank ? text.replace(/ /g, blank) : text));
      continue;
    }
    const tag = String(node?.name ?? '').toLowerCase();
    const attributes = trusted[tag];
    if (!attributes) {
      if (tag) self.warn(`<rich-text>: <${tag}> is not trusted and is left out`);
      continue;
    }
    target.appendChild(drawElement(self, tag, attributes, node, depth));
  }
}

function drawElement(
  self: Self<typeof properties>,
  tag: string,
  attributes: string[],
  node: RichNode,
  depth: number,
): HTMLElement {
  const element = self.document.createElement(tag);
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (name === 'class') element.className = scopedClass(self.node, String(value));
    else if (name === 'style') element.setAttribute('style', self.kit.px(String(value)));
    else if (name === 'src') {
      self.host.resolveImage(String(value), self.kit.unitOf(self.node)).then(
        (url) => element.setAttribute('src', url),
        (error: unknown) => self.warn(`<rich-text>: ${error instanceof Error ? error.message : String(error)}`),
      );
    } else if (attributes.includes(name)) element.setAttribute(name, String(value));
  }
  draw(self, element, node.children ?? [], depth + 1);
  return element;
}

export function defineRichText(around: Surroundings): void {
  defineElement(around, {
    tag: 'rich-text',
    properties,
    reflect: ['userSelect'],
    build(self) {
      const body = part(self.document, 'rich-text');
      ownChild(self.dom, body);
      const redraw = () => {
        body.textContent = '';
        draw(self, body, asNodes(self.props.nodes), 0);
      };
      return { changed: { nodes: () => queueMicrotask(redraw), space: redraw } };
    },
  });
}
