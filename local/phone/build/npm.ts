/**
 * npm packages as "构建 npm" would lay them out, straight from node_modules:
 * - a package with `miniprogram` in its package.json (or a miniprogram_dist folder) is copied file by file;
 * - any other is bundled into one index.js, its own dependencies staying require() calls.
 * Source: developers.weixin.qq.com/miniprogram/dev/devtools/npm.html
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

const PREFIX = 'miniprogram_npm/';

interface Found {
  folder: string;
  /** Folder copied as it is; undefined for packages that get bundled. */
  copied: string | undefined;
  version: string;
}

export class NodePackages {
  private readonly found = new Map<string, Found | undefined>();
  private readonly bundles = new Map<string, string>();

  constructor(private readonly root: string) {}

  /** Real file behind miniprogram_npm/<package>/<rest> of a copied package. */
  file(virtual: string): string | undefined {
    const split = this.split(virtual);
    if (split === undefined || split.found.copied === undefined) return undefined;
    const file = path.join(split.found.copied, split.rest);
    return existsSync(file) && statSync(file).isFile() ? file : undefined;
  }

  /** Text of miniprogram_npm/<package>/<rest>.js made by bundling. */
  generated(virtual: string): string | undefined {
    const split = this.split(virtual);
    if (split === undefined || split.found.copied !== undefined || !split.rest.endsWith('.js')) return undefined;
    const known = this.bundles.get(virtual);
    if (known !== undefined) return known;
    const entry = this.entry(split.found.folder, split.rest);
    if (entry === undefined) return undefined;
    const text = bundle(entry);
    this.bundles.set(virtual, text);
    return text;
  }

  private entry(folder: string, rest: string): string | undefined {
    if (rest !== 'index.js') {
      const file = path.join(folder, rest);
      return existsSync(file) ? file : undefined;
    }
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { main?: string };
    const main = path.join(folder, manifest.main ?? 'index.js');
    return [main, `${main}.js`, path.join(main, 'index.js')].find(
      (file) => existsSync(file) && statSync(file).isFile(),
    );
  }

  private split(virtual: string): { found: Found; rest: string } | undefined {
    // Only at the root: every importer gets the same module, as from one built miniprogram_npm.
    if (!virtual.startsWith(PREFIX)) return undefined;
    const parts = virtual.slice(PREFIX.length).split('/');
    const name = parts.slice(0, virtual[PREFIX.length] === '@' ? 2 : 1).join('/');
    const found = this.look(name);
    return found && { found, rest: parts.slice(name.split('/').length).join('/') };
  }

  private look(name: string): Found | undefined {
    if (this.found.has(name)) return this.found.get(name);
    let found: Found | undefined;
    for (let folder = this.root; ; folder = path.dirname(folder)) {
      const candidate = path.join(folder, 'node_modules', name);
      if (existsSync(path.join(candidate, 'package.json'))) {
        found = describe(candidate);
        break;
      }
      if (path.dirname(folder) === folder) break;
    }
    this.found.set(name, found);
    return found;
  }
}

function describe(folder: string): Found {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    miniprogram?: string;
    version?: string;
  };
  const dist = path.join(folder, manifest.miniprogram ?? 'miniprogram_dist');
  const copied = existsSync(dist) && statSync(dist).isDirectory() ? dist : undefined;
  return { folder, copied, version: manifest.version ?? '' };
}

function bundle(entry: string): string {
  const result = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'cjs',
    target: 'es2017',
    mainFields: ['main'],
    platform: 'neutral',
    define: { 'process.env.NODE_ENV': '"production"' },
    packages: 'external',
    logLevel: 'silent',
  });
  const output = result.outputFiles[0];
  if (output === undefined) throw new Error(`${entry} gave no bundle`);
  return output.text;
}
