/** Somebody who has used everything that a shop keeps something about: what is erased when they leave is known word for word. */
import type { AssistTerms, ReferralTerms } from '../../cloudfunctions/core/inviting';
import type { Answer } from '../../typings/api/envelope';
import type { Fen, MonthDay, Points } from '../../typings/domain';
import { goods, put, address as someAddress, wish } from '../integration/shop/mall';
import type { Shop } from '../integration/shop/shop';

/** What must be found nowhere once they have gone. */
export const TRACES = {
  openid: 'oLeaver-7Kq2mVxZ9wTg4NbR1cYd',
  phone: '13987654321',
  nickname: '阿离Zinnia',
  receiver: '钟离未央',
  telephone: '13765432198',
  street: '枫林晚路 917 弄 33 号 2602 室',
  tag: '靠窗老座',
  parcel: 'SF9081726354407',
  reason: '给钟离补昨天那单',
  /** Bytes of the picture: random enough to stand nowhere else. */
  avatar: 'Zx81-avatar-of-the-leaver-Qp55',
} as const;

export const LEAVER = TRACES.openid;
const BOSS = 'boss';
const DAY = 86_400_000;

const referral: ReferralTerms = {
  campaign: 'friends',
  registered: { points: 50 },
  firstOrder: null,
  friend: { points: 30 },
  perDay: 10,
  inAll: 100,
  budget: null,
  review: { sameAddress: 100, tenMinutes: 100, risk: 'off' },
};
const assist: AssistTerms = {
  campaign: 'autumn',
  name: '秋日助力',
  helpers: 2,
  hours: 24,
  reward: { points: 80 },
  firstDay: '2026-11-01',
  lastDay: '2026-12-31',
  perMember: 2,
  helpsPerDay: 3,
  budget: null,
};

let keys = 0;
const key = () => `leaver-${++keys}`;

export function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

/** A shop that has everything: an owner, goods, payments, invitations. */
export async function furnish(shop: Shop): Promise<void> {
  const checkIn = { steps: [{ from: 1, points: 1_000 }], milestones: [], makeUp: { perMonth: 0, windowDays: 7 } };
  await shop.programme({ checkIn, referral, assist });
  const pay = { adapter: 'cloudPay', subMchId: '1900000109' };
  const trade = { _id: 'trade', shape: 1, trade: 'food', pay, payWithinMinutes: 15, tellShipping: true };
  await shop.store('settings', trade);
  sure(await shop.staff(BOSS, 'staff.claim', { code: await shop.setupCode(), name: '林店长' }, key()));
}

