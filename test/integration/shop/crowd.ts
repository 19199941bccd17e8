/** A shop in full swing: people join, invite, sign in, buy, exchange, become one with whom a till has made of them; and the timer. */
import type { Answer } from '../../../typings/api/envelope';
import { openMall, put, wish } from './mall';
import type { Shop } from './shop';

const MINUTE = 60_000;
const POINTS_A_DAY = 1_000;

export interface Crowd {
  /** What has been done, by its name. */
  done: Record<string, number>;
  /** Nobody does anything any more. */
  isOver(): boolean;
  /** Lets everybody finish what they are about. */
  stop(): Promise<void>;
}

/** Rewards with few and with many units, a programme with rewards for friends. */
export async function furnish(shop: Shop): Promise<void> {
  await openMall(shop);
  await shop.programme({
    checkIn: { steps: [{ from: 1, points: POINTS_A_DAY }], milestones: [], makeUp: { perMonth: 0, windowDays: 7 } },
    referral: {
      campaign: 'autumn',
      registered: { points: 50 },
      firstOrder: { points: 20, minimumFen: 1_000, withinDays: 30 },
      friend: { points: 20 },
      perDay: 50,
      inAll: 500,
      budget: 100_000,
      review: { sameAddress: 100, tenMinutes: 100, risk: 'off' },
    },
  });
}

/** @param rounds how often all of them together do what people do, before they have had enough */
export async function openCrowd(shop: Shop, people: number, rounds: number): Promise<Crowd> {
  const done: Record<string, number> = {};
  const mug = await put(shop, { _id: 'mug', ways: ['pickup'], price: { points: 20, cashFen: 0 } }, 5_000);
  let [over, n] = [false, 0];
  const note = (what: string, answer: Pick<Answer<unknown>, 'ok'>) => {
    if (answer.ok) done[what] = (done[what] ?? 0) + 1;
  };
  const live = async (openid: string) => {
    let invite = '';
    while (!over) {
      n += 1;
      if (n > rounds) over = true;
      const key = `${(await shop.books(openid)).members[0]?.seq ?? 0}-${n}`;
      note('exchange', await shop.act(openid, 'mall.exchange', wish(mug), key));
      const order = { orderId: `o${n}`, member: await numberOf(shop, openid), amountFen: 3_000, currency: 'CNY' };
      const paid = { ...order, paidAt: shop.now(), completed: true, channel: 'till' };
      note('order', { ok: (await shop.partner('POST', '/v1/orders', paid)).status < 300 } as Answer<unknown>);
      if (n % 5 === 0) {
        const view = await shop.act(openid, 'invite.view', {});
        if (view.ok) invite = view.data.code;
        note('friend', await joins(shop, `friend-${n}`, invite));
      }
      if (n % 7 === 0) note('merger', await becomesOne(shop, openid, n));
    }
  };
  const clock = async () => {
    for (; !over; done.tick = (done.tick ?? 0) + 1) {
      await shop.advance(4 * MINUTE);
      await shop.tick();
    }
  };
  const names = Array.from({ length: people }, (_, each) => `crowd-${each}`);
  for (const openid of names) {
    await shop.join(openid);
    await shop.act(openid, 'checkin.signIn', {}, 'sign');
  }
  const all = [...names.map(live), clock()];
  return {
    done,
    isOver: () => over,
    stop: async () => {
      over = true;
      await Promise.all(all);
    },
  };
}

async function numberOf(shop: Shop, openid: string): Promise<{ number: string }> {
  return { number: (await shop.books(openid)).members[0]?.number ?? '' };
}

async function joins(shop: Shop, openid: string, code: string): Promise<Answer<unknown>> {
  const home = await shop.act(openid, 'member.home', {});
  if (!home.ok) return home;
  const { terms, privacy } = home.data.shop;
  const consent = { termsVersion: terms.version, privacyVersion: privacy.version };
  return shop.act(
    openid,
    'member.join',
    { ...consent, ...(code === '' ? {} : { invite: { code, by: 'card' } }) },
    'join',
  );
}

/** A till has made a member of a phone number, who bought something; now its owner shows it. */
async function becomesOne(shop: Shop, openid: string, n: number): Promise<Pick<Answer<unknown>, 'ok'>> {
  const phone = `1390${String(n).padStart(7, '0')}`;
  const made = await shop.partner('POST', '/v1/members', { phone: `+86${phone}` });
  const sold = {
    orderId: `p${n}`,
    member: { phone: `+86${phone}` },
    amountFen: 5_000,
    currency: 'CNY',
    paidAt: shop.now(),
  };
  if (made.status >= 300) return { ok: false };
  await shop.partner('POST', '/v1/orders', { ...sold, completed: true, channel: 'till' });
  const friend = `late-${n}-${openid}`;
  await shop.join(friend);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ as: friend, phone });
  const response = await fetch(`${shop.origin}/local/phonecode`, { method: 'POST', headers, body });
  const { code } = (await response.json()) as { code: string };
  return shop.act(friend, 'member.claimPhone', { code }, 'claim');
}
