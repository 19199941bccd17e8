const SHOW_AFTER_MS = 200;
const SHOW_AT_LEAST_MS = 300;

/**
 * Waits for `work`. When it takes longer than 200 ms, `show` is called and says whether it put a skeleton there (not when
 * older content is shown); then the result is held back until the skeleton was there for 300 ms: a flash of grey is worse than either.
 */
export async function patiently<T>(work: Promise<T>, show: () => boolean): Promise<T> {
  let shownAt = 0;
  const timer = setTimeout(() => {
    if (show()) shownAt = Date.now();
  }, SHOW_AFTER_MS);
  try {
    const result = await work;
    const owed = shownAt === 0 ? 0 : shownAt + SHOW_AT_LEAST_MS - Date.now();
    if (owed > 0) await new Promise((resolve) => setTimeout(resolve, owed));
    return result;
  } finally {
    clearTimeout(timer);
  }
}
