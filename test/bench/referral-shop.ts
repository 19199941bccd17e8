/** A shop on a local cloud in which members bring friends, and what must be true of its rewards in the end. */
import { randomUUID } from 'node:crypto';
import { FriendBooks, type Row, StockBooks } from '../../cloudfunctions/core/account/index';
import type { Referral, ReferralTerms } from '../../cloudfunctions/core/inviting/index';
import { defaultProgramme } from '../../cloudfunctions/core/programme/index';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import { allBooks, allStocks } from '../../scripts/books/check';
import { promisesOf } from '../../scripts/books/friends';
import type { Answer } from '../../typings/api/envelope';
import type { HomeView } from '../../typings/api/shopper';
import type { Points } from '../../typings/domain';
import { fill } from './flash-shop';
import { openShop, type Shop } from './shop';

export const REGISTERED = 50;
export const FRIEND = 30;

/** Nobody needs to be looked at, and nothing runs out. */
const terms: ReferralTerms = {
  campaign: 'autumn',
  registered: { points: REGISTERED },
  firstOrder: { points: 20, minimumFen: 0, withinDays: 30 },
  friend: { points: FRIEND },
  perDay: 100,
  inAll: 10_000,
  budget: 1_000_000,
  review: { sameAddress: 100, tenMinutes: 100, risk: 'off' },
};

export interface Inviting {
  shop: Shop;
  /** openids of those who invite, and their codes. */
  inviters: { openid: string; code: string }[];
  /** Points that everybody gets for joining. */
  welcome: Points;
  /** What whoever joins agrees to. */
  texts: { termsVersion: string; privacyVersion: string };
}

export async function openInviting(instances: number, inviters: number): Promise<Inviting> {
  const shop = await openShop(instances);
  const programme = programmeDocument({ ...defaultProgramme, version: 1, referral: terms });
  await fill(shop, [{ collection: 'settings', data: [{ _id: 'programme', shape: 2, ...programme }] }]);
  const all: Inviting['inviters'] = [];
  for (let n = 0; n < inviters; n += 1) {
    const openid = await shop.join();
    const { code } = await shop.must(openid, 'invite.view', {});
    all.push({ openid, code });
  }
  const [first] = all;
  if (!first) throw new Error('nobody invites');
  const { shop: view } = await shop.must(first.openid, 'member.home', {});
  const texts = { termsVersion: view.terms.version, privacyVersion: view.privacy.version };
  return { shop, inviters: all, welcome: (await shop.member(first.openid)).balance, texts };
}

/** A tap on 加入 by somebody who came with this code. */
export function joinWith({ shop, texts }: Inviting, openid: string, code: string): Promise<Answer<HomeView>> {
  return shop.call(openid, 'member.join', { ...texts, invite: { code, by: 'card' } }, randomUUID());
}

export interface Brought {
  /** Entries that pay somebody for this friend. */
  rewards: number;
  /** Points that all inviters have got for them. */
  paid: number;
  /** One sentence each. */
  wrong: string[];
}

/** What one friend has brought, after the timer has had its turns. */
export async function broughtBy({ shop, welcome }: Inviting, friend: string): Promise<Brought> {
  const { _id, inviter, balance } = await shop.member(friend);
  const wrong: string[] = [];
  const [referral] = await shop.reader.find<Referral>('referrals', { where: { _id }, limit: 1 });
  if (!inviter || referral?.inviterId !== inviter)
    wrong.push(`invited by ${inviter}, the referral says ${referral?.inviterId}`);
  if (referral?.registered.state !== 'paid') wrong.push(`the reward for joining is ${referral?.registered.state}`);
  if (balance !== FRIEND + welcome) wrong.push(`the friend has ${balance} points`);
  const query = { where: { ref: `referral:${_id}` }, limit: 100 };
  const rows = await shop.reader.find<Row>('ledger', query);
  if (rows.some(({ memberId }) => memberId !== inviter)) wrong.push('it was paid to somebody else');
  return { rewards: rows.length, paid: rows.reduce((sum, { points }) => sum + points, 0), wrong };
}

/** Every member's books, those of stock, and those of what friends bring. */
export async function wrongBooks(shop: Shop): Promise<string[]> {
  const wrong: string[] = [];
  const [stocked, friends] = [new StockBooks(await allStocks(shop.reader)), new FriendBooks()];
  const before = await promisesOf(shop.reader);
  for await (const book of allBooks(shop.reader)) {
    stocked.add(book);
    friends.add(book);
    wrong.push(...book.wrong.map((what) => `${book.member.number}: ${what}`));
  }
  const stocks = stocked.result(await allStocks(shop.reader));
  return [...wrong, ...stocks.wrong, ...stocks.moving, ...friends.wrong(before, await promisesOf(shop.reader))];
}
