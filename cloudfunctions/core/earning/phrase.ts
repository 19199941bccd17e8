/** The conditions of a rule as the text that the phone words: see `when` in typings/codes.d.ts. Pure. */
import type { Rule } from './evaluate';
import type { Names } from './kind';
import { conditionOf, type Kinds, standardKinds } from './kinds';

/** `weekday:3,6|channel:mini|birthdayMonth` */
export function phrasesOf(rule: Rule, names: Names, kinds: Kinds = standardKinds): string {
  const plain: Names = { tier: (code) => unmarked(names.tier(code)), store: (id) => unmarked(names.store(id)) };
  return rule.when
    .map((each) => {
      const values = conditionOf(kinds, each.code).phrase(each, plain);
      return values === '' ? each.code : `${each.code}:${values}`;
    })
    .join('|');
}

/** A merchant's name may contain what separates here: its full-width sister is as good to read. */
function unmarked(name: string): string {
  return name.replaceAll('|', '｜').replaceAll(',', '，');
}
