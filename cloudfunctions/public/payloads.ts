/** What the open questions take; nothing else is let in. */
import * as v from 'valibot';

/** An invite code may be mistyped: one that cannot be is answered like one that is not. */
const code = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,16}$/));
const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,64}$/));

export const arriving = v.strictObject({ code: v.exactOptional(code), assist: v.exactOptional(id) });
export type Arriving = v.InferOutput<typeof arriving>;
