/** Every sentence somebody reads stands in a words/ folder, once per language; nothing else in the mini-program holds text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesUnder } from './files';
import { type Finding, lineAt } from './finding';
import { literal, pieces } from './markup';
import { eachNode, findingAt, parse } from './source';
import { checkWordKeys, WORD_FOLDERS } from './word-keys';

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const words = 'miniprogram/words/';

export async function checkWords(root: string): Promise<Finding[]> {
  const all = filesUnder(root, 'miniprogram', ['.wxml', '.ts', '.wxs', '.js', '.json', '.wxss']);
  const outside = all.filter((file) => !WORD_FOLDERS.some((folder) => file.startsWith(`${folder}/`)));
  const of = (ending: string) => outside.filter((file) => file.endsWith(ending));
  return [
    ...of('.wxml').flatMap((file) => templateTexts(root, file)),
    ...[...of('.ts'), ...of('.wxs'), ...of('.js')].flatMap((file) => scriptTexts(root, file)),
    ...of('.json').flatMap((file) => configTexts(root, file)),
    ...of('.wxss').flatMap((file) => sheetTexts(root, file)),
    ...checkWordKeys(root),
  ];
}

/** Attributes whose value is read by somebody. */
const spoken = /^(aria-label|aria-valuetext|placeholder|title|alt|confirm-text)$/;

function templateTexts(root: string, file: string): Finding[] {
  const text = readFileSync(join(root, file), 'utf8');
  return pieces(text).flatMap(({ kind, name, value, offset }) => {
    const read = kind === 'text' || spoken.test(name);
    const foreign = cjk.test(value) || (read && /\p{L}/u.test(literal(value)));
    if (!foreign) return [];
    return [{ file, line: lineAt(text, offset), message: `"${shorten(value)}": sentences stand in ${words}` }];
  });
}

function scriptTexts(root: string, file: string): Finding[] {
  const source = parse(root, file);
  const found: Finding[] = [];
  eachNode(source, (node) => {
    const text =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
        ? node.text
        : '';
    if (cjk.test(text)) found.push(findingAt(source, node, `"${shorten(text)}": sentences stand in ${words}`));
  });
  return found;
}

/** The native tab bar cannot be filled at run time before it is first drawn, so app.json holds its fall-back texts. */
function configTexts(root: string, file: string): Finding[] {
  const text = readFileSync(join(root, file), 'utf8');
  const allowed = file === 'miniprogram/app.json' ? tabTexts(text) : [];
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
    .filter((hit) => cjk.test(JSON.parse(hit[0]) as string) && !allowed.includes(JSON.parse(hit[0]) as string))
    .map((hit) => ({
      file,
      line: lineAt(text, hit.index),
      message: `"${shorten(hit[1] ?? '')}": titles are set at run time from ${words}`,
    }));
}

function tabTexts(json: string): string[] {
  const app = JSON.parse(json) as { tabBar?: { list?: { text: string }[] } };
  return (app.tabBar?.list ?? []).map((tab) => tab.text);
}

function sheetTexts(root: string, file: string): Finding[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/\bcontent\s*:\s*(["'])(.*?)\1/g)]
    .filter((hit) => /\p{L}/u.test(hit[2] ?? ''))
    .map((hit) => ({ file, line: lineAt(text, hit.index), message: `"${hit[2]}": sentences stand in ${words}` }));
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
