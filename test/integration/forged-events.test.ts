/**
 * Anybody in WeChat can call any function of the shop with any event. Every function is called here by an ordinary user
 * who has read the source: nothing changes, and nobody learns of anybody.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functions } from '../../cloudfunctions/manifest/functions';
import type { Store } from '../../cloudfunctions/platform/store';
import { openCloudStore } from '../../scripts/cloud-store';
import type { Answer } from '../../typings/api/envelope';
import type { StaffActions } from '../../typings/api/staff';
import { payloads } from '../setup/staff-payloads';
import { actionNames, type Forged, type Found, forgeries } from './shop/forged';
import { address, openMall, put, rich, wish } from './shop/mall';
import { sign } from './shop/partner';
import { openShop, type Shop } from './shop/shop';
import { changesOf, type Whole, wholeOf } from './shop/whole';

const VICTIM = 'o-victim';
const OWNER = 'o-owner';
const FORGER = 'o-forger';
const NICKNAME = '林小满的小号';
const PHONE = '13812345678';
const OWNER_NAME = '何店主';

/** Guesses at codes are counted before they are looked at: of everybody, and of whoever guesses. */
const COUNTED = /^tallies guess:(setup|invite)/;

let shop: Shop;
let store: Store;
let found: Found;

async function must<T>(answer: Promise<Answer<T>>): Promise<T> {
  const done = await answer;
  if (!done.ok) throw new Error(done.error.code);
  return done.data;
}

/** What a partner's till has sent, word for word. */
function overheard(partner: { id: string; secret: string }): Found['signed'] {
  const [method, path] = ['GET', '/v1/ping'];
  const [time, nonce] = [String(Math.round(shop.now())), randomUUID()];
  const signature = sign({ method, target: path, time, nonce, body: '' }, partner);
  const headers = {
    'x-huitouke-key': partner.id,
    'x-huitouke-time': time,
    'x-huitouke-nonce': nonce,
    'x-huitouke-signature': signature,
  };
  return { method, path, headers, body: '' };
}

beforeAll(async () => {
  shop = await openShop(1);
  await openMall(shop);
  const pay = { adapter: 'cloudPay', subMchId: '1900000109' };
  const trade = { _id: 'trade', shape: 1, trade: 'food', pay, payWithinMinutes: 15, tellShipping: true };
  await shop.store('settings', trade);
  await must(shop.staff(OWNER, 'staff.claim', { code: await shop.setupCode(), name: OWNER_NAME }, 'claim'));
  await rich(shop, VICTIM);
  await must(shop.act(VICTIM, 'member.updateProfile', { nickname: NICKNAME }, 'named'));
  const mug = await put(shop, {}, 5);
  const paid = await put(shop, { _id: 'dear', price: { points: 200, cashFen: 990 } }, 5);
  const sent = await must(shop.act(VICTIM, 'mall.exchange', wish(mug, { way: 'delivery', address }), 'sent'));
  const open = await must(shop.act(VICTIM, 'mall.exchange', wish(paid, { way: 'delivery', address }), 'open'));
  await shop.partner('POST', '/v1/members', { phone: PHONE });
  const home = await must(shop.act(VICTIM, 'member.home', {}));
  const partner = await shop.partnerKey();
  const [member] = (await shop.books(VICTIM)).members;
  store = await openCloudStore(shop.origin);
  // The victim's own phone has ended what it had begun: nothing is on its way any more.
  await shop.tick();
  found = {
    openid: VICTIM,
    memberId: member?._id as string,
    number: home.member?.number as string,
    trade: open.payment?.trade as string,
    redemptionId: sent.redemption?.id as string,
    partner: partner.id,
    signed: overheard(partner),
    now: Math.round(shop.now()),
  };
  expect(Object.values(found).every(Boolean)).toBe(true);
  await shop.logs();
});
afterAll(() => shop.close());

const personal = () => [
  VICTIM,
  OWNER,
  NICKNAME,
  PHONE,
  OWNER_NAME,
  address.name,
  address.detail,
  '13800001234',
  found.number,
];

