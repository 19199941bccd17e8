/**
 * Components on WeChat's own exparser in jsdom (miniprogram-simulate): the second engine beside glass-easel. The simulator loads
 * CommonJS from disk, so the TypeScript of miniprogram/ is compiled into a temporary copy first.
 */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll } from 'vitest';

const program = join(import.meta.dirname, '../../miniprogram/');
const require = createRequire(import.meta.url);

/** What the tests use of j-component's root component. */
export interface Part {
  dom: HTMLElement;
  data: Record<string, unknown>;
  querySelector(selector: string): Part | undefined;
  querySelectorAll(selector: string): Part[];
  setData(data: Record<string, unknown>): void;
  dispatchEvent(name: string, options?: Record<string, unknown>): void;
  addEventListener(name: string, handler: (event: { detail: unknown }) => void): void;
  attach(parent: Node): void;
  detach(): void;
  instance: Record<string, (...args: unknown[]) => unknown>;
}

// Not esbuild: it refuses to run where jsdom has replaced Uint8Array.
const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2020, esModuleInterop: true };

interface Simulator {
  load(path: string, tag: string, options: Record<string, unknown>): string;
  render(id: string, properties?: Record<string, unknown>): Part;
  sleep(ms: number): Promise<void>;
}

function compileInto(stage: string): void {
  for (const entry of readdirSync(program, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(stage, from.slice(program.length));
    if (to.includes('miniprogram_npm') || entry.name === 'tsconfig.json') continue;
    mkdirSync(dirname(to), { recursive: true });
    if (entry.name.endsWith('.ts')) {
      const { outputText } = ts.transpileModule(readFileSync(from, 'utf8'), { compilerOptions });
      writeFileSync(to.replace(/\.ts$/, '.js'), outputText);
    } else {
      copyFileSync(from, to);
    }
  }
}

const place = mkdtempSync(join(tmpdir(), 'huitouke-component-'));
const stage = join(place, 'program');
compileInto(stage);
// Beside the program, not in it: the template compiler walks everything below its root.
symlinkSync(join(program, '../node_modules'), join(place, 'node_modules'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The compiler answers with the whole program at once, which is more than the megabyte that it is read by. */
const wxml = { maxBuffer: 32 * 1024 * 1024 };
const simulator = require('miniprogram-simulate') as Simulator;
const loaded = new Map<string, string>();
/** A part's JavaScript may use other modules of the mini-program; they are those of the compiled copy. */
export function compiled<Module>(path: string): Module {
  return createRequire(join(stage, 'app.js'))(join(stage, path)) as Module;
}

/** Renders a component of miniprogram/components (or any path below miniprogram/) on a page of its own. */
export function render(name: string, properties: Record<string, unknown> = {}): Part {
  const path = name.includes('/') ? name : `components/${name}/index`;
  const id =
    loaded.get(path) ??
    simulator.load(join(stage, path), 'part', { rootPath: stage, compiler: 'official', compilerOptions: wxml });
  loaded.set(path, id);
  const part = simulator.render(id, properties);
  const page = document.createElement('div');
  document.body.append(page);
  part.attach(page);
  return part;
}

/** The events of this name since now, by their detail. */
export function heard(part: Part, name: string): unknown[] {
  const details: unknown[] = [];
  part.addEventListener(name, (event) => details.push(event.detail));
  return details;
}

export function text(part: Part | undefined): string {
  return (part?.dom.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function tap(part: Part | undefined): void {
  if (!part) throw new Error('nothing to tap');
  part.dispatchEvent('tap', { bubbles: true, composed: true });
}

export const settle = (ms = 0) => simulator.sleep(ms);
