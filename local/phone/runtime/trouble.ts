/** The screen that stands in for a program which cannot run: what is wrong, and where. */
import type { Problem } from '../contract';

export function placeOf(problem: Problem): string {
  return problem.line > 0 ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
}

export function showTrouble(screen: HTMLElement, title: string, entries: { place: string; message: string }[]): void {
  const panel = document.createElement('div');
  panel.setAttribute('role', 'alert');
  panel.dataset.trouble = '';
  panel.style.cssText =
    'position:absolute;inset:0;z-index:1000;overflow:auto;padding:64px 20px 24px;box-sizing:border-box;background:#fff7f5;color:#3a1510;font:14px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;user-select:text';
  const heading = document.createElement('div');
  heading.style.cssText = 'font-size:18px;font-weight:600;margin-bottom:12px';
  heading.textContent = title;
  panel.appendChild(heading);
  for (const { place, message } of entries) {
    const item = document.createElement('div');
    item.style.cssText = 'margin-bottom:12px;word-break:break-word';
    const where = document.createElement('div');
    where.style.cssText = 'font:12px/1.5 ui-monospace,monospace;color:#a6402c';
    where.textContent = place;
    const what = document.createElement('div');
    what.style.whiteSpace = 'pre-wrap';
    what.textContent = message;
    item.append(where, what);
    panel.appendChild(item);
  }
  screen.appendChild(panel);
}
