import type { Memory } from '../device/memory';
import type { Child } from '../dom';
import { fill, h, icon, setAttribute } from '../dom';
import { stops } from './radios';

/** A foldable part of the side panel. `render` runs on every change, except while something in it is being typed. */
export interface Part {
  element: HTMLElement;
  redraw(): void;
}

export interface PartOptions {
  name: string;
  title: string;
  glyph: string;
  unfolded: boolean;
  /** Said in the head, at the right: the present value, so that a folded part still tells it. */
  summary?: () => string;
  render(): Child[];
}

export function part(memory: Memory, options: PartOptions): Part {
  const summary = h('span', { class: 'part-summary' });
  const body = h('div', { class: 'part-body' });
  const head = h('summary', { class: 'part-head' }, icon(options.glyph), h('h2', {}, options.title), summary);
  const element = h(
    'details',
    { class: `part part-${options.name}`, open: memory.state.unfolded[options.name] ?? options.unfolded },
    head,
    body,
  );
  element.addEventListener('toggle', () => {
    if (memory.state.unfolded[options.name] === element.open) return;
    if (memory.state.unfolded[options.name] === undefined && element.open === options.unfolded) return;
    memory.set({ unfolded: { ...memory.state.unfolded, [options.name]: element.open } });
  });
  let drawn = '';
  const redraw = () => {
    summary.textContent = options.summary?.() ?? '';
    const children = options.render();
    const text = children.map((child) => (child instanceof Element ? child.outerHTML : String(child))).join('');
    // Unchanged parts keep their elements: focus, half-typed text and open lists survive.
    if (text === drawn) return;
    const active = document.activeElement;
    const place =
      active && body.contains(active) ? [...body.querySelectorAll('button, input, select')].indexOf(active) : -1;
    drawn = text;
    fill(body, ...children);
    if (place >= 0) (body.querySelectorAll('button, input, select')[place] as HTMLElement | undefined)?.focus();
  };
  redraw();
  return { element, redraw };
}

/** A row of choices of which one holds. */
export function segments<T extends string | number>(
  label: string,
  choices: readonly (readonly [value: T, words: string])[],
  chosen: T,
  choose: (value: T) => void,
): HTMLElement {
  const tabindex = stops(choices.map(([value]) => value === chosen));
  const buttons = choices.map(([value, words], index) =>
    h(
      'button',
      {
        role: 'radio',
        'aria-checked': value === chosen,
        tabindex: tabindex[index],
        onclick: () => choose(value),
      },
      words,
    ),
  );
  return h(
    'div',
    { class: 'line' },
    h('span', { class: 'line-label' }, label),
    h('div', { class: 'segments', role: 'radiogroup', 'aria-label': label, 'data-follows': true }, ...buttons),
  );
}

export function choice(
  label: string,
  choices: readonly (readonly [value: string, words: string])[],
  chosen: string,
  choose: (value: string) => void,
): HTMLElement {
  const options = choices.map(([value, words]) => {
    const option = h('option', { value }, words);
    setAttribute(option, 'selected', value === chosen);
    return option;
  });
  const select = h('select', { 'aria-label': label }, ...options);
  select.addEventListener('change', () => choose(select.value));
  return h('label', { class: 'line' }, h('span', { class: 'line-label' }, label), select);
}

export function hint(text: string): HTMLElement {
  return h('p', { class: 'hint' }, text);
}
