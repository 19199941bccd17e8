/** Addresses of pages: 'pages/x/y?query', absolute or relative to the page that asks. */
export interface PageUrl {
  path: string;
  query: Record<string, string>;
}

/** Values stay as they were written: WeChat does not decode what it hands to onLoad. */
export function parsePageUrl(url: string, from: string): PageUrl {
  const [target = '', ...rest] = (url.split('#')[0] ?? '').split('?');
  const query: Record<string, string> = {};
  for (const pair of rest.join('?').split('&')) {
    if (pair === '') continue;
    // A second sign ends the value, there as here: 'a=b==c' gives b. Callers encode.
    const [name = '', value = ''] = pair.split('=');
    query[name] = value;
  }
  return { path: joinPath(target, from).replace(/\.html$/, ''), query };
}

/** '../b/c' as seen from 'pages/a/index' -> 'pages/b/c'; '/b' -> 'b'. */
export function joinPath(target: string, from: string): string {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

export function formatPageUrl(path: string, query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
