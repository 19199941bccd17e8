import type * as v from 'valibot';
import type { EventAnswer } from '../../typings/api/partner';
import type { Channel } from '../../typings/domain';
import type { Member } from '../core/account';
import { dayOf } from '../core/calendar';
import { findByRef, partnerMember } from '../core/membership';
import { type Booked, bookEvent, type OrderEvent, orderAnswer, orderMember } from '../core/orders';
import type { Partner } from '../core/partners';
import { loadSettings, type Settings } from '../core/settings';
import type { Environment } from '../platform/environment';
import { accept, type Result } from '../platform/refusal';
import {
  type Completed,
  completed,
  nothing,
  orderPath,
  type Paid,
  paid,
  type Refund,
  readBody,
  readPath,
  readQuery,
  refund,
} from './inputs';
import type { Register, Reply, Route } from './route';
import { ownStore, storeFor } from './store';
import { about } from './subject';

/** Of an event that does not say: it belongs to an order whose payment did. */
const CHANNEL: Channel = 'till';

/** One event of an order, as every route and the batch book it. */
export interface Sale {
  orderId: string;
  event: OrderEvent;
  storeId: string | undefined;
  channel: Channel;
}

export function paidSale({ orderId, amountFen, paidAt, completed = false, storeId, channel }: Paid): Sale {
  return { orderId, event: { type: 'paid', amountFen, paidAt, completed }, storeId, channel };
}

export function completedSale(orderId: string, { completedAt }: Completed): Sale {
  return { orderId, event: { type: 'completed', completedAt }, storeId: undefined, channel: CHANNEL };
}

export function refundSale(orderId: string, { refundId, amountFen, refundedAt }: Refund): Sale {
  const event: OrderEvent = { type: 'refunded', refundId, amountFen, refundedAt };
  return { orderId, event, storeId: undefined, channel: CHANNEL };
}

/** Books it on this member and says what it did. */
export async function bookSale(
  env: Environment,
  settings: Settings,
  partner: Partner,
  member: Member,
  sale: Sale,
  register?: Register,
): Promise<Result<{ answer: EventAnswer; member: Member }>> {
  const { orderId, channel, event } = sale;
  const store = event.type === 'paid' ? storeFor(partner, settings, sale.storeId) : accept(ownStore(partner));
  if (!store.ok) return store;
  const order = { partnerId: partner._id, orderId, storeId: store.data, channel, actor: 'partner' as const };
  const booked = await bookEvent(env, settings, member, order, event, register);
  // What the member's own document already knows is answered without another reading, and so without this one.
  const replay = booked.ok && register ? await register() : null;
  if (replay) return replay;
  if (!booked.ok) return about(booked, SUBJECTS[booked.code]?.(event));
  const answer = eventAnswer(env, settings, orderId, booked.data);
  return accept({ answer, member: booked.data.member });
}

const timeField = (event: OrderEvent) =>
  event.type === 'paid' ? 'paidAt' : event.type === 'completed' ? 'completedAt' : 'refundedAt';

/** Which field of the event a refusal is about. */
const SUBJECTS: { [code: string]: ((event: OrderEvent) => string) | undefined } = {
  TIME_AHEAD: timeField,
  TOO_OLD: timeField,
  REFUND_TOO_LARGE: () => 'amountFen',
  ORDER_OF_OTHER: () => 'orderId',
  ORDER_NOT_FOUND: () => 'orderId',
  KEY_REUSED: (event) => (event.type === 'refunded' ? 'refundId' : 'orderId'),
  TOO_MANY: () => 'orderId',
  CLOSED: () => 'member',
};

function eventAnswer(env: Environment, settings: Settings, orderId: string, booked: Booked): EventAnswer {
  const { repeated, points, growth, spendableFrom, because } = booked;
  const today = dayOf(env.now, settings.programme.zone);
  const member = partnerMember(booked.member, settings, today);
  return { orderId, repeated, points, growth, spendableFrom, because, member };
}

function replied(booked: Awaited<ReturnType<typeof bookSale>>): Result<Reply> {
  if (!booked.ok) return booked;
  const { answer } = booked.data;
  return accept({ status: answer.repeated ? 200 : 201, data: answer });
}

export const pay: Route = {
  method: 'POST',
  path: '/v1/orders',
  action: 'orders.paid',
  right: 'orders',
  open: (request) => {
    const input = readBody(request, paid);
    if (!input.ok) return input;
    return accept(async (env) => {
      const [settings, found] = await Promise.all([loadSettings(env), findByRef(env, input.data.member)]);
      return async (partner, register) => {
        if (!found.ok) return about(found, 'member');
        return replied(await bookSale(env, settings, partner, found.data, paidSale(input.data), register));
      };
    });
  },
};

/** An event of an order that is there, or whose payment is still on its way and which therefore names its member. */
function later<Schema extends typeof completed | typeof refund>(
  path: string,
  action: string,
  schema: Schema,
  sale: (orderId: string, input: v.InferOutput<Schema>) => Sale,
): Route {
  return {
    method: 'POST',
    path,
    action,
    right: 'orders',
    open: (request, parameters) => {
      const order = readPath(parameters, orderPath);
      if (!order.ok) return order;
      const read = readBody(request, schema);
      if (!read.ok) return read;
      const input = read.data;
      const { orderId } = order.data;
      return accept(async (env) => {
        const { member: ref } = input;
        const [settings, named] = await Promise.all([loadSettings(env), ref ? findByRef(env, ref) : null]);
        return async (partner, register) => {
          const found = named ?? (await orderMember(env, partner._id, orderId));
          if (!found.ok) return about(found, named ? 'member' : 'orderId');
          return replied(await bookSale(env, settings, partner, found.data, sale(orderId, input), register));
        };
      });
    },
  };
}

export const complete = later('/v1/orders/{orderId}/completed', 'orders.completed', completed, completedSale);
export const giveBack = later('/v1/orders/{orderId}/refunds', 'orders.refunded', refund, refundSale);

export const show: Route = {
  method: 'GET',
  path: '/v1/orders/{orderId}',
  action: 'orders.show',
  right: 'orders',
  open: (request, parameters) => {
    const order = readPath(parameters, orderPath);
    if (!order.ok) return order;
    const asked = readQuery(request, nothing);
    if (!asked.ok) return asked;
    return accept(async (env) => async (partner, register) => {
      const [replay, answer] = await Promise.all([register(), orderAnswer(env, partner._id, order.data.orderId)]);
      if (replay) return replay;
      return answer.ok ? accept({ status: 200, data: answer.data }) : about(answer, 'orderId');
    });
  },
};
