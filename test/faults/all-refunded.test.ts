/** Sales, refunds, completions, nights and a merger in any order; in the end everything is sent back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkBooks, findMemberById, type Member, merge, sweep } from '../../cloudfunctions/core/account';
import { dayOf } from '../../cloudfunctions/core/calendar';
import { clockworkOf, nightly } from '../../cloudfunctions/core/dues';
import { memberStamp } from '../../cloudfunctions/core/membership';
import { bookEvent, type OrderEvent } from '../../cloudfunctions/core/orders';
import type { Programme } from '../../cloudfunctions/core/programme';
import type { Settings } from '../../cloudfunctions/core/settings';
import { ladderOf, standingOn } from '../../cloudfunctions/core/tiers';
import type { DayKey, EpochMs, Fen } from '../../typings/domain';
import { Memory } from './simulation/memory-store';
import { environment, member, NOON, settings as usual } from './simulation/world';

const DAY = 86_400_000;

/** No points end and no gift is given, so that all there is comes from orders. */
function settingsOf(waiting: Programme['waiting'], validityMonths: number | null): Settings {
  const list = usual.programme.tiers.list.map((tier) => ({ ...tier, gift: 0 }));
  const tiers = { ...usual.programme.tiers, validityMonths, list };
  const validity = { kind: 'rolling', months: 60 } as const;
  const programme: Programme = { ...usual.programme, waiting, validity, tiers, refund: { shortfall: 'debt' } };
  return { ...usual, programme, ladders: [ladderOf(tiers, '1970-01-01' as DayKey)] };
}

const waitings = fc.constantFrom<Programme['waiting']>(
  { days: 0, from: 'paid', completeAfterDays: 0 },
  { days: 7, from: 'paid', completeAfterDays: 0 },
  { days: 7, from: 'completed', completeAfterDays: 10 },
);
const act = fc.record({
  what: fc.constantFrom('pay', 'pay', 'pay', 'refund', 'refund', 'complete', 'night', 'merge'),
  who: fc.constantFrom('gone', 'stays'),
  pick: fc.nat(20),
  fen: fc.integer({ min: 1, max: 300_000 }),
  wait: fc.integer({ min: 0, max: 5 }),
});

interface Sale {
  id: string;
  who: string;
  left: number;
}

class Shop {
  readonly memory = new Memory(() => NOON);
  readonly sales: Sale[] = [];
  now = NOON;

  constructor(private readonly settings: Settings) {}

  private env = () => environment(this.memory.plain(), this.now);
  member = async (id: string) => (await findMemberById(this.memory.plain(), id)) as Member;

  async open(): Promise<void> {
    await this.memory.plain().add('members', { ...member('gone', null), openid: null } as Member);
    await this.memory.plain().add('members', member('stays'));
  }

  private async send({ id, who }: Sale, event: OrderEvent): Promise<void> {
    const order = { partnerId: 'p', orderId: id, storeId: 'default', channel: 'till', actor: 'partner' } as const;
    const booked = await bookEvent(this.env(), this.settings, await this.member(who), order, event);
    // A second completion of another time is another content.
    if (!booked.ok) expect([event.type, booked.code]).toEqual(['completed', 'KEY_REUSED']);
  }

  async pay(who: string, fen: number): Promise<void> {
    const sale = { id: `A${this.sales.length}`, who, left: fen };
    this.sales.push(sale);
    await this.send(sale, { type: 'paid', amountFen: fen as Fen, paidAt: this.now, completed: fen % 2 === 0 });
  }

  async refund(sale: Sale, fen: number): Promise<void> {
    if (fen === 0) return;
    const refundId = `left-${sale.left}`;
    sale.left -= fen;
    await this.send(sale, { type: 'refunded', refundId, amountFen: fen as Fen, refundedAt: this.now });
  }

  complete = (sale: Sale) => this.send(sale, { type: 'completed', completedAt: this.now });

  async night(): Promise<void> {
    const stopAt = (this.now + 1) as EpochMs;
    const time = { zone: this.settings.programme.zone, clockwork: clockworkOf(this.settings, this.now) };
    await sweep(this.env(), time, stopAt);
    await nightly(this.env(), this.settings, stopAt);
  }

  async merge(): Promise<void> {
    const [gone, stays] = [await this.member('gone'), await this.member('stays')];
    if (gone.state === 'active')
      expect((await merge(this.env(), gone, stays, () => [], memberStamp(this.env(), this.settings))).ok).toBe(true);
  }
}

test('when every order has gone back wholly, no point, growth, tier or first order is left, mergers in between or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      waitings,
      fc.constantFrom(null, 1, 12),
      fc.array(act, { minLength: 5, maxLength: 20 }),
      async (waiting, months, acts) => {
        const settings = settingsOf(waiting, months);
        const shop = new Shop(settings);
        await shop.open();
        for (const { what, who, pick, fen, wait } of acts) {
          shop.now = (shop.now + wait * DAY) as EpochMs;
          const sale = shop.sales[pick % Math.max(shop.sales.length, 1)];
          if (what === 'pay') await shop.pay(who, fen);
          else if (what === 'night') await shop.night();
          else if (what === 'merge') await shop.merge();
          else if (sale && what === 'complete') await shop.complete(sale);
          else if (sale) await shop.refund(sale, Math.min(fen, sale.left));
        }
        for (const sale of shop.sales) await shop.refund(sale, sale.left);
        const today = dayOf(shop.now, settings.programme.zone);
        for (const id of ['gone', 'stays']) {
          expect(await checkBooks(shop.memory.plain(), id)).toEqual([]);
          const { balance, growth, tier, firstOrder, state } = await shop.member(id);
          expect([balance, growth]).toEqual([0, 0]);
          if (state !== 'active') continue;
          const { tier: held, progress, kept, provisional } = standingOn(tier, settings.ladders, today);
          expect([held, progress, kept, provisional, firstOrder]).toEqual(['regular', 0, 0, 0, null]);
        }
      },
    ),
    { numRuns: 20 },
  );
});
