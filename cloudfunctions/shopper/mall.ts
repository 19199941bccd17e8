/** The points mall: the shelf, taking a reward, what has been taken. Payments are in payments.ts. */
import * as v from 'valibot';
import type { AddressInput, ExchangeInput, MallActions } from '../../typings/api/mall';
import type { Fen, Points } from '../../typings/domain';
import {
  cancelOwn,
  exchange,
  homeShelf,
  QUANTITY_MAX,
  redemption,
  redemptions,
  rewardPage,
  shelf,
} from '../core/rewards';
import { type Action, action } from '../platform/router';
import { nothing } from './payloads';

const QUESTION = false;
const COMMAND = true;

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const word = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

const rewardId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,24}$/));
const redemptionId = v.strictObject({ id: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)) });
const storeId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/));

const page = {
  cursor: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
  limit: v.exactOptional(whole(1, 50)),
};

const shelfPage = v.strictObject({
  ...page,
  category: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/))),
  affordable: v.exactOptional(v.boolean()),
});

const redemptionsPage = v.strictObject({ ...page, segment: v.picklist(['open', 'ended']) });

/** A mobile or landline number, with its country's code or without. */
const phone = v.pipe(v.string(), v.trim(), v.regex(/^\+?\d(?:[ -]?\d){5,18}$/));

const address: v.GenericSchema<AddressInput> = v.strictObject({
  name: word(30),
  phone,
  province: word(30),
  city: word(30),
  district: word(30),
  detail: word(120),
});

const points = v.pipe(
  whole(0, 10_000_000),
  v.transform((value) => value as Points),
);
const fen = v.pipe(
  whole(0, 10_000_000),
  v.transform((value) => value as Fen),
);

const exchanging = v.strictObject({
  rewardId,
  quantity: whole(1, QUANTITY_MAX),
  way: v.picklist(['delivery', 'pickup', 'none']),
  storeId: v.exactOptional(storeId),
  address: v.exactOptional(address),
  expect: v.strictObject({ points, cashFen: fen }),
}) satisfies v.GenericSchema<unknown, ExchangeInput>;

export const mallActions: Record<Exclude<keyof MallActions, `payments.${string}`>, Action> = {
  'home.shelf': action(QUESTION, nothing, (env, { openid }) => homeShelf(env, openid)),
  'mall.list': action(QUESTION, shelfPage, (env, { openid }, input) => shelf(env, openid, input)),
  'mall.reward': action(QUESTION, v.strictObject({ id: rewardId }), (env, { openid }, { id }) =>
    rewardPage(env, openid, id),
  ),
  'mall.exchange': action(COMMAND, exchanging, exchange),
  'redemptions.list': action(QUESTION, redemptionsPage, (env, { openid }, input) => redemptions(env, openid, input)),
  'redemptions.view': action(QUESTION, redemptionId, (env, { openid }, { id }) => redemption(env, openid, id)),
  // One redemption is given back once, whoever asks for it and how often: no key is needed.
  'redemptions.cancel': action(QUESTION, redemptionId, (env, caller, { id }) => cancelOwn(env, caller, id)),
};
