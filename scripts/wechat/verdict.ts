/** What WeChat's compiler lets through although the phone will not: judged on the files it wrote. */

import { posix } from 'node:path';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';

/** Name in the package -> content, as compiled. */
export type Compiled = Map<string, Buffer>;

export interface PackageSize {
  /** '' is the main package. */
  root: string;
  bytes: number;
}

/** developers.weixin.qq.com: a package at most 2 MB, all packages 30 MB. */
const packageBytes = 2 * 1024 * 1024;
const allBytes = 30 * 1024 * 1024;
/** Ours: what a shopper downloads before the first page shows. */
export const mainBytes = 400 * 1000;

export function sizes(files: Compiled): PackageSize[] {
  const roots = subpackages(files);
  const bytes = new Map(['', ...roots].map((root) => [root, 0]));
  for (const [name, content] of files) {
    const root = packageOf(name, roots);
    bytes.set(root, (bytes.get(root) ?? 0) + content.length);
  }
  return [...bytes].map(([root, size]) => ({ root, bytes: size }));
}

export function judge(files: Compiled): string[] {
  const roots = subpackages(files);
  const found: string[] = [];
  for (const [name, content] of files) {
    if (/\.tsx?$/.test(name)) found.push(`${name}: TypeScript reached the package`);
    if (!name.endsWith('.js')) continue;
    for (const specifier of requires(content.toString())) {
      const target = resolve(files, name, specifier);
      if (!target) found.push(`${name}: require('${specifier}') finds nothing in the package`);
      else if (packageOf(target, roots) !== '' && packageOf(target, roots) !== packageOf(name, roots)) {
        found.push(`${name}: require('${specifier}') reaches into the subpackage ${packageOf(target, roots)}`);
      }
    }
  }
  found.push(...undeclared(files));
  const measured = sizes(files);
  for (const { root, bytes } of measured) {
    const limit = root === '' ? mainBytes : packageBytes;
    if (bytes > limit) found.push(`${root || 'main package'}: ${bytes} bytes, the limit is ${limit}`);
  }
  const all = measured.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all > allBytes) found.push(`all packages: ${all} bytes, the limit is ${allBytes}`);
  return found;
}

/** A page that app.json does not name cannot be opened by anybody: either it was forgotten there, or it is dead weight. */
function undeclared(files: Compiled): string[] {
  const { pages = [] } = appOf(files);
  const own = partsOf(files).flatMap((part) => (part.pages ?? []).map((page) => `${rootOf(part)}/${page}`));
  const declared = new Set([...pages, ...own]);
  return [...files].flatMap(([name, content]) => {
    const page = name.replace(/\.json$/, '');
    if (page === name || !files.has(`${page}.wxml`) || declared.has(page)) return [];
    const { component } = JSON.parse(content.toString()) as { component?: boolean };
    return component ? [] : [`${page}: a page that app.json does not name`];
  });
}

interface Part {
  root: string;
  pages?: string[];
}

interface App {
  pages?: string[];
  subPackages?: Part[];
  subpackages?: Part[];
}

function appOf(files: Compiled): App {
  return JSON.parse(files.get('app.json')?.toString() ?? '{}') as App;
}

function partsOf(files: Compiled): Part[] {
  const { subPackages = [], subpackages = [] } = appOf(files);
  return [...subPackages, ...subpackages];
}

const rootOf = ({ root }: Part) => root.replace(/^\/|\/$/g, '');

function subpackages(files: Compiled): string[] {
  return partsOf(files).map(rootOf);
}

function packageOf(name: string, roots: string[]): string {
  return roots.find((root) => name.startsWith(`${root}/`)) ?? '';
}

function requires(code: string): string[] {
  const found: string[] = [];
  simple(parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true }), {
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'require') return;
      if (first?.type === 'Literal' && typeof first.value === 'string') found.push(first.value);
    },
  });
  return found;
}

/** As the phone does: relative, from the root, or the nearest miniprogram_npm above. */
function resolve(files: Compiled, from: string, specifier: string): string | undefined {
  const folder = posix.dirname(from);
  if (specifier.startsWith('.')) return file(files, posix.join(folder, specifier));
  if (specifier.startsWith('/')) return file(files, specifier.slice(1));
  for (let above = folder; ; above = posix.dirname(above)) {
    const target = file(files, posix.join(above, 'miniprogram_npm', specifier));
    if (target || above === '.') return target ?? file(files, posix.join(folder, specifier));
  }
}

function file(files: Compiled, path: string): string | undefined {
  return [path, `${path}.js`, `${path}/index.js`].find((name) => files.has(name));
}
