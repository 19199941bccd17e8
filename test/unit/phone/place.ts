/** A mini-program written into a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { Folder } from '../../../local/phone/build/folder';
import { wording } from '../../../local/phone/build/problems';
import { type Build, compile } from '../../../local/phone/build/program';

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

export function place(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'phone-program-'));
  made.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

const SMALLEST = {
  'app.json': '{"pages":["pages/a"]}',
  'app.js': 'App({})',
  'pages/a.js': 'Page({})',
  'pages/a.wxml': '<view/>',
};

/** The smallest program with these files added or replaced. */
export function build(files: Record<string, string>): Build & { problemLines: string[]; root: string } {
  const root = place({ ...SMALLEST, ...files });
  const result = compile(new Folder(root));
  return {
    ...result,
    root,
    problemLines: result.bundle.problems.map((problem) => `${problem.level} ${wording(problem)}`),
  };
}
