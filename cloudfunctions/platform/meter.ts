/** Counts the database requests of one call, and how many of them had to wait for one another. */
export class Meter {
  requests = 0;
  /** Longest chain of requests of which each began after the one before it was answered. */
  depth = 0;

  async measure<T>(request: () => Promise<T>): Promise<T> {
    this.requests += 1;
    const level = this.depth + 1;
    try {
      return await request();
    } finally {
      if (level > this.depth) this.depth = level;
    }
  }
}
