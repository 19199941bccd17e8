/** What each action takes; nothing else is let in. */
import * as v from 'valibot';

const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max));
const storeId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/));
/** Of documents whose `_id` is a digest. */
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));

const NAME_MAX = 12;
/** What the till's slip and the colleagues show: letters, digits and what stands between names; nothing that is not seen. */
const isName = (name: string) =>
  /^[\p{L}\p{N}][\p{L}\p{N}\p{M} .·・'’_-]*$/u.test(name) && [...name].length <= NAME_MAX;
const name = v.pipe(v.string(), v.maxLength(60), v.trim(), v.check(isName));

export const nothing = v.strictObject({});

/** As it was read out or typed; spaces and dashes may stand in it. */
export const entering = v.strictObject({ code: text(40), name });

export const inviting = v.strictObject({
  role: v.picklist(['owner', 'cashier']),
  stores: v.pipe(v.array(storeId), v.maxLength(200)),
});

export const suspending = v.strictObject({ id, suspended: v.boolean() });
