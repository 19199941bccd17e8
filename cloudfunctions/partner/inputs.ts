/** What each route takes; nothing else is let in. */
import * as v from 'valibot';
import type { EpochMs, Fen, Points } from '../../typings/domain';
import { parse } from '../platform/envelope';
import { type HttpRequest, jsonOf } from '../platform/http';
import { type Result, refuse } from '../platform/refusal';
import { weigh } from '../platform/weight';

/** Ten million yuan. */
const AMOUNT_MAX_FEN = 1_000_000_000;
/** More than any balance is spent at once. */
const POINTS_MAX = 1_000_000_000;
/** The year 2100: what lies behind it is a slip of the unit. */
const TIME_MAX_MS = 4_102_444_800_000;
export const BATCH_MAX = 100;
/** Of `weigh`: a body of 64 KB in which every value is a digit. */
const WEIGHT_MAX = 400 * 1024;

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const matching = (pattern: RegExp) => v.pipe(v.string(), v.maxLength(100), v.regex(pattern));
const lowerCase = v.transform((text: string) => text.toLowerCase());

const amount = v.pipe(
  whole(1, AMOUNT_MAX_FEN),
  v.transform((fen) => fen as Fen),
);
const time = v.pipe(
  whole(0, TIME_MAX_MS),
  v.transform((ms) => ms as EpochMs),
);
/** It may stand in a path, where dots alone would mean another folder. */
const own = matching(/^(?!\.+$)[A-Za-z0-9_.-]{1,64}$/);
const store = matching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/);

const names = {
  number: matching(/^\d{12}$/),
  code: matching(/^\d{18}$/),
  phone: matching(/^\+[1-9]\d{6,14}$/),
  phoneHash: v.pipe(matching(/^[0-9A-Fa-f]{64}$/), lowerCase),
  card: matching(/^[\x21-\x7e]{1,64}$/),
};

type Ref = { [Name in keyof typeof names]: Record<Name, string> }[keyof typeof names];

export const memberRef = v.pipe(
  v.strictObject({
    number: v.exactOptional(names.number),
    code: v.exactOptional(names.code),
    phone: v.exactOptional(names.phone),
    phoneHash: v.exactOptional(names.phoneHash),
    card: v.exactOptional(names.card),
  }),
  v.check((ref) => Object.keys(ref).length === 1, 'exactly one'),
  v.transform((ref) => ref as Ref),
);

export const newMember = v.pipe(
  v.strictObject({
    phone: v.exactOptional(names.phone),
    phoneHash: v.exactOptional(names.phoneHash),
    card: v.exactOptional(names.card),
    storeId: v.exactOptional(store),
  }),
  v.forward(
    v.check(({ phone, phoneHash, card }) => [phone, phoneHash, card].some((each) => each !== undefined), 'who'),
    ['phone'],
  ),
  v.forward(
    v.check(({ phone, phoneHash }) => phone === undefined || phoneHash === undefined, 'one of both'),
    ['phoneHash'],
  ),
);

const paidFields = {
  orderId: own,
  member: memberRef,
  amountFen: amount,
  currency: v.literal('CNY'),
  paidAt: time,
  completed: v.exactOptional(v.boolean()),
  storeId: v.exactOptional(store),
  channel: v.picklist(['mini', 'till', 'web']),
};
const completedFields = { completedAt: time, member: v.exactOptional(memberRef) };
const refundFields = { refundId: own, amountFen: amount, refundedAt: time, member: v.exactOptional(memberRef) };

export const paid = v.strictObject(paidFields);
export const completed = v.strictObject(completedFields);
export const refund = v.strictObject(refundFields);
export const orderPath = v.strictObject({ orderId: own });
export const nothing = v.strictObject({});

export const couponPath = v.strictObject({ code: matching(/^\d{16}$/) });
export const deductionPath = v.strictObject({ deductionId: own });

/** The merchant's words for goods. */
const categories = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(20))), v.maxLength(20));
const channel = v.picklist(['mini', 'till', 'web']);
const points = v.pipe(
  whole(1, POINTS_MAX),
  v.transform((each) => each as Points),
);
const basketFields = {
  amountFen: amount,
  categories: v.exactOptional(categories),
  storeId: v.exactOptional(store),
  channel,
};

export const quote = v.strictObject({
  ...basketFields,
  member: memberRef,
  coupons: v.exactOptional(v.pipe(v.array(matching(/^\d{16}$/)), v.maxLength(5))),
  points: v.exactOptional(points),
  orderId: v.exactOptional(own),
});
export const couponReserve = v.strictObject({ ...basketFields, orderId: own, minutes: v.exactOptional(whole(1, 15)) });
export const couponUse = v.strictObject({ ...basketFields, orderId: own });
export const couponOrder = v.strictObject({ orderId: own });
/** A query is text. */
export const couponQuery = v.strictObject({
  channel,
  storeId: v.exactOptional(store),
  amountFen: v.exactOptional(
    v.pipe(
      matching(/^([1-9]\d{0,8}|1000000000)$/),
      v.transform(Number),
      v.transform((fen) => fen as Fen),
    ),
  ),
});
export const deduction = v.strictObject({
  deductionId: own,
  member: memberRef,
  points,
  amountFen: amount,
  storeId: v.exactOptional(store),
  channel,
});

export type Paid = v.InferOutput<typeof paid>;
export type Completed = v.InferOutput<typeof completed>;
export type Refund = v.InferOutput<typeof refund>;

export const batch = v.strictObject({
  events: v.pipe(
    v.array(
      v.variant('type', [
        v.strictObject({ type: v.literal('paid'), ...paidFields }),
        v.strictObject({ type: v.literal('completed'), orderId: own, ...completedFields }),
        v.strictObject({ type: v.literal('refunded'), orderId: own, ...refundFields }),
      ]),
    ),
    v.minLength(1),
  ),
});

export type BatchEvent = v.InferOutput<typeof batch>['events'][number];

/** The body by a schema, or which field is wrong; 'body' when it is the whole. */
export function readBody<Schema extends v.GenericSchema>(
  request: HttpRequest,
  schema: Schema,
): Result<v.InferOutput<Schema>> {
  const unasked = named(parse(nothing, request.query), 'query');
  if (!unasked.ok) return unasked;
  const json = jsonOf(request.body);
  if (!json.ok) return json;
  const weight = weigh(json.data, WEIGHT_MAX);
  if (weight === 'too large') return refuse('TOO_LARGE');
  if (weight === 'strange name') return refuse('INVALID_INPUT', { field: 'body' });
  return named(parse(schema, json.data), 'body');
}

/** The query by a schema; a question has no body. */
export function readQuery<Schema extends v.GenericSchema>(
  request: HttpRequest,
  schema: Schema,
): Result<v.InferOutput<Schema>> {
  if (request.body.length > 0) return refuse('INVALID_INPUT', { field: 'body' });
  return named(parse(schema, request.query), 'query');
}

export function readPath<Schema extends v.GenericSchema>(
  parameters: unknown,
  schema: Schema,
): Result<v.InferOutput<Schema>> {
  return parse(schema, parameters);
}

function named<T>(read: Result<T>, whole: string): Result<T> {
  if (read.ok || read.details?.field !== '') return read;
  return { ...read, details: { ...read.details, field: whole } };
}
