/**
 * WXS -> JavaScript. WXS differs from JavaScript in three things that programs rely on:
 * - `x.constructor` gives the name of the type ("Array"), it is a string in practice;
 * - an unknown escape in a string keeps its backslash ('\d' in getRegExp), as the official compiler does;
 * - require() takes the path with its ".wxs".
 */
import { type AnyNode, parse } from 'acorn';
import { simple } from 'acorn-walk';
import MagicString from 'magic-string';
import { type Folder, resolvePath } from './folder';
import { type Problems, position } from './problems';

const KNOWN_ESCAPES = new Set(['n', 't', 'r', 'b', 'f', 'v', '0', '\\', "'", '"', '`', 'u', 'x', '\n', '\r']);

export interface Wxs {
  code: string;
  /** Virtual paths of the .wxs files it requires. */
  requires: string[];
}

export function compileWxs(folder: Folder, source: string, file: string, problems: Problems, firstLine = 1): Wxs {
  const code = new MagicString(source);
  const requires: string[] = [];
  let tree: AnyNode;
  try {
    tree = parse(source, { ecmaVersion: 2018, allowReserved: true });
  } catch (error) {
    const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
    problems.error(file, message, (loc?.line ?? 1) + firstLine - 1, (loc?.column ?? 0) + 1);
    return { code: '', requires };
  }
  const refuse = (node: { start: number }, what: string): void => {
    const { line, column } = position(source, node.start);
    problems.error(file, `WXS has no ${what}`, line + firstLine - 1, column);
  };
  simple(tree, {
    // WXS is ES5, but for commas after the last argument, which UI libraries ship.
    ArrowFunctionExpression: (node) => refuse(node, 'arrow functions'),
    TemplateLiteral: (node) => refuse(node, 'template strings'),
    Class: (node) => refuse(node, 'classes'),
    VariableDeclaration(node) {
      if (node.kind !== 'var') refuse(node, node.kind);
    },
    MemberExpression(node) {
      const property = node.property;
      const named = property.type === 'Identifier' && !node.computed && property.name === 'constructor';
      if (!named || node.object.type === 'Super') return;
      code.prependLeft(node.object.start, '__wxsType(');
      code.overwrite(node.object.end, node.end, ')');
    },
    Literal(node) {
      if (typeof node.value !== 'string') return;
      const text = source.slice(node.start, node.end);
      const kept = text.replace(/\\([\s\S])/g, (all, char: string) => (KNOWN_ESCAPES.has(char) ? all : `\\\\${char}`));
      if (kept !== text) code.overwrite(node.start, node.end, kept);
    },
    CallExpression(node) {
      const argument = node.arguments[0];
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') return;
      if (argument?.type !== 'Literal' || typeof argument.value !== 'string') return;
      const target = resolvePath(argument.value, file);
      if (target === undefined || !folder.has(target)) {
        const { line, column } = position(source, node.start);
        problems.error(file, `require("${argument.value}"): file not found`, line + firstLine - 1, column);
        return;
      }
      requires.push(target);
      code.overwrite(argument.start, argument.end, JSON.stringify(`/${target.replace(/\.wxs$/, '')}`));
    },
  });
  return { code: code.toString(), requires };
}
