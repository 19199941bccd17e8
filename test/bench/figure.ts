/** A figure the project promises: what is measured, in which unit, and the bound that must hold. */
export interface Figure {
  /** 'checkin.depth' */
  name: string;
  unit: string;
  /** Absent for a figure that is only shown. */
  limit?: { atMost: number } | { exactly: number };
  measure(): Promise<Measured>;
}

export interface Measured {
  value: number;
  /** How it was measured, and what else was seen. */
  note: string;
  /** Sentences about anything found wrong on the way; any of them breaks the figure. */
  wrong?: string[];
}

export function holds(figure: Figure, { value, wrong = [] }: Measured): boolean {
  if (wrong.length > 0 || !Number.isFinite(value)) return false;
  if (!figure.limit) return true;
  return 'atMost' in figure.limit ? value <= figure.limit.atMost : value === figure.limit.exactly;
}

export function bound({ limit }: Figure): string {
  if (!limit) return 'shown only';
  return 'atMost' in limit ? `limit ≤ ${limit.atMost}` : `must be ${limit.exactly}`;
}

/** The middle value; of an even number the lower one. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

/** Several figures of one run: the first that is asked for does the work. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
