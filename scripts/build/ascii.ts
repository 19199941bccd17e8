/**
 * A bundle is read as latin1, which is right for ASCII alone. esbuild escapes every text for that, but no pattern: a
 * regular expression that stands in the source with a 日 in it would look for mojibake.
 */
import { parse } from 'acorn';
import { simple } from 'acorn-walk';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII
const FOREIGN = /[^\x00-\x7F]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII
const ESCAPED_OR_FOREIGN = /\\.|[^\x00-\x7F]/g;
/** Characters of the source that an error shows around what it is about. */
const AROUND = 30;

/**
 * The same script in ASCII.
 * @throws when something else than a pattern is not
 */
export function asciiOf(code: string): string {
  if (!FOREIGN.test(code)) return code;
  const parts: string[] = [];
  let done = 0;
  simple(parse(code, { ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true }), {
    Literal({ start, end, regex }) {
      if (!regex || !FOREIGN.test(regex.pattern)) return;
      parts.push(code.slice(done, start), `/${escaped(regex.pattern)}/${regex.flags}`);
      done = end;
    },
  });
  const ascii = parts.join('') + code.slice(done);
  const left = ascii.search(FOREIGN);
  if (left >= 0) {
    const shown = ascii.slice(Math.max(0, left - AROUND), left + AROUND);
    throw new Error(`not ASCII, and no pattern: …${shown}…`);
  }
  return ascii;
}

/** By code unit: a pair of escaped surrogates is one character where the pattern is a Unicode one, and two elsewhere. */
function escaped(pattern: string): string {
  return pattern.replace(ESCAPED_OR_FOREIGN, (found) => {
    const character = found.at(-1) as string;
    return FOREIGN.test(character)
      ? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
      : found;
  });
}
