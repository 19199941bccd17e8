/** A till with a key of its own, over the HTTP access service of a local cloud. */
import { hashOfSecret, type Partner, secretOf } from '../../cloudfunctions/core/partners';
import { askPartner, type Key, type PartnerReply } from '../integration/shop/partner';

/** What an order is made of when a coupon is used for it. */
export interface Basket {
  amountFen: number;
  channel?: 'till' | 'web' | 'mini';
  categories?: string[];
}

/** The cloud a till talks to. */
export interface Counter {
  readonly origin: string;
  /** Straight into the database. */
  store(collection: string, documents: { _id: string }[]): Promise<void>;
}

export class Till {
  private constructor(
    private readonly origin: string,
    private readonly key: Key,
  ) {}

  static async open(counter: Counter): Promise<Till> {
    const { secrets } = (await ask(counter.origin, '/local/secrets')) as { secrets: Record<string, string> };
    Object.assign(process.env, secrets);
    const id = 'ptill';
    const secret = secretOf(id, 'salt');
    const partner: Partner = {
      _id: id,
      shape: 1,
      name: '前台收银',
      rights: ['members.read', 'members.write', 'orders', 'coupons', 'points'],
      stores: null,
      state: 'on',
      salt: 'salt',
      keyHash: hashOfSecret(secret),
      createdAt: 0 as Partner['createdAt'],
    };
    await counter.store('partners', [partner]);
    return new Till(counter.origin, { id, secret });
  }

  /** Makes a member, or finds the one, by phone number ('+86…'); answers the member number. */
  async newcomer(phone: string): Promise<string> {
    const { body } = await this.post('/v1/members', () => ({ phone }));
    return body.member.number;
  }

  /** A sale at this moment of the cloud's clock, nothing left to deliver. */
  sale(number: string, orderId: string, fen: number, channel: 'till' | 'web' | 'mini' = 'till'): Promise<PartnerReply> {
    return this.post('/v1/orders', (paidAt) => ({
      orderId,
      member: { number },
      amountFen: fen,
      currency: 'CNY',
      paidAt,
      completed: true,
      channel,
    }));
  }

  /** Of a member's coupon, for an order of so much before anything is taken off; answers what it takes off, fen. */
  async useCoupon(code: string, orderId: string, basket: Basket): Promise<number> {
    const { body } = await this.post(`/v1/coupons/${code}/use`, () => ({ channel: 'till', ...basket, orderId }));
    return body.fen;
  }

  refund(orderId: string, refundId: string, fen: number): Promise<PartnerReply> {
    return this.post(`/v1/orders/${orderId}/refunds`, (refundedAt) => ({ refundId, amountFen: fen, refundedAt }));
  }

  /**
   * Rejects unless it is done: a test that goes on after a refusal proves nothing.
   * @param body may tell the time of the cloud's clock
   */
  async post(path: string, body: (now: number) => object): Promise<PartnerReply> {
    const { now } = (await ask(this.origin, '/local/clock')) as { now: number };
    const reply = await askPartner(this.origin, () => now, 'POST', path, body(now), { key: this.key });
    if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }
}

async function ask(origin: string, path: string): Promise<unknown> {
  return (await fetch(`${origin}${path}`)).json();
}
