/**
 * What the phone may import. DevTools compiles a value import that leaves the mini-program's root to a require that
 * finds nothing on the phone, and says no word about it (seen with miniprogram-ci 2.1.42); so only `import type` may leave.
 */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { filesUnder } from './files';
import type { Finding } from './finding';
import { findingAt, importsOf, parse } from './source';

const phone = 'miniprogram';

export async function checkContracts(root: string): Promise<Finding[]> {
  const packages = phonePackages(root);
  const found = filesUnder(root, phone, ['.ts']).flatMap((file) => {
    const source = parse(root, file);
    return importsOf(source)
      .filter(({ typeOnly }) => !typeOnly)
      .flatMap(({ node, specifier }) => {
        const message = objection(file, specifier, packages);
        return message ? [findingAt(source, node, message)] : [];
      });
  });
  return [...found, ...aliases(root)];
}

function objection(file: string, specifier: string, packages: Set<string>): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.normalize(posix.join(dirname(file), specifier));
    if (target.startsWith(`${phone}/`)) return undefined;
    return `'${specifier}' leaves ${phone}/: on the phone this require finds nothing; use \`import type\``;
  }
  if (specifier.startsWith('/')) return undefined; // from the root of the mini-program
  if (builtinModules.includes(specifier.replace(/^node:/, ''))) return `'${specifier}' does not exist on a phone`;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (packages.has(name)) return undefined;
  return `'${specifier}' is not among the root dependencies, so it is not packed for the phone`;
}

function phonePackages(root: string): Set<string> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return new Set(Object.keys(manifest.dependencies ?? {}));
}

/** `paths` and `baseUrl` exist for the type checker alone; DevTools and the phone never hear of them. */
function aliases(root: string): Finding[] {
  const files = [
    ...filesUnder(root, phone, ['tsconfig.json']),
    ...filesUnder(root, 'cloudfunctions', ['tsconfig.json']),
  ];
  for (const name of ['tsconfig.json', 'tsconfig.base.json']) if (ts.sys.fileExists(join(root, name))) files.push(name);
  return files.flatMap((file) => {
    const tree = ts.readJsonConfigFile(join(root, file), ts.sys.readFile);
    const options = property(tree.statements[0]?.expression, 'compilerOptions')?.initializer;
    return ['paths', 'baseUrl'].flatMap((name) => {
      const entry = property(options, name);
      if (!entry) return [];
      const { line } = tree.getLineAndCharacterOfPosition(entry.getStart(tree));
      return [{ file, line: line + 1, message: `\`${name}\`: the phone knows no aliases; write relative imports` }];
    });
  });
}

function property(node: ts.Node | undefined, name: string): ts.PropertyAssignment | undefined {
  if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties
    .filter(ts.isPropertyAssignment)
    .find((entry) => ts.isStringLiteral(entry.name) && entry.name.text === name);
}
