/** What a new programme makes due reaches members who sleep under the old one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Member } from '../../cloudfunctions/core/account';
import { defaultProgramme, type Programme } from '../../cloudfunctions/core/programme';
import { command } from '../../scripts/programme/command';
import type { MonthDay } from '../../typings/domain';
import { allOf, auditAll } from './shop/database';
import { openShop, type Shop } from './shop/shop';

const { shape: _shape, version: _version, zone: _zone, ...usual } = defaultProgramme;

let shop: Shop;
let folder: string;

beforeAll(async () => {
  [shop, folder] = await Promise.all([openShop(2), mkdtemp(join(tmpdir(), 'rewake-'))]);
});
afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

type Rules = Omit<Programme, 'shape' | 'version' | 'zone'>;

async function publish(rules: Rules): Promise<void> {
  const file = join(folder, 'rules.json');
  await writeFile(file, JSON.stringify(rules));
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  const code = await command(['publish', file, '--url', shop.origin], { out: say, err: say });
  if (code !== 0) throw new Error(said);
  // Every instance looks at its settings again.
  await shop.advance(11_000);
}

const memberOf = async (openid: string) => (await shop.books(openid)).members[0] as Member;

/** What time has brought somebody: key and points. */
async function brought(openid: string): Promise<[string, number][]> {
  const { rows, entries } = await shop.books(openid);
  const all = new Map([...rows, ...entries].map((each) => [each.seq, each]));
  const made = [...all.values()].filter(({ channel, kind }) => channel === 'system' && kind !== 'join');
  return made.sort((a, b) => a.seq - b.seq).map(({ key, points }) => [key, points]);
}

async function visit(openid: string, birthday: string): Promise<void> {
  await shop.join(openid);
  await shop.act(openid, 'member.setBirthday', { day: birthday as MonthDay }, `birthday-${openid}`);
  await shop.act(openid, 'checkin.signIn', {}, `sign-${openid}`);
}

test('who sleeps under a programme without birthdays is woken by one with them, and gets what is due on its day (ERN-5, PTS-2)', async () => {
  const plain = usual.tiers.list.map((tier) => ({
    ...tier,
    gift: 0,
    rights: tier.rights.filter(({ code }) => code !== 'birthdayPack'),
  }));
  await publish({
    ...usual,
    earning: { ...usual.earning, rules: usual.earning.rules.filter(({ on }) => !on.includes('birthday')) },
    tiers: { ...usual.tiers, list: plain },
  });
  // 21 November.
  await visit('anna', '12-15');
  await visit('dora', '11-25');
  await visit('cleo', '03-01');
  const sale = { orderId: 'C-1', member: { number: (await memberOf('cleo')).number }, amountFen: 100_000 };
  const paid = { ...sale, currency: 'CNY', paidAt: shop.now(), completed: true, channel: 'till' };
  expect((await shop.partner('POST', '/v1/orders', paid)).status).toBe(201);
  await shop.tick();
  const slept = await memberOf('anna');
  expect(slept.wake > '2027-10').toBe(true);

  await shop.day(10);
  await publish({
    ...usual,
    validity: { kind: 'rolling', months: 3 },
    birthday: { ...usual.birthday, minimumDays: 0 },
    tiers: { ...usual.tiers, list: usual.tiers.list.map((tier) => ({ ...tier, gift: tier.from > 0 ? 40 : 0 })) },
  });
  await shop.tick();
  const woken = await memberOf('anna');
  expect([woken.wake, woken.seq, woken.balance]).toEqual(['2026-12-15', slept.seq, slept.balance]);
  expect(await allOf(shop, 'jobs')).toContainEqual(expect.objectContaining({ _id: 'rewake', version: 3, after: null }));

  await shop.day(11);
  await shop.tick();
  expect(await brought('cleo')).toEqual([['gift:silver', 40]]);
  await shop.day(23);
  await shop.tick();
  expect(await brought('anna')).toEqual([]);
  await shop.day(24);
  await shop.tick();
  await shop.tick();
  expect(await brought('anna')).toEqual([['birthday:2026', 100]]);
  // A birthday that was over when the programme came is not made up for.
  expect(await brought('dora')).toEqual([]);
  // What was had keeps its day; what comes follows the new validity.
  expect(await shop.act('anna', 'points.view', {})).toMatchObject({
    data: {
      expiring: [
        { points: 100, lastDay: '2027-03-31' },
        { points: 5, lastDay: '2027-11-30' },
      ],
    },
  });
  await shop.day(100 + 30);
  await shop.tick();
  await shop.day(100 + 31);
  await shop.tick();
  expect((await brought('anna')).filter(([, points]) => points < 0)).toEqual([['expiry:2027-04-01', -100]]);
  expect(await auditAll(shop)).toEqual([]);
});

test('a tick of a programme that everybody knows writes to nobody', async () => {
  const before = (await allOf<Member>(shop, 'members')).map(({ _id, rev }) => [_id, rev]);
  await shop.tick();
  expect((await allOf<Member>(shop, 'members')).map(({ _id, rev }) => [_id, rev])).toEqual(before);
});
