import { h, reducedMotion } from '../dom';

export interface LayerOptions {
  kind: 'sheet' | 'dialog' | 'full';
  label: string;
  /** Escape or a tap outside; absent = the layer stays until answered. */
  onDismiss?: () => void;
  /** Escape only: Android's back key on a dialogue whose outside is dead. */
  onEscape?: () => void;
  class?: string;
}

const FOCUSABLE = 'button:not([disabled]), input, textarea, select, [tabindex]:not([tabindex="-1"])';

/** Puts a sheet, dialogue or viewer over the phone's screen: what lies under it is inert, focus stays inside and goes back after. */
export function openLayer(layers: HTMLElement, options: LayerOptions, ...content: HTMLElement[]): { close(): void } {
  const before = document.activeElement;
  const box = h(
    'div',
    {
      class: `layer-box ${options.class ?? ''}`,
      role: 'dialog',
      'aria-modal': true,
      'aria-label': options.label,
      tabindex: -1,
    },
    ...content,
  );
  const layer = h('div', { class: `layer layer-${options.kind}` }, h('div', { class: 'layer-shade' }), box);
  layer.addEventListener('click', (event) => {
    if (event.target !== box && !box.contains(event.target as Node)) options.onDismiss?.();
  });
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      (options.onEscape ?? options.onDismiss)?.();
    }
    if (event.key === 'Tab') keepInside(box, event);
  });
  layers.append(layer);
  freezeBelow(layers);
  const first = box.querySelector<HTMLElement>('[autofocus]') ?? box;
  first.focus({ preventScroll: true });
  let closed = false;
  return {
    close() {
      if (closed) return;
      closed = true;
      layer.classList.add('layer-leaving');
      layer.inert = true;
      // Browsers and readers that do not know inert yet must not find a second dialogue while this one slides away.
      layer.setAttribute('aria-hidden', 'true');
      if (reducedMotion()) layer.remove();
      else setTimeout(() => layer.remove(), 240);
      freezeBelow(layers, layer);
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
  };
}

/** Only the topmost layer can be reached; without layers the page can. */
function freezeBelow(layers: HTMLElement, leaving?: Element): void {
  const open = [...layers.children].filter((layer) => layer !== leaving && !layer.classList.contains('layer-leaving'));
  const top = open[open.length - 1];
  for (const layer of open) (layer as HTMLElement).inert = layer !== top;
  for (const other of layers.parentElement?.children ?? []) {
    if (other !== layers && other instanceof HTMLElement && !other.classList.contains('toast'))
      other.inert = top !== undefined;
  }
}

function keepInside(box: HTMLElement, event: KeyboardEvent): void {
  const stops = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (!first || !last) {
    event.preventDefault();
  } else if (event.shiftKey && (document.activeElement === first || document.activeElement === box)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first.focus();
  }
}
