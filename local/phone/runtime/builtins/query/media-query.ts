/** createMediaQueryObserver and <match-media> share one reading of the conditions. */
import type * as glassEasel from 'glass-easel';
import type { Surroundings } from '../element';

export interface MediaConditions {
  minWidth?: number;
  maxWidth?: number;
  width?: number;
  minHeight?: number;
  maxHeight?: number;
  height?: number;
  orientation?: string;
}

export function mediaQuery(conditions: MediaConditions): string {
  const lengths = ['minWidth', 'maxWidth', 'width', 'minHeight', 'maxHeight', 'height'] as const;
  const parts = lengths
    .filter((name) => typeof conditions[name] === 'number')
    .map((name) => `(${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${conditions[name]}px)`);
  if (conditions.orientation) parts.push(`(orientation: ${conditions.orientation})`);
  return parts.join(' and ') || 'all';
}

export class MediaQueryObserver {
  private stop: (() => void) | undefined;

  constructor(
    private readonly around: Surroundings,
    private readonly scope: glassEasel.GeneralComponent | undefined,
  ) {}

  observe(conditions: MediaConditions, listener: (result: { matches: boolean }) => void): void {
    this.disconnect();
    const page = this.scope && this.around.kit.pageOf(this.scope);
    const list = page?.iframe.contentWindow?.matchMedia(mediaQuery(conditions));
    if (!list) return;
    const tell = () => listener({ matches: list.matches });
    list.addEventListener('change', tell);
    this.stop = () => list.removeEventListener('change', tell);
    queueMicrotask(tell);
  }

  disconnect(): void {
    this.stop?.();
    this.stop = undefined;
  }
}
