import * as v from 'valibot';

const word = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const code = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/));

/** Of the mall as a whole: its categories, in order. A settings document. */
export const mallSchema = v.strictObject({
  shape: v.literal(1),
  categories: v.pipe(
    v.array(v.strictObject({ code, name: word(8) })),
    v.maxLength(12),
    v.check((list) => new Set(list.map((each) => each.code)).size === list.length, 'each code once'),
  ),
});
