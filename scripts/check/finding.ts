/** One thing that breaks a rule of the house: where, and a sentence that says what to do about it. */
export interface Finding {
  /** Relative to the root that was checked. */
  file: string;
  line: number;
  message: string;
}

/** Looks at the project under `root` (absolute) and tells everything it found; an empty list is a pass. */
export type Check = (root: string) => Promise<Finding[]>;

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

export function inOrder(findings: Finding[]): Finding[] {
  return [...findings].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
