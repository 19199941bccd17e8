/** What each action takes; nothing else is let in. */
import * as v from 'valibot';
import type { Fen, Points } from '../../typings/domain';

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
  role: v.picklist(['owner', 'manager', 'operator', 'cashier', 'analyst']),
  stores: v.pipe(v.array(storeId), v.maxLength(200)),
  days: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(14))),
});

export const suspending = v.strictObject({ id, suspended: v.boolean() });

/** What is scanned is at most eighteen digits, what is typed may have spaces in it. */
const SCANNED_MAX = 64;
/** ¥100,000 */
const AMOUNT_MAX_FEN = 10_000_000;
const POINTS_MAX = 100_000_000;

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const fen = (from: number) =>
  v.pipe(
    whole(from, AMOUNT_MAX_FEN),
    v.transform((n) => n as Fen),
  );
const points = v.pipe(
  whole(0, POINTS_MAX),
  v.transform((n) => n as Points),
);
const scanned = text(SCANNED_MAX);

export const looking = v.strictObject({ text: scanned, storeId });
export const verifying = v.strictObject({ code: scanned, storeId });
export const acting = v.strictObject({ action: id });
export const newcomer = v.strictObject({ phone: scanned, storeId });

const member = v.union([
  v.strictObject({ code: scanned }),
  v.strictObject({ number: scanned }),
  v.strictObject({ phone: scanned }),
]);

const saleFields = {
  member,
  storeId,
  amountFen: fen(1),
  coupon: v.exactOptional(scanned),
  points: v.exactOptional(points),
};

export const sale = v.strictObject(saleFields);
export const confirmedSale = v.strictObject({ ...saleFields, expect: v.strictObject({ netFen: fen(0), points }) });
export const refunding = v.strictObject({ action: id, amountFen: fen(1) });

export const page = v.strictObject({
  cursor: v.exactOptional(text(256)),
  limit: v.exactOptional(whole(1, 50)),
});

export const parcelPage = v.strictObject({
  segment: v.picklist(['due', 'sent']),
  cursor: v.exactOptional(text(256)),
  limit: v.exactOptional(whole(1, 50)),
});
const parcelWord = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));
export const shipping = v.strictObject({ id, carrier: parcelWord, number: parcelWord });

export const atStore = v.strictObject({ storeId });
export const printing = v.strictObject({ storeId, renew: v.boolean() });
