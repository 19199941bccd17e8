/** What of a call says something of a person: who calls, and what was typed or told of somebody. */
import { manifest } from '../../cloudfunctions/manifest/index';
import type { HeardCall } from '../../local/cloud/contract';

/** Shorter ones are parts of words: 'lin' is in 'line'. Real openids have 28 characters. */
const OPENID_LEAST = 6;

/** A test's person who is called like a function or a collection, 'partner', say: a log says the word and means no person. */
const OWN_WORDS = new Set([...Object.keys(manifest.functions), ...Object.keys(manifest.collections)]);

/** Names, addresses, reasons: whatever has two Chinese characters. The functions' own words are said in answers alone. */
const WRITTEN = /\p{Script=Han}.*\p{Script=Han}/u;
/** Of phones, cards, members, codes: digits and nothing else, in groups or not. */
const NUMBER = /^\+?\d(?:[ -]?\d){7,19}$/;
/** Within a table of members, say. */
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
/** A time in milliseconds is about nobody. */
const TIME = /^1[6-9]\d{11}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

export function personalIn({ openid, event, answer }: HeardCall): string[] {
  const found = new Set<string>();
  if (openid !== undefined && openid.length >= OPENID_LEAST && !OWN_WORDS.has(openid)) found.add(openid);
  const said = textsIn(JSON.parse(event));
  for (const text of said) {
    if (WRITTEN.test(text)) found.add(text);
    for (const [phone] of text.matchAll(PHONE)) found.add(phone);
  }
  const told: unknown = answer === undefined ? null : JSON.parse(answer);
  for (const text of [...said, ...textsIn(told)]) {
    if (!NUMBER.test(text) || TIME.test(text) || DAY.test(text)) continue;
    found.add(text);
    found.add(text.replace(/\D/g, ''));
  }
  return [...found];
}

/** Every text of any depth, thousands of levels too; the body of a request over HTTP is one as well. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string') {
      texts.push(next);
      left.push(within(next));
    } else if (typeof next === 'object' && next !== null) {
      // Not all at once as arguments: there may be very many.
      for (const each of Object.values(next)) left.push(each);
    }
  }
  return texts;
}

/** What a text is the JSON of; null when it is none of an object or a list. */
function within(text: string): unknown {
  if (!/^[[{]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    // A text that only begins like JSON.
    return null;
  }
}
