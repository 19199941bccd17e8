import type { Problem } from '../contract';

/** Everything found wrong in one build. Equal problems are kept once. */
export class Problems {
  readonly list: Problem[] = [];

  error(file: string, message: string, line = 0, column = 0): void {
    this.add({ level: 'error', file, message, line, column });
  }

  warn(file: string, message: string, line = 0, column = 0): void {
    this.add({ level: 'warning', file, message, line, column });
  }

  add(problem: Problem): void {
    const known = this.list.some(
      (other) => other.file === problem.file && other.message === problem.message && other.line === problem.line,
    );
    if (!known) this.list.push(problem);
  }
}

export function wording(problem: Problem): string {
  const place = problem.line > 0 ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
  return place === '' ? problem.message : `${place}: ${problem.message}`;
}

/** Line and column, both from 1, of an offset. */
export function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before[before.length - 1]?.length ?? 0) + 1 };
}