/** What came of it: bugs, answers that took it, and whatever names a person. */
function wrongIn(name: string, { what }: Forged, answer: unknown): string[] {
  const text = JSON.stringify(answer) ?? 'undefined';
  const wrong: string[] = [];
  if (/"(INTERNAL|BUSY)"/.test(text)) wrong.push(`${name} trips over ${what}: ${text.slice(0, 200)}`);
  const told = personal().find((each) => text.includes(each));
  if (told !== undefined) wrong.push(`${name} tells of somebody for ${what}`);
  return wrong;
}

async function fire(name: string, events: readonly Forged[], openid: string | undefined): Promise<string[]> {
  const wrong: string[] = [];
  for (const forged of events) {
    try {
      wrong.push(...wrongIn(name, forged, await shop.raw(openid, forged.event, name)));
    } catch (thrown) {
      wrong.push(`${name} is broken by ${forged.what}: ${(thrown as Error).message}`);
    }
  }
  return wrong;
}

/** Actions of all functions, as those who may would send them. */
function everyAction(): Forged[] {
  return actionNames().flatMap((action) => {
    const payload = payloads[action as keyof StaffActions] ?? {};
    return [{ what: action, event: { action, payload, key: 'forged' } }];
  });
}

function nonceOf({ partner, signed }: Found): string {
  return `nonce:${partner}:${signed.headers['x-huitouke-nonce']}`;
}

async function changed(before: Whole): Promise<string[]> {
  return changesOf(before, await wholeOf(store)).filter((name) => !COUNTED.test(name));
}

describe.each(Object.keys(functions))('the function %s', (name) => {
  test('is called by an ordinary user with every made-up event: nothing changes, nobody is told of', async () => {
    const before = await wholeOf(store);
    const events = [...forgeries(found), ...everyAction()];
    expect(events.length).toBeGreaterThan(300);
    expect(await fire(name, events, FORGER)).toEqual([]);
    expect(await changed(before)).toEqual([]);
  });
});

describe('without any identity, as a phone in a single page has none', () => {
  // The clock itself comes without one, and does its work.
  test.each(Object.keys(functions).filter((name) => name !== 'timer'))('%s changes nothing either', async (name) => {
    const before = await wholeOf(store);
    expect(await fire(name, forgeries(found), undefined)).toEqual([]);
    // Whoever has what a partner signed is that partner, once.
    const touched = (await changed(before)).filter((each) => each !== `requests ${nonceOf(found)}`);
    expect(touched).toEqual([]);
  });
});

test('the timer refuses whoever has an identity, whatever they send; the clock is let in', async () => {
  for (const { event, what } of forgeries(found)) {
    const answer = await shop.raw(FORGER, event, 'timer');
    expect(answer, what).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  }
  expect(await shop.raw(undefined, { action: 'selfCheck' }, 'timer')).toMatchObject({ ok: true });
  expect(await shop.tick()).toBeTruthy();
});

test('what a partner has signed is worth nothing on a phone, and is not used up by it', async () => {
  const signed = overheard(await shop.partnerKey());
  const event = { path: `/partner${signed.path}`, httpMethod: signed.method, headers: signed.headers, body: '' };
  expect(await shop.raw(FORGER, event, 'partner')).toMatchObject({ statusCode: 403 });
  const heard = await fetch(`${shop.origin}/http/partner${signed.path}`, { headers: signed.headers });
  expect(heard.status).toBe(200);
});

test('a payment that somebody says was made is open as before', async () => {
  const { payment } = await must(shop.act(VICTIM, 'payments.view', { trade: found.trade }));
  expect(payment.state).toBe('open');
});

test('what changes nothing is seen when it does: the digest knows every document', async () => {
  const before = await wholeOf(store);
  expect(before.size).toBeGreaterThan(20);
  await shop.join('o-somebody');
  expect((await changed(before)).some((name) => name.startsWith('members '))).toBe(true);
});

test('the log of all this names nobody', async () => {
  const text = JSON.stringify(await shop.logs());
  expect(text.length).toBeGreaterThan(10_000);
  for (const each of [...personal(), FORGER]) expect(text).not.toContain(each);
});
