/**
 * <text>: a native node whose text nodes are rewritten in place: `\n` breaks the line, `decode` turns entities into
 * characters, `space` keeps blanks (developers.weixin.qq.com/miniprogram/dev/component/text.html).
 */
const entities: Record<string, string> = {
  '&nbsp;': '\u00a0',
  '&ensp;': '\u2002',
  '&emsp;': '\u2003',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};
const blanks: Record<string, string> = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' };

/** What was written into a text node by us; the same text again is our own echo. */
const written = new WeakMap<Text, { source: string; shown: string }>();

function shown(source: string, host: Element): string {
  let text = source.replace(/\\n/g, '\n');
  const decode = host.getAttribute('decode');
  if (decode !== null && decode !== 'false') {
    text = text.replace(/&(?:nbsp|ensp|emsp|lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity);
  }
  const blank = blanks[host.getAttribute('space') ?? ''];
  return blank ? text.replace(/ /g, blank) : text;
}

function rewrite(host: Element): void {
  for (const child of host.childNodes) {
    if (child.nodeType !== 3) continue;
    const node = child as Text;
    const before = written.get(node);
    const source = before && before.shown === node.data ? before.source : node.data;
    const text = shown(source, host);
    if (text !== node.data) node.data = text;
    if (text !== source) written.set(node, { source, shown: text });
    if (text.includes('\n')) host.toggleAttribute('has-lines', true);
  }
}

export function watchTexts(page: Window & typeof globalThis): void {
  const observer = new page.MutationObserver((records) => {
    const hosts = new Set<Element>();
    for (const { target, addedNodes, type } of records) {
      const element = type === 'characterData' ? target.parentElement : (target as Element);
      if (element?.localName === 'wx-text') hosts.add(element);
      for (const added of addedNodes) {
        if (added.nodeType !== 1) continue;
        const subtree = added as Element;
        if (subtree.localName === 'wx-text') hosts.add(subtree);
        for (const text of subtree.getElementsByTagName('wx-text')) hosts.add(text);
      }
    }
    for (const host of hosts) rewrite(host);
  });
  observer.observe(page.document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['decode', 'space'],
  });
}
