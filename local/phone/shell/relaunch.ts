import type { Memory } from './device/memory';

/**
 * Starts the program afresh, as when WeChat has thrown it out of memory: the JavaScript realm goes with the document.
 * Happens after the caller's own work, so that a test's evaluate() still gets its answer.
 */
export function relaunch(memory: Memory, opening: { path?: string; scene?: number } = {}): void {
  if (opening.scene !== undefined) memory.set({ nextScene: opening.scene });
  const address = opening.path ? `#/${opening.path.replace(/^\//, '')}` : location.pathname + location.search;
  setTimeout(() => {
    history.replaceState(null, '', address);
    location.reload();
  }, 0);
}
