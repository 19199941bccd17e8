/**
 * Global set-up: the logs of the whole run are kept, and searched at its end for everything that people said in it. A run
 * whose logs name somebody has failed, and so has one of all files that has logged nothing.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { RUN_LOG } from './run-log';

export interface Leak {
  text: string;
  file: string;
  line: string;
}

/** Fewer, and the run has not been what it should be. */
const LINES_LEAST = 1_000;
const PEOPLE_LEAST = 50;

export default function keepLogs(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'huitouke-run-'));
  process.env[RUN_LOG] = folder;
  return () => {
    try {
      judge(folder, isWhole(project));
    } catch (found) {
      // What a teardown throws, vitest prints, and ends as if all were well.
      process.exitCode = 1;
      throw found;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** Every file of the project has been run, and every test in them, not some that somebody named. */
function isWhole(project: TestProject): boolean {
  if (project.vitest.config.testNamePattern !== undefined) return false;
  const folder = join(project.config.root, 'test', project.name);
  const there = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  const run = project.vitest.state.getFiles().filter((file) => file.projectName === project.name);
  return run.length >= there.length;
}

function judge(folder: string, whole: boolean): void {
  const { people, lines, leaks } = search(folder);
  if (leaks.length > 0) {
    const told = leaks.slice(0, 20).map(({ text, line }) => `${text}: ${line.slice(0, 300)}`);
    throw new Error(`the functions' logs name people ${leaks.length} times:\n${told.join('\n')}`);
  }
  if (whole && (lines < LINES_LEAST || people < PEOPLE_LEAST))
    throw new Error(`a whole run has logged ${lines} lines of ${people} people's texts: nothing was searched`);
  console.log(`logs: ${lines} lines, none with any of ${people} texts about people`);
}

/** Byte by byte, as it is, as JSON and as addresses escape it. */
export function search(folder: string): { people: number; lines: number; leaks: Leak[] } {
  const files = readdirSync(folder);
  const read = (end: string) =>
    files.filter((file) => file.endsWith(end)).map((file) => ({ file, bytes: readFileSync(join(folder, file)) }));
  const said = read('.people').flatMap(({ bytes }) => bytes.toString('utf8').split('\n').filter(Boolean));
  const people = [...new Set(said.map((line) => JSON.parse(line) as string))];
  const logs = read('.log').map(({ file, bytes }) => ({ file, bytes: withoutFrames(bytes) }));
  const leaks = people.flatMap((text) => logs.flatMap(({ file, bytes }) => leaksOf(text, file, bytes)));
  const lines = logs.reduce((sum, { bytes }) => sum + bytes.toString('latin1').split('\n').length - 1, 0);
  return { people: people.length, lines, leaks };
}

/**
 * What a line says of the call itself, by the form that it has alone: which function and action, the number of the call and
 * the build, in which any digits may stand. Whatever has another form stays, and is searched.
 */
const FRAMES = [
  /^[a-z]+ [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12} /gm,
  /"(?:function|action)":"[a-z]{1,20}(?:\.[A-Za-z]{1,24})?"/g,
  /"requestId":"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g,
  /"build":"[0-9a-f]{16}"/g,
];

function withoutFrames(bytes: Buffer): Buffer {
  const text = FRAMES.reduce((left, frame) => left.replace(frame, ''), bytes.toString('latin1'));
  return Buffer.from(text, 'latin1');
}

function leaksOf(text: string, file: string, bytes: Buffer): Leak[] {
  const at = formsOf(text)
    .map((form) => whereIn(bytes, form))
    .find((found) => found >= 0);
  if (at === undefined) return [];
  const from = bytes.lastIndexOf('\n', at) + 1;
  const end = bytes.indexOf('\n', at);
  return [{ text, file, line: bytes.subarray(from, end < 0 ? bytes.length : end).toString('utf8') }];
}

/** Letters alone, or digits alone, only where no further ones stand beside them: then it is another word, or a number. */
function whereIn(bytes: Buffer, form: Buffer): number {
  const spelled = form.toString('latin1');
  const more = /^[A-Za-z]+$/.test(spelled) ? /[A-Za-z]/ : /^\d+$/.test(spelled) ? /\d/ : null;
  const signAt = (at: number) => bytes.toString('latin1', Math.max(at, 0), at + 1);
  let at = bytes.indexOf(form);
  while (at >= 0 && more && (more.test(signAt(at - 1)) || more.test(signAt(at + form.length))))
    at = bytes.indexOf(form, at + 1);
  return at;
}

function formsOf(text: string): Buffer[] {
  const hex = (sign: string) => sign.charCodeAt(0).toString(16).padStart(4, '0');
  const escaped = (digits: (sign: string) => string) => text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${digits(sign)}`);
  const forms = [text, JSON.stringify(text).slice(1, -1), escaped(hex), escaped((sign) => hex(sign).toUpperCase())];
  return [...new Set([...forms, encodeURIComponent(text), Buffer.from(text).toString('base64')])].map((form) =>
    Buffer.from(form),
  );
}
