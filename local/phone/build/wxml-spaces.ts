/**
 * `name = "value"` in WXML: WeChat takes blanks around the sign, as HTML does, and glass-easel's compiler does not. The blanks are moved
 * behind the value, so that lines stay and columns of what follows too.
 */
const SUSPICIOUS = /\s=\s*["']|=\s+["']/;

export function closeUpAttributes(source: string): string {
  if (!SUSPICIOUS.test(source)) return source;
  let out = '';
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const plain = /^(?:<!--[\s\S]*?(?:-->|$)|\{\{[\s\S]*?(?:\}\}|$)|<wxs\b[^>]*[^/]>[\s\S]*?(?:<\/wxs|$))/.exec(rest);
    const tag = /^<[A-Za-z](?:"[^"]*"|'[^']*'|[^"'>])*/.exec(rest);
    if (plain !== null) out += plain[0];
    else if (tag !== null) out += closeUpTag(tag[0]);
    else out += source[at];
    at += plain?.[0].length ?? tag?.[0].length ?? 1;
  }
  return out;
}

/** Quoted values are matched whole, so that nothing inside them counts. */
function closeUpTag(tag: string): string {
  return tag.replace(/(\s*)=(\s*)("[^"]*"|'[^']*')|"[^"]*"|'[^']*'/g, (whole, before, after, value) =>
    value === undefined ? whole : `=${value}${before}${after}`,
  );
}
