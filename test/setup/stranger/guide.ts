/** A guide as a stranger reads it: from top to bottom, typing what stands in its frames. */
import { readFileSync } from 'node:fs';

export type Frame =
  /** A command to be typed as it stands (`sh`); `seen` is what the frame below promises to be printed (`text`). */
  | { kind: 'run'; script: string; seen: string[]; line: number }
  /** A file to be filled in (`ini NAME`). */
  | { kind: 'file'; name: string; text: string; line: number };

/** Commands under other headings, for later or for some, are framed as `console`; pieces of files as `json`. Nobody types them here. */
export function framesOf(markdown: string): Frame[] {
  const frames: Frame[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, language, name = ''] = /^```(\w+) ?(.*)$/.exec(lines[at] ?? '') ?? [];
    if (language === undefined) continue;
    const end = lines.indexOf('```', at);
    const body = lines.slice(at + 1, end);
    const line = at + 1;
    if (language === 'sh') frames.push({ kind: 'run', script: body.join('\n'), seen: [], line });
    if (language === 'ini') frames.push({ kind: 'file', name, text: `${body.join('\n')}\n`, line });
    if (language === 'text') lastCommand(frames, line).seen.push(...body.filter((one) => one.trim() !== ''));
    at = end;
  }
  return frames;
}

function lastCommand(frames: Frame[], line: number) {
  const last = frames.at(-1);
  if (last?.kind !== 'run') throw new Error(`line ${line}: a sample of output follows no command`);
  return last;
}

/** The words of the table at the guide's top that everybody replaces by their own. */
export function placeholdersOf(markdown: string): string[] {
  const [, table = ''] = /\n\| 手册里写的 \|.*\n\|[ -|]*\n((?:\|.*\n)+)/.exec(markdown) ?? [];
  return table.split('\n').flatMap((row) => {
    const [, first = ''] = row.split('|');
    return [...first.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  });
}

export function fill(text: string, own: Record<string, string>): string {
  return Object.entries(own).reduce((whole, [name, value]) => whole.replaceAll(name, value), text);
}

/** The promised lines that were not printed, or not in this order. `…` stands for whatever differs from shop to shop. */
export function notSeen(promised: string[], printed: string): string[] {
  const lines = printed.split(/\r?\n/).map((line) => line.trim());
  let from = 0;
  return promised.filter((promise) => {
    const pattern = new RegExp(`^${promise.trim().split('…').map(escaped).join('.*')}$`);
    const at = lines.findIndex((line, index) => index >= from && pattern.test(line));
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const readGuide = (file: string): string => readFileSync(file, 'utf8');
