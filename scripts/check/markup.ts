/** Just enough of WXML to know where its texts stand; the official compiler judges the syntax. */

export interface Piece {
  /** `text` between tags, or the value of an attribute. */
  kind: 'text' | 'attribute';
  /** Attribute name; '' for text. */
  name: string;
  value: string;
  /** Offset of the value in the file. */
  offset: number;
}

/** Comments and inline wxs are left out. */
export function pieces(wxml: string): Piece[] {
  const text = blank(wxml, /<!--[\s\S]*?-->/g, /(?<=<wxs\b[^>]*>)[\s\S]*?(?=<\/wxs>)/g);
  const found: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const open = tagStart(text, at);
    const value = text.slice(at, open);
    if (value.trim() !== '')
      found.push({ kind: 'text', name: '', value, offset: at + value.length - value.trimStart().length });
    if (open === text.length) break;
    at = attributes(text, open, found);
  }
  return found;
}

/** A `<` that begins a tag; one inside {{ }} is an operator. */
function tagStart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at);
      if (close === -1) return text.length;
      at = close + 1;
    } else if (text[at] === '<' && /[a-z/!]/i.test(text[at + 1] ?? '')) return at;
  }
  return text.length;
}

/** Reads one tag, tells its attributes, returns the offset after it. */
function attributes(text: string, open: number, found: Piece[]): number {
  const attribute = /\s*(?:([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?|\/)/y;
  attribute.lastIndex = open + 1;
  for (let hit = attribute.exec(text); hit; hit = attribute.exec(text)) {
    const value = hit[2] ?? hit[3];
    if (value) {
      const offset = attribute.lastIndex - 1 - value.length;
      found.push({ kind: 'attribute', name: hit[1] ?? '', value, offset });
    }
  }
  const close = text.indexOf('>', open);
  const last = found.at(-1);
  const after =
    last && last.kind === 'attribute' && last.offset > open
      ? text.indexOf('>', last.offset + last.value.length)
      : close;
  return after === -1 ? text.length : after + 1;
}

/** Overwrites what matches with spaces, so that offsets stay. */
function blank(text: string, ...patterns: RegExp[]): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, (hit) => hit.replace(/[^\n]/g, ' ')), text);
}

/** The parts of a value outside {{ }}. */
export function literal(value: string): string {
  return value.replace(/\{\{[\s\S]*?\}\}/g, (hit) => ' '.repeat(hit.length));
}

export function expressions(value: string): { code: string; offset: number }[] {
  return [...value.matchAll(/\{\{([\s\S]*?)\}\}/g)].map((hit) => ({ code: hit[1] ?? '', offset: hit.index + 2 }));
}
