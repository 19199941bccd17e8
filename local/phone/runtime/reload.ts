/** Follows the dev server: another build means a fresh start at the same address. */
export function followBuilds(stamp: string): void {
  const source = new EventSource('/events');
  source.onmessage = (event) => {
    const told = JSON.parse(String(event.data)) as { stamp: string };
    if (told.stamp !== stamp) location.reload();
  };
}
