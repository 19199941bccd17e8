import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reward } from '../../cloudfunctions/core/rewards';
import type { Answer } from '../../typings/api/envelope';
import type { ParcelView } from '../../typings/api/staff';
import { auditAll } from './shop/database';
import { address, openMall, put, rich, taken, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let scarf: Reward;

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

beforeAll(async () => {
  shop = await openShop();
  await openMall(shop);
  scarf = await put(shop, { _id: 'scarf', name: '围巾', ways: ['delivery', 'pickup'], order: 20 });
  sure(await shop.staff('owner', 'staff.claim', { code: await shop.setupCode(), name: '店主' }, 'claim'));
});
afterAll(() => shop.close());

async function order(openid: string, key: string): Promise<string> {
  await rich(shop, openid);
  const input = wish(scarf, { way: 'delivery', address });
  const { redemption } = sure(await shop.act(openid, 'mall.exchange', input, key));
  if (!redemption) throw new Error('nothing was taken');
  return redemption.id;
}

async function list(segment: 'due' | 'sent', limit?: number): Promise<ParcelView[]> {
  const found: ParcelView[] = [];
  let cursor: string | undefined;
  do {
    const asked = { segment, ...(limit ? { limit } : {}), ...(cursor ? { cursor } : {}) };
    const page = sure(await shop.staff('owner', 'parcels.list', asked));
    found.push(...page.parcels);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

test('what was ordered to be sent waits with its address, what is collected does not; pages are whole', async () => {
  const ids = [];
  for (const n of [1, 2, 3, 4, 5]) ids.push(await order(`o-parcel-${n}`, `parcel-${n}`));
  await rich(shop, 'o-pickup');
  await taken(shop, 'o-pickup', await put(shop, { _id: 'cup' }), 'pick');
  const due = await list('due', 2);
  expect(due.map(({ id }) => id)).toEqual(ids);
  expect(due[0]).toMatchObject({ name: '围巾', quantity: 1, address, shipping: null, open: true });
});

test('a parcel is sent once, put right once, and its owner sees the number', async () => {
  const [first] = await list('due');
  const id = first?.id ?? '';
  const send = (number: string, key: string) =>
    shop.staff('owner', 'parcels.ship', { id, carrier: '顺丰', number }, key);
  const [one, two] = await Promise.all([send('SF100', 'ship'), send('SF100', 'ship')]);
  expect([one.ok, two.ok]).toContain(true);
  expect(sure(await send('SF100', 'ship')).parcel).toMatchObject({ shipping: { carrier: '顺丰', number: 'SF100' } });
  expect(sure(await send('SF200', 'right')).parcel.open).toBe(false);
  expect(await send('SF300', 'again')).toMatchObject({ ok: false, error: { code: 'NOT_CANCELLABLE' } });
  expect((await list('due')).map((each) => each.id)).not.toContain(id);
  expect((await list('sent')).map((each) => each.id)).toEqual([id]);
  const { redemption } = sure(await shop.act('o-parcel-1', 'redemptions.view', { id }));
  expect(redemption).toMatchObject({ state: 'shipped', shipping: { number: 'SF200' }, cancellable: false });
});

test('what cannot be sent is refused: something to collect, something unknown, an empty number', async () => {
  const { redemptions } = sure(await shop.act('o-pickup', 'redemptions.list', { segment: 'open' }));
  const ship = (id: string, number: string) =>
    shop.staff('owner', 'parcels.ship', { id, carrier: '顺丰', number }, `${id}-x`);
  expect(await ship(redemptions[0]?.id ?? '', 'SF1')).toMatchObject({ error: { code: 'NOT_CANCELLABLE' } });
  expect(await ship('nobody', 'SF1')).toMatchObject({ error: { code: 'REDEMPTION_NOT_FOUND' } });
  expect(await ship('nobody', '  ')).toMatchObject({ error: { code: 'INVALID_INPUT' } });
  expect(await auditAll(shop)).toEqual([]);
});
