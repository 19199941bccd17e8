/** Every language says the same things, and templates name only words that there are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesUnder } from './files';
import { type Finding, lineAt } from './finding';
import { expressions, pieces } from './markup';
import { parse, type Source } from './source';

/** The words of every page, and those that come with a subpackage. */
export const WORD_FOLDERS = [
  'miniprogram/words',
  'miniprogram/shopper/words',
  'miniprogram/admin/words',
  'miniprogram/office/words',
] as const;

export function checkWordKeys(root: string): Finding[] {
  // An area of the staff's pages has words of its own, in a folder below theirs.
  const sets = WORD_FOLDERS.flatMap((folder) => languagesOf(root, folder));
  const missing = sets.flatMap((languages) => {
    const all = new Set(languages.flatMap(({ keys }) => [...keys]));
    return languages.flatMap(({ file, keys }) =>
      [...all]
        .filter((key) => !keys.has(key))
        .map((key) => ({ file, line: 1, message: `"${key}" is not said in this language` })),
    );
  });
  const said = new Set(sets.flat().flatMap(({ keys }) => [...keys]));
  if (said.size === 0) return missing;
  return [...missing, ...filesUnder(root, 'miniprogram', ['.wxml']).flatMap((file) => unknownWords(root, file, said))];
}

type Language = { file: string; keys: Set<string> };

/** The languages of each folder that holds some. */
function languagesOf(root: string, folder: string): Language[][] {
  const files = filesUnder(root, folder, ['.ts']).filter((file) => /\/[a-z]{2,3}-[A-Za-z]+\.ts$/.test(file));
  const within = (file: string) => file.slice(0, file.lastIndexOf('/'));
  const read = (file: string) => ({ file, keys: keysOf(parse(root, file)) });
  return [...new Set(files.map(within))].map((each) => files.filter((file) => within(file) === each).map(read));
}

/** Paths of all sentences of the language: 'card.available'. A function or a list is one sentence. */
function keysOf(source: Source): Set<string> {
  const keys = new Set<string>();
  const collect = (node: ts.Expression, path: string[]) => {
    const value = ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? node.expression : node;
    if (!ts.isObjectLiteralExpression(value)) {
      keys.add(path.join('.'));
      return;
    }
    for (const entry of value.properties) {
      const name =
        entry.name && (ts.isIdentifier(entry.name) || ts.isStringLiteral(entry.name)) ? entry.name.text : undefined;
      if (name === undefined) continue;
      if (ts.isPropertyAssignment(entry)) collect(entry.initializer, [...path, name]);
      else keys.add([...path, name].join('.'));
    }
  };
  for (const statement of source.tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    for (const { initializer } of statement.declarationList.declarations) if (initializer) collect(initializer, []);
  }
  return keys;
}

/** A component is handed a part of the words, so a template names the last part of a path; it must be one there is. */
function unknownWords(root: string, file: string, all: Set<string>): Finding[] {
  const known = new Set<string>();
  for (const key of all) {
    const names = key.split('.');
    for (let from = 0; from < names.length; from++) {
      for (let to = from + 1; to <= names.length; to++) known.add(names.slice(from, to).join('.'));
    }
  }
  const text = readFileSync(join(root, file), 'utf8');
  return pieces(text).flatMap(({ value, offset }) =>
    expressions(value).flatMap((expression) =>
      [...expression.code.matchAll(/(?<![\w.])words\.([\w$]+(?:\.[\w$]+)*)/g)]
        .map((hit) => ({ path: (hit[1] ?? '').replace(/\.length$/, ''), at: offset + expression.offset + hit.index }))
        .filter(({ path }) => !known.has(path))
        .map(({ path, at }) => ({ file, line: lineAt(text, at), message: `words.${path}: no language says this` })),
    ),
  );
}
