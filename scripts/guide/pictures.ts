/** What the merchant's guide shows: its own text says which pages, and what their pictures are called. */

export interface Picture {
  /** 'counter': of the scene, and of the file guide/counter.jpg. */
  name: string;
  /** 'admin/counter/index' */
  page: string;
}

/** `<!-- page: … -->`, and on the next line the picture of that page. */
export function picturesIn(guide: string): Picture[] {
  const found = guide.matchAll(/<!-- page: (\S+) -->\n!\[[^\]]+\]\(guide\/([a-z-]+)\.jpg\)/g);
  return [...found].map(([, page = '', name = '']) => ({ name, page }));
}

/** Every picture that the text names, with or without a page. */
export function filesIn(guide: string): string[] {
  return [...guide.matchAll(/\]\(guide\/([^)]+)\)/g)].map(([, file = '']) => file);
}

/** One picture, and all of them. */
export const BYTES_MAX = 120 * 1024;
export const ALL_BYTES_MAX = 2.5 * 1024 * 1024;
