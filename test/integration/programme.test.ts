/** The programme from the command line to the phone: checked, published, and earned by at once. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultProgramme, presets } from '../../cloudfunctions/core/programme';
import { command } from '../../scripts/programme/command';
import type { GuideView } from '../../typings/api/shopper';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let folder: string;

beforeAll(async () => {
  [shop, folder] = await Promise.all([openShop(2), mkdtemp(join(tmpdir(), 'programme-'))]);
});

afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answered {
  code: number | null;
  out: string;
  err: string;
}

async function programme(...args: string[]): Promise<Answered> {
  const texts = { out: '', err: '' };
  const say = (to: 'out' | 'err') => (text: string) => {
    texts[to] += text;
  };
  const code = await command(args, { out: say('out'), err: say('err') });
  return { code, ...texts };
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('slips are answered with a sentence and the usage, and change nothing', async () => {
  expect(await programme('burn')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('没有 burn 这种用法'),
  });
  expect(await programme('use', 'bakery')).toMatchObject({ code: 2, err: expect.stringContaining('bakery') });
  const text = await file('text.json', 'no JSON');
  expect(await programme('check', text)).toMatchObject({ code: 1, err: expect.stringContaining('不是 JSON') });
  expect(await programme('show', '--url', 'http://127.0.0.1:9')).toMatchObject({ code: 3 });
});

test('a mistake is named by its field and nothing is published; what is right is in force within ten seconds', async () => {
  const url = ['--url', shop.origin];
  const wrong = await file('wrong.json', {
    ...presets.convenience,
    earning: { rules: presets.convenience.earning.rules },
  });
  for (const verb of ['check', 'publish']) {
    const said = await programme(verb, wrong, ...url);
    expect(said).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^earning\.cap {2}.*最高几倍/) });
  }
  const shown = await programme('show', ...url);
  expect(JSON.parse(shown.out)).toEqual(defaultProgramme);
  expect(await programme('use', 'convenience', ...url)).toMatchObject({
    code: 0,
    out: expect.stringContaining('已发布第 2 版'),
  });
  const edited = await file('edited.json', {
    ...presets.convenience,
    checkIn: { ...presets.convenience.checkIn, steps: [{ from: 1, points: 7 }] },
  });
  expect(await programme('check', edited, ...url)).toMatchObject({ code: 0 });
  expect(await programme('publish', edited, ...url)).toMatchObject({
    code: 0,
    out: expect.stringContaining('第 3 版'),
  });
  await shop.advance(11_000);
  // 21 November 2026 is a Saturday.
  const home = await shop.join('anna');
  expect(home).toMatchObject({ member: { points: { available: 20 } }, checkin: { nextPoints: 7 }, banner: null });
  const signed = await shop.act('anna', 'checkin.signIn', {}, 'first');
  expect(signed).toMatchObject({
    ok: true,
    data: { earned: 7, because: [{ code: 'checkin.base' }, { code: 'growth.counted' }] },
  });
});

test('the member day is announced from three days before, the strip shows it, and signing pays what was shown (CHK-6, CMP-1)', async () => {
  // Sunday the 22nd: Wednesday is three days away.
  await shop.day(1);
  const sunday = await shop.act('anna', 'member.home', {});
  if (!sunday.ok) throw new Error(sunday.error.code);
  expect(sunday.data.banner).toMatchObject({
    code: 'memberDay',
    name: '周三会员日',
    startsAt: Date.parse('2026-11-24T16:00:00Z'),
    endsAt: Date.parse('2026-11-25T16:00:00Z'),
    active: false,
    rows: [
      { code: 'rule.factor', args: { name: '周三会员日', factor: 200, when: 'weekday:3' } },
      { code: 'checkin.factor', args: { name: '周三会员日', factor: 200, when: 'weekday:3' } },
    ],
  });
  const wednesday = sunday.data.checkin?.strip.find(({ day }) => day === '2026-11-25');
  expect(wednesday).toMatchObject({ state: 'ahead', points: 14 });
  await shop.day(4);
  const onTheDay = await shop.act('anna', 'member.home', {});
  expect(onTheDay).toMatchObject({ data: { banner: { active: true }, checkin: { nextPoints: 14 } } });
  const signed = await shop.act('anna', 'checkin.signIn', {}, 'wednesday');
  expect(signed).toMatchObject({
    ok: true,
    data: { earned: 14, because: [{ code: 'checkin.base' }, { code: 'rule.factor' }, { code: 'growth.counted' }] },
  });
  await shop.day(5);
  expect(await shop.act('anna', 'member.home', {})).toMatchObject({ data: { banner: null } });
});

test('the guide is the programme: every section, for guests as well (PTS-6)', async () => {
  const answer = await shop.act('a-guest', 'guide.view', {});
  if (!answer.ok) throw new Error(answer.error.code);
  const { sections }: GuideView = answer.data;
  const codes = Object.fromEntries(sections.map(({ code, rows }) => [code, rows.map((row) => row.code)]));
  expect(codes).toEqual({
    checkin: ['checkin.daily', 'checkin.streak', 'checkin.factor', 'growth.checkin', 'makeup.cards', 'checkin.day'],
    earning: [
      'join.points',
      'rule.coupon',
      'order.base',
      'rule.factor',
      'birthday.rule',
      'visit.points',
      'visit.limit',
      'rule.cap',
      'referral.registered',
      'referral.firstOrder',
      'referral.friend',
      'referral.when',
      'referral.limits',
      'referral.fair',
    ],
    days: ['rule.factor', 'checkin.factor'],
    tiers: [
      'growth.perFen',
      'growth.checkin',
      'tier.reach',
      'tier.reach',
      'tier.validity',
      'tier.keep',
      'tier.keep',
      'tier.grace',
    ],
    points: ['points.validity', 'deduct.rate', 'points.refund'],
  });
});
