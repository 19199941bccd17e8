/** Platform calls have been seen to call back never. What has not come in time is null; what comes later is let go. */
export function inTime<T>(ms: number, work: (done: (value: T | null) => void) => void): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      console.info(`nothing came within ${ms} ms`);
      resolve(null);
    }, ms);
    const done = (value: T | null) => {
      clearTimeout(timer);
      resolve(value);
    };
    try {
      work(done);
    } catch (error) {
      console.warn('a platform call failed at once', error);
      done(null);
    }
  });
}
