/** The browser's address and history follow the page stack: `#/pages/x/y?query`, one history entry per page of the stack. */
import type { PageView } from '../contract';
import { formatPageUrl } from './urls';

interface Listener {
  /** The entry of a living page was reached; false when that page is gone. */
  backTo(id: number): boolean;
  /** The address was typed, or its page is gone. */
  visit(url: string): void;
}

export class AddressBar {
  /** popstate events that our own history.go() calls will cause. */
  private expected = 0;

  constructor(private readonly listener: Listener) {
    window.addEventListener('popstate', (event) => {
      if (this.expected > 0) {
        this.expected -= 1;
        return;
      }
      const id = (event.state as { page?: number } | null)?.page;
      if (id !== undefined && this.listener.backTo(id)) return;
      const url = addressed();
      if (url !== undefined) this.listener.visit(url);
    });
  }

  push(view: PageView): void {
    history.pushState({ page: view.id }, '', `#/${formatPageUrl(view.path, view.query)}`);
  }

  replace(view: PageView): void {
    history.replaceState({ page: view.id }, '', `#/${formatPageUrl(view.path, view.query)}`);
  }

  wentBack(count: number): void {
    this.expected += 1;
    history.go(-count);
  }
}

/** Page and query of the present address, undefined without one. */
export function addressed(): string | undefined {
  return location.hash.startsWith('#/') && location.hash.length > 2 ? location.hash.slice(2) : undefined;
}
