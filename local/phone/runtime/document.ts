/** The document of a page's iframe before the program's elements come. */
import type { Bundle, Device, PageView } from '../contract';

/** Ground rules of a WeChat page; the built-in elements bring their own. */
const GROUND = `
html { width: 100%; min-height: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; min-height: 100%; overflow-wrap: break-word; user-select: none; -webkit-user-select: none;
  -webkit-tap-highlight-color: transparent; -webkit-font-smoothing: antialiased; font-size: 16px;
  font-family: -apple-system, 'PingFang SC', 'Noto Sans CJK SC', system-ui, sans-serif; }
::-webkit-scrollbar { display: none; }
* { scrollbar-width: none; }
[hidden] { display: none !important; }
`;

export const FONTS_URL = '/fonts/noto.css';

/** Skeleton with doctype: an iframe's about:blank alone is in quirks mode. */
export function writeDocument(iframe: HTMLIFrameElement, view: PageView, bundle: Bundle, css: string): Document {
  const page = iframe.contentDocument;
  if (page === null) throw new Error(`the iframe of ${view.path} has no document`);
  page.open();
  page.write(
    `<!doctype html><html><head><meta charset="utf-8"><base href="${bundle.filesUrl}"><link rel="stylesheet" href="${FONTS_URL}"></head><body></body></html>`,
  );
  page.close();
  const ground = page.createElement('style');
  ground.dataset.path = 'ground';
  ground.textContent = GROUND + css;
  page.head.appendChild(ground);
  return page;
}

export function paintDocument(page: Document, view: PageView, device: Device, darkmode: boolean): void {
  const dark = darkmode && device.theme === 'dark';
  const content = view.window.backgroundColorContent;
  // Without a content colour html stays clear: the background of `page` (body) then covers the whole window, as on a phone.
  page.documentElement.style.backgroundColor = typeof content === 'string' ? content : '';
  view.iframe.style.backgroundColor = dark ? '#191919' : '#ffffff';
  page.documentElement.dataset.theme = device.theme;
  page.documentElement.style.overflow = view.window.disableScroll === true ? 'hidden' : '';
}
