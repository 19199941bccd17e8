/** Templates within what every WeChat accepts: the official compiler judges the syntax, the rest are rules it does not have. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintWxml } from '../../local/phone/build/lint';
import { filesUnder } from './files';
import { type Finding, lineAt } from './finding';
import { expressions, literal, pieces } from './markup';

export async function checkWxml(root: string): Promise<Finding[]> {
  const files = filesUnder(root, 'miniprogram', ['.wxml']);
  if (files.length === 0) return [];
  const official = lintWxml(join(root, 'miniprogram')).map(({ file, line, message }) => ({
    file: file === '' ? 'miniprogram' : `miniprogram/${file}`,
    line,
    message,
  }));
  return [...official, ...files.flatMap((file) => ownRules(root, file))];
}

/** Operators that the web phone's engine takes and WeChat's older one (exparser) does not. */
const foreign: [RegExp, string][] = [
  [/\?\?/, '`??`'],
  [/\?\.(?!\d)/, '`?.`'],
  [/\btypeof\b/, '`typeof`'],
  [/\.\.\.\s*[\w$]+[^,}\]]*\]/, 'spread in an array'],
  [/=>/, 'a function'],
  [/`/, 'a template string'],
];

function ownRules(root: string, file: string): Finding[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found: Finding[] = [];
  const say = (offset: number, message: string) => found.push({ file, line: lineAt(text, offset), message });
  for (const piece of pieces(text)) {
    for (const { code, offset } of expressions(piece.value)) {
      const bare = code.replace(/'[^']*'|"[^"]*"/g, "''");
      for (const [pattern, name] of foreign) {
        if (pattern.test(bare))
          say(piece.offset + offset, `${name} in {{${code.trim()}}}: WeChat's templates do not know it`);
      }
    }
    if (piece.name === 'style') {
      const style = literal(piece.value);
      for (const hit of style.matchAll(/(-?[\d.]+)rpx/g)) {
        const size = Number(hit[1]);
        if (size !== 0 && size % 2 !== 0) {
          say(piece.offset + hit.index, `${hit[0]}: WeChat rounds rpx down to whole pixels; use even numbers from 2`);
        }
      }
      const colour = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/i.exec(style);
      if (colour) say(piece.offset + colour.index, `${colour[0]}: colours come from styles/tokens.wxss`);
    }
  }
  return found;
}