export async function control<T>(shop: Shop, path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${shop.origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

async function upload(shop: Shop, as: string, path: string, bytes: string): Promise<string> {
  const query = new URLSearchParams({ path, as });
  const response = await fetch(`${shop.origin}/local/upload?${query}`, { method: 'POST', body: bytes });
  return ((await response.json()) as { fileID: string }).fileID;
}

/** Comes on a friend's invitation and uses everything. @returns their number */
export async function useEverything(shop: Shop): Promise<string> {
  const number = await joins(shop);
  await tellsOfThemselves(shop, number);
  await takesPart(shop);
  await buys(shop, number);
  await isWrittenDown(shop, number);
  await settle(shop);
  return number;
}

async function joins(shop: Shop): Promise<string> {
  await shop.join('inviter');
  const { code } = sure(await shop.act('inviter', 'invite.view', {}));
  const { shop: texts } = sure(await shop.act(LEAVER, 'member.home', {}));
  const payload = {
    termsVersion: texts.terms.version,
    privacyVersion: texts.privacy.version,
    invite: { code, by: 'card' as const },
  };
  const data = { action: 'member.join', payload, key: key() };
  await control(shop, '/local/call', { as: LEAVER, address: '203.0.113.77', name: 'shopper', data });
  const { member } = sure(await shop.act(LEAVER, 'member.home', {}));
  if (!member) throw new Error('not joined');
  return member.number;
}

async function tellsOfThemselves(shop: Shop, number: string): Promise<void> {
  const first = await upload(shop, LEAVER, `avatars/${number}/first.png`, `${TRACES.avatar}-1`);
  const second = await upload(shop, LEAVER, `avatars/${number}/second.png`, `${TRACES.avatar}-2`);
  for (const avatar of [first, second])
    sure(await shop.act(LEAVER, 'member.updateProfile', { nickname: TRACES.nickname, avatar }, key()));
  // At a counter first, and then with their own telephone: two members become one.
  sure(await shop.staff(BOSS, 'counter.createMember', { phone: TRACES.phone, storeId: 'default' }, key()));
  const { code } = await control<{ code: string }>(shop, '/local/phonecode', { as: LEAVER, phone: TRACES.phone });
  sure(await shop.act(LEAVER, 'member.claimPhone', { code }, key()));
  sure(await shop.act(LEAVER, 'member.setBirthday', { day: '03-07' as MonthDay }, key()));
  const answers = [{ kind: 'pointsEnding' as const, answer: 'accept' as const }];
  const consented = await shop.act(LEAVER, 'messages.consent', { answers } as never, key());
  if (!consented.ok && consented.error.code !== 'MODULE_OFF') sure(consented);
}

async function takesPart(shop: Shop): Promise<void> {
  sure(await shop.act(LEAVER, 'checkin.signIn', {}, key()));
  sure(await shop.act(LEAVER, 'invite.view', {}));
  sure(await shop.act(LEAVER, 'invite.poster', {}));
  sure(await shop.act(LEAVER, 'assist.start', { campaign: assist.campaign }, key()));
  const { id } = sure(await shop.act('inviter', 'assist.start', { campaign: assist.campaign }, key()));
  const data = { action: 'assist.help', payload: { id }, key: key() };
  await control(shop, '/local/call', { as: LEAVER, address: '203.0.113.77', name: 'shopper', data });
}

async function buys(shop: Shop, number: string): Promise<void> {
  const address = {
    ...someAddress,
    name: TRACES.receiver,
    phone: TRACES.telephone,
    detail: TRACES.street,
  };
  const mug = await put(shop, { _id: 'parcelmug', ways: ['delivery'] });
  const sent = sure(await shop.act(LEAVER, 'mall.exchange', wish(mug, { way: 'delivery', address }), key())).redemption;
  await shipped(shop, sent?.id);
  const paid = await put(
    shop,
    { ...goods, _id: 'paidmug', ways: ['delivery'], price: { points: 200, cashFen: 990 } },
    5,
  );
  const wanted = sure(await shop.act(LEAVER, 'mall.exchange', wish(paid, { way: 'delivery', address }), key()));
  await control(shop, '/local/pay', { as: LEAVER, package: wanted.request?.package, act: 'pay' });
  const page = sure(await shop.act(LEAVER, 'payments.view', { trade: wanted.payment?.trade ?? '' }));
  await shipped(shop, page.redemption?.id);
  const sale = { member: { number }, storeId: 'default', amountFen: 8_800 as Fen };
  const { netFen, earned } = sure(await shop.staff(BOSS, 'counter.quote', sale));
  sure(await shop.staff(BOSS, 'counter.sell', { ...sale, expect: { netFen, points: earned } }, key()));
}

async function shipped(shop: Shop, id: string | undefined): Promise<void> {
  if (!id) throw new Error('nothing to ship');
  sure(await shop.staff(BOSS, 'parcels.ship', { id, carrier: '顺丰', number: TRACES.parcel }, key()));
}

/** By the staff, in their lists and about their corrections. */
async function isWrittenDown(shop: Shop, number: string): Promise<void> {
  const found = sure(await shop.staff(BOSS, 'members.search', { text: TRACES.phone }));
  const [member] = found.members;
  if (member?.number !== number) throw new Error('not found by the telephone');
  const { id } = member;
  // More than an owner corrects alone: it waits for a second person, with its reason, and is declined.
  const correction = { id, points: 20_000 as Points, reason: TRACES.reason, note: TRACES.reason };
  const { approval } = sure(await shop.staff(BOSS, 'members.adjust', correction, key()));
  sure(await shop.staff(BOSS, 'approvals.decide', { id: approval?.id ?? '', agree: false }, key()));
  sure(await shop.staff(BOSS, 'members.tag', { id, tags: [TRACES.tag], rev: 0 }, key()));
  let list = sure(await shop.staff(BOSS, 'exports.start', { kind: 'members' }, key()));
  for (let n = 0; n < 20 && list.state !== 'done'; n += 1)
    list = sure(await shop.staff(BOSS, 'exports.step', { id: list.id }, key()));
  const text = `手机号,积分\n${TRACES.phone},20\n`;
  const brought = sure(await shop.staff(BOSS, 'imports.check', { text }, key()));
  sure(await shop.staff(BOSS, 'imports.apply', { id: brought.id }, key()));
}

/** What calls have left is delivered, judged and trimmed. */
export async function settle(shop: Shop, rounds = 4): Promise<void> {
  for (let n = 0; n < rounds; n += 1) {
    await shop.advance(11 * 60_000);
    await shop.tick();
  }
}

/** Taps 注销, waits, and lets the timer do the rest. */
export async function leave(shop: Shop): Promise<void> {
  sure(await shop.act(LEAVER, 'account.close', {}, key()));
  await shop.advance(7 * DAY + 60_000);
  await settle(shop, 8);
}
