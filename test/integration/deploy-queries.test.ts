/** Every question the functions ask is answered by a declared index: on the platform anything else reads the whole collection. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCANS, type Scan } from '../../local/cloud/database/plan/rows';
import type { ShopperActions } from '../../typings/api/shopper';
import { payloads } from '../setup/staff-payloads';
import { openShop, type Shop } from './shop/shop';

/** A handful of documents, whatever the shop: their own indexes would cost more than they save. */
const HANDFUL = ['staff', 'partners'];

const asked: Partial<Record<keyof ShopperActions, object>> = {
  'member.home': {},
  'checkin.signIn': {},
  'checkin.calendar': { month: '2026-11' },
  'points.history': {},
  'points.view': {},
  'tiers.view': {},
  'guide.view': {},
  'inbox.list': {},
  'inbox.seen': {},
  'member.codes': {},
};

const scans: Scan[] = [];
const take = (scan: unknown) => void scans.push(scan as Scan);

let shop: Shop;

beforeAll(async () => {
  subscribe(SCANS, take);
  shop = await openShop(1);
});
afterAll(async () => {
  unsubscribe(SCANS, take);
  await shop.close();
});

it('a shop’s days, with every action of the staff, ask nothing that no index answers', async () => {
  for (const openid of ['lin', 'mei']) await shop.join(openid);
  const code = await shop.setupCode();
  expect(await shop.staff('lin', 'staff.claim', { code, name: '林店长' }, 'claim')).toMatchObject({ ok: true });
  for (const [action, payload] of Object.entries(payloads)) {
    if (action !== 'staff.claim') await shop.staff('lin', action as never, payload as never, `key-${action}`);
  }
  for (const day of [0, 1, 2, 31, 62]) {
    await shop.day(day);
    for (const [action, payload] of Object.entries(asked))
      await shop.act('mei', action as keyof ShopperActions, payload as never, `${action}-${day}`);
    await shop.tick();
  }
  const unserved = scans.filter(({ collection }) => !HANDFUL.includes(collection));
  expect([...new Set(unserved.map((scan) => JSON.stringify(scan)))]).toEqual([]);
});

it('and a question that no index answers would be seen', async () => {
  scans.length = 0;
  await shop.staff('lin', 'staff.team', {});
  expect(scans.map(({ collection }) => collection)).toContain('staff');
});
