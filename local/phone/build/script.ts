/** JavaScript and TypeScript modules: each file becomes one script with its own URL and source map. */
import { createHash } from 'node:crypto';
import { type AnyNode, parse } from 'acorn';
import { simple } from 'acorn-walk';
import { transformSync } from 'esbuild';
import { type Folder, resolvePath } from './folder';
import { ABSENT, PROVIDED } from './globals';
import { type Problems, position } from './problems';
import { packagePaths } from './units';

export interface Module {
  /** 'utils/x.js': what require() resolves to, whatever the source's extension. */
  path: string;
  hash: string;
  code: string;
  map: string;
  /** Argument of require() -> module path. */
  requires: Record<string, string>;
}

interface Transformed {
  code: string;
  map: string;
  calls: { target: string; line: number; column: number }[];
  failures: { message: string; line: number; column: number }[];
}

const HEAD = `(${[...PROVIDED, ...ABSENT].join(', ')}) { return function (require, module, exports) {`;

/** Results by content, so that an edit costs one transform. */
const transformed = new Map<string, Transformed>();

/** Every module reachable from the entries (file names, 'app.ts'), each with its requires resolved. */
export function collectModules(folder: Folder, entries: string[], problems: Problems): Module[] {
  const modules = new Map<string, Module>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const path = modulePath(file);
    if (modules.has(path)) continue;
    const module = compileModule(folder, file, problems, waiting);
    modules.set(path, module);
  }
  return [...modules.values()];
}

export function modulePath(file: string): string {
  return file.replace(/\.ts$/, '.js');
}

function compileModule(folder: Folder, file: string, problems: Problems, waiting: string[]): Module {
  const source = folder.read(file);
  const hash = createHash('sha1').update(HEAD).update(file).update('\0').update(source).digest('hex').slice(0, 10);
  const known = transformed.get(hash) ?? transform(file, source);
  transformed.set(hash, known);
  for (const failure of known.failures) problems.error(file, failure.message, failure.line, failure.column);
  const requires: Record<string, string> = {};
  for (const call of known.calls) {
    const found = resolveModule(folder, call.target, file);
    if (found === undefined) {
      // Packages guard optional requires with try; the program's own are mistakes.
      const level = file.includes('miniprogram_npm/') ? 'warning' : 'error';
      problems.add({ level, file, line: call.line, column: call.column, message: `module "${call.target}" not found` });
    } else {
      requires[call.target] = modulePath(found);
      waiting.push(found);
    }
  }
  return { path: modulePath(file), hash, code: known.code, map: known.map, requires };
}

/** './x', '../x' and 'x' relative, '/x' from the root, then packages. */
function resolveModule(folder: Folder, target: string, from: string): string | undefined {
  const near = resolvePath(target, from);
  const bases = near === undefined ? [] : [near];
  if (!/^[./]/.test(target)) bases.push(...packagePaths(target, from));
  return folder.find(bases.flatMap((base) => candidates(base)));
}

function candidates(base: string): string[] {
  const exact = /\.(js|ts)$/.test(base) ? [base, base.replace(/\.js$/, '.ts')] : [];
  return [...exact, `${base}.ts`, `${base}.js`, `${base}/index.ts`, `${base}/index.js`];
}

function transform(file: string, source: string): Transformed {
  const loader = file.endsWith('.ts') ? 'ts' : 'js';
  const none: Transformed = { code: '', map: '', calls: [], failures: [] };
  let output: ReturnType<typeof transformSync>;
  try {
    output = transformSync(source, {
      loader,
      format: 'cjs',
      target: 'es2020',
      sourcemap: 'external',
      sourcefile: file,
      sourcesContent: true,
      charset: 'utf8',
      logLevel: 'silent',
      supported: { 'dynamic-import': false },
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    });
  } catch (error) {
    const failures = (error as { errors?: { text: string; location: { line: number; column: number } | null }[] })
      .errors;
    if (failures === undefined) throw error;
    return {
      ...none,
      failures: failures.map(({ text, location }) => ({
        message: text,
        line: location?.line ?? 0,
        column: (location?.column ?? -1) + 1,
      })),
    };
  }
  const strict = loader === 'ts' || /^\s*(?:import|export)\b/m.test(source) ? '"use strict";' : '';
  const path = modulePath(file);
  const head = `__define(${JSON.stringify(path)}, function ${HEAD} ${strict}`;
  const map = JSON.parse(output.map) as { mappings: string; sources: string[] };
  map.mappings = `;${map.mappings}`;
  map.sources = [`/source/${file}`];
  return {
    code: `${head}\n${output.code}\n}; });\n`,
    map: JSON.stringify(map),
    calls: requireCalls(output.code, source),
    failures: [],
  };
}

/** Static require('x') and require.async('x') calls, with their place in the source as far as it can be told. */
function requireCalls(code: string, source: string): Transformed['calls'] {
  if (!code.includes('require')) return [];
  const calls: Transformed['calls'] = [];
  const tree: AnyNode = parse(code, { ecmaVersion: 2022, allowReturnOutsideFunction: true, allowHashBang: true });
  simple(tree, {
    CallExpression(node) {
      const { callee } = node;
      const plain = callee.type === 'Identifier' && callee.name === 'require';
      const async =
        callee.type === 'MemberExpression' &&
        callee.object.type === 'Identifier' &&
        callee.object.name === 'require' &&
        callee.property.type === 'Identifier' &&
        callee.property.name === 'async';
      const argument = node.arguments[0];
      if (!(plain || async) || argument?.type !== 'Literal' || typeof argument.value !== 'string') return;
      const offset = Math.max(source.indexOf(`'${argument.value}'`), source.indexOf(`"${argument.value}"`));
      calls.push({ target: argument.value, ...(offset < 0 ? { line: 0, column: 0 } : position(source, offset)) });
    },
  });
  return calls;
}
