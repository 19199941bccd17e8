/**
 * The program's folder as the compiler sees it: virtual paths without a leading slash. Files of packages that are not under
 * `miniprogram_npm` yet are mapped from node_modules (see npm.ts), so a folder runs before anybody has "built npm".
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { NodePackages } from './npm';

export class Folder {
  readonly root: string;
  readonly packages: NodePackages;
  private readonly texts = new Map<string, { stamp: string; text: string }>();

  constructor(root: string) {
    this.root = programRoot(path.resolve(root));
    this.packages = new NodePackages(this.root);
  }

  /** The real file behind a virtual path, undefined when there is none. */
  real(file: string): string | undefined {
    const own = path.join(this.root, file);
    if (isFile(own)) return own;
    return this.packages.file(file);
  }

  has(file: string): boolean {
    return this.real(file) !== undefined || this.packages.generated(file) !== undefined;
  }

  read(file: string): string {
    const real = this.real(file);
    if (real === undefined) {
      const generated = this.packages.generated(file);
      if (generated !== undefined) return generated;
      throw new Error(`no file ${file}`);
    }
    const { mtimeMs, size } = statSync(real);
    const stamp = `${mtimeMs}:${size}`;
    const known = this.texts.get(real);
    if (known?.stamp === stamp) return known.text;
    const text = readFileSync(real, 'utf8').replace(/^\uFEFF/, '');
    this.texts.set(real, { stamp, text });
    return text;
  }

  /** First of the candidates that exists. */
  find(candidates: string[]): string | undefined {
    return candidates.find((candidate) => this.has(candidate));
  }
}

/** A project folder (project.config.json with miniprogramRoot) stands for the program inside it. */
function programRoot(root: string): string {
  if (existsSync(path.join(root, 'app.json'))) return root;
  const settings = path.join(root, 'project.config.json');
  if (!existsSync(settings)) return root;
  const { miniprogramRoot } = JSON.parse(readFileSync(settings, 'utf8')) as { miniprogramRoot?: string };
  return miniprogramRoot === undefined ? root : path.resolve(root, miniprogramRoot);
}

export function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

/** '../b' as seen from 'x/a/index' -> 'x/b'; '/b' -> 'b'. undefined when it leaves the program. */
export function resolvePath(target: string, from: string): string | undefined {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join('/');
}
