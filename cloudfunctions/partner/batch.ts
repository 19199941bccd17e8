/**
 * What a till has collected while it was offline. Events of one member are booked in the order given, members side by
 * side. What there is no time or room for is answered with BUSY and has not been booked: it can be sent again.
 */
import type { BatchAnswer } from '../../typings/api/partner';
import type { Member } from '../core/account';
import { findByRef } from '../core/membership';
import { orderMember } from '../core/orders';
import type { Partner } from '../core/partners';
import { loadSettings, type Settings } from '../core/settings';
import type { Environment } from '../platform/environment';
import { render } from '../platform/errors';
import { type HttpRequest, jsonOf, languageAccepted } from '../platform/http';
import { accept, type Result, refuse } from '../platform/refusal';
import { StoreError } from '../platform/store';
import { BATCH_MAX, type BatchEvent, batch, readBody } from './inputs';
import { bookSale, completedSale, paidSale, refundSale, type Sale } from './orders';
import type { Route } from './route';
import { about } from './subject';

/** Well before the function's time-out of 20 s. */
const WORKING_MS = 12_000;
/** An instance has one connection pool; more at once only queue. */
const SIDE_BY_SIDE = 8;
/** The service hands out answers of at most 100 KB as text. */
const ROOM_BYTES = 96 * 1024;
/** One event's answer, with fifty reasons. */
const LARGEST_BYTES = 6 * 1024;
const BUSY_BYTES = 160;

type Outcome = BatchAnswer['results'][number];

export const batchRoute: Route = {
  method: 'POST',
  path: '/v1/batches',
  action: 'orders.batch',
  right: 'orders',
  open: (request) => {
    if (eventsIn(request) > BATCH_MAX) return refuse('TOO_MANY', { field: 'events', limit: BATCH_MAX });
    const input = readBody(request, batch);
    if (!input.ok) return input;
    const { events } = input.data;
    return accept(async (env) => {
      const settings = await loadSettings(env);
      return async (partner, register) => {
        const replay = await register();
        if (replay) return replay;
        const run = new BatchRun(env, settings, partner, request, events);
        return accept({ status: 200, data: { results: await run.results() } satisfies BatchAnswer });
      };
    });
  },
};

/** Counted first, so that a list that is too long says so whatever is in it. */
function eventsIn(request: HttpRequest): number {
  const json = jsonOf(request.body);
  const events = json.ok && json.data !== null ? (json.data as { events?: unknown }).events : undefined;
  return Array.isArray(events) ? events.length : 0;
}

class BatchRun {
  readonly #outcomes: (Outcome | undefined)[];
  readonly #stopAt: number;
  #bytes = 0;
  #settled = 0;
  #underWay = 0;

  constructor(
    private readonly env: Environment,
    private readonly settings: Settings,
    private readonly partner: Partner,
    private readonly request: HttpRequest,
    private readonly events: readonly BatchEvent[],
  ) {
    this.#outcomes = events.map(() => undefined);
    this.#stopAt = env.clock() + WORKING_MS;
  }

  async results(): Promise<Outcome[]> {
    const members = await this.#members();
    const groups = new Map<string, number[]>();
    for (const [at, found] of members.entries()) {
      if (!found.ok) this.#settle(at, found);
      else groups.set(found.data._id, [...(groups.get(found.data._id) ?? []), at]);
    }
    await sideBySide([...groups.values()], (group) => this.#book(group, members));
    return this.#outcomes.map((outcome) => outcome ?? this.#refusal(refuse('BUSY')));
  }

  /** Whom each event is about: whom it names, whom another event of its order here names, or who owns the order. */
  async #members(): Promise<Result<Member>[]> {
    const named = new Map<string, Promise<Result<Member>>>();
    const once = (key: string, find: () => Promise<Result<Member>>) => {
      const found = named.get(key) ?? find();
      named.set(key, found);
      return found;
    };
    const refOfOrder = new Map(
      this.events.flatMap((each) => (each.member ? [[each.orderId, each.member] as const] : [])),
    );
    const found = new Array<Result<Member>>(this.events.length).fill(refuse('BUSY'));
    await sideBySide([...this.events.entries()], async ([at, event]) => {
      const ref = event.member ?? refOfOrder.get(event.orderId);
      const result = await (ref
        ? once(JSON.stringify(ref), () => this.#try(() => findByRef(this.env, ref)))
        : once(event.orderId, () => this.#try(() => orderMember(this.env, this.partner._id, event.orderId))));
      found[at] = result.ok ? result : about(result, ref ? 'member' : 'orderId');
    });
    return found;
  }

  async #book(group: readonly number[], members: readonly Result<Member>[]): Promise<void> {
    let member: Member | undefined;
    for (const at of group) {
      const event = this.events[at];
      const first = members[at];
      if (!event || !first?.ok || this.#isOver()) return;
      member ??= first.data;
      const before = member;
      this.#underWay += 1;
      const booked = await this.#try(() => bookSale(this.env, this.settings, this.partner, before, saleOf(event)));
      this.#underWay -= 1;
      if (booked.ok) member = booked.data.member;
      this.#settle(at, booked.ok ? accept(booked.data.answer) : booked);
      // Nothing after it may come before it.
      if (!booked.ok && booked.code === 'BUSY') return;
    }
  }

  #isOver(): boolean {
    const ahead = (this.#underWay + 1) * LARGEST_BYTES + (this.events.length - this.#settled) * BUSY_BYTES;
    return this.env.clock() >= this.#stopAt || this.#bytes + ahead > ROOM_BYTES;
  }

  #settle(at: number, result: Result<unknown>): void {
    const outcome = result.ok ? (result as Outcome) : this.#refusal(result);
    this.#outcomes[at] = outcome;
    this.#settled += 1;
    this.#bytes += Buffer.byteLength(JSON.stringify(outcome));
  }

  #refusal(refusal: Exclude<Result<never>, { ok: true }>): Outcome {
    return { ok: false, error: render(refusal, languageAccepted(this.request.headers['accept-language'])) };
  }

  /** One event the database did not answer must not hide what the others did. */
  async #try<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof StoreError)) throw failure;
      return refuse('BUSY');
    }
  }
}

function saleOf(event: BatchEvent): Sale {
  if (event.type === 'paid') return paidSale(event);
  return event.type === 'completed' ? completedSale(event.orderId, event) : refundSale(event.orderId, event);
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, items.length) }, worker));
}
