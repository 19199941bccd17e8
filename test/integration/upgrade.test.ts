/**
 * A shop that an earlier version made (test/setup/earlier: a backup, with entries still in a journal) is served by today's
 * functions, with sound books; docs/upgrade.md says how the folder was made.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder } from '../../scripts/backup/folder';
import { proveWhole, restore } from '../../scripts/backup/restore';
import { Source } from '../../scripts/backup/source';
import { placeOf } from '../../scripts/place';
import { wrongInBooks } from '../setup/books';
import { goods, RICH, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const DAY_MS = 86_400_000;
/** Its last day: 9 days after the first of every test's shop. */
const LAST_DAY = 9;
const quiet = () => {};
const earlier = fileURLToPath(new URL('../setup/earlier', import.meta.url));
let folder: string;
let shop: Shop;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitouke-earlier-'));
  await cp(earlier, join(folder, 'backup'), { recursive: true });
  await cp(join(earlier, 'keys.json'), join(folder, 'data/secrets.json'));
  const manifest = await Folder.read(join(folder, 'backup'));
  if (!manifest) throw new Error('no backup');
  shop = await openShop(2, join(folder, 'data'));
  await shop.day(LAST_DAY);
  const backup = Folder.open(join(folder, 'backup'), manifest, null);
  await proveWhole(backup, quiet);
  const { mismatches } = await restore(new Source(placeOf({ url: shop.origin })), backup, false, quiet);
  expect(mismatches).toBe(0);
});

afterAll(async () => {
  await shop?.close();
  await rm(folder, { recursive: true, force: true });
});

test('its books are sound before the timer has run and after', async () => {
  expect(await wrongInBooks(shop.origin)).toEqual([]);
  for (let n = 0; n < 6; n += 1) {
    await shop.tick();
    await shop.advance(10 * 60_000);
  }
  expect(await wrongInBooks(shop.origin)).toEqual([]);
});

test('a member finds what was there, and goes on: a check-in, an exchange, a sale', async () => {
  const home = await shop.act('lin', 'member.home', {});
  if (!home.ok || !home.data.member) throw new Error('lin is no member');
  const before = home.data.member.points.available;
  expect(before).toBeGreaterThanOrEqual(RICH);
  await shop.advance(DAY_MS);
  const signed = await shop.act('lin', 'checkin.signIn', {}, 'sign-today');
  expect(signed.ok && signed.data.member.points.available).toBe(before + RICH);
  const { seq } = (await shop.books('lin')).members[0] ?? { seq: 0 };
  const taken = await shop.act('lin', 'mall.exchange', wish(goods), `${seq}-take`);
  expect(taken.ok && taken.data.member.points.available).toBe(before + RICH - goods.price.points);
  const order = { orderId: 'B1', member: { phone: '+8613800001234' }, amountFen: 3_000, currency: 'CNY' };
  const paid = { ...order, paidAt: shop.now(), completed: true, channel: 'till' };
  expect(await shop.partner('POST', '/v1/orders', paid)).toMatchObject({ status: 201, body: { points: 30 } });
  await shop.tick();
  expect(await wrongInBooks(shop.origin)).toEqual([]);
});

test('what stood under a phone number and who kept the shop are known', async () => {
  const found = await shop.partner('GET', `/v1/members?phone=${encodeURIComponent('+8613800001234')}`);
  expect(found.body.member).toMatchObject({ inWeChat: false });
  expect(found.body.member.available).toBeGreaterThan(0);
  expect(await shop.staff('boss', 'staff.home', {})).toMatchObject({ ok: true });
});
