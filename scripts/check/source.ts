/** TypeScript sources as trees, so that rules look at code and not at comments. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Finding } from './finding';

export interface Source {
  /** Relative to the root. */
  file: string;
  tree: ts.SourceFile;
}

export function parse(root: string, file: string): Source {
  const text = readFileSync(join(root, file), 'utf8');
  return { file, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) };
}

export function eachNode(source: Source, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node) => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(source.tree);
}

export function findingAt(source: Source, node: ts.Node, message: string): Finding {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  return { file: source.file, line: line + 1, message };
}

export interface Import {
  node: ts.Node;
  specifier: string;
  /** `import type` and `export type`: erased by every compiler. */
  typeOnly: boolean;
}

/** Every way in which a file names another module: import, export from, import(), require(). */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  eachNode(source, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ node, specifier: node.moduleSpecifier.text, typeOnly: node.importClause?.isTypeOnly === true });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ node, specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node)) {
      const called = node.expression;
      const first = node.arguments[0];
      const loads =
        called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require');
      if (loads && first && ts.isStringLiteralLike(first)) found.push({ node, specifier: first.text, typeOnly: false });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal)) found.push({ node, specifier: literal.text, typeOnly: true });
    }
  });
  return found;
}
