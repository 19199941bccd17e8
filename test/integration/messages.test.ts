/** Messages through the real SDK: agreed to in a tap, sent by the timer, landing in the person's WeChat. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import { command } from '../../scripts/messages/command';
import type { ConsentAnswer } from '../../typings/api/messages';
import { openShop, type Shop } from './shop/shop';

const base = { shape: 1, quiet: { from: '21:00', to: '09:00' }, perDay: 3, channels: { officialAccount: [], sms: [] } };
const list = [
  { kind: 'memberDay', templateId: 'MEMBER-DAY', fields: { thing1: 'name', date2: 'day', thing3: { text: '记得来' } } },
  { kind: 'pointsEnding', templateId: 'POINTS-ENDING', fields: { number1: 'amount', time2: 'day', thing3: 'shop' } },
];
/** 28 November 2026 is a Saturday, a week after the first day. */
const saturdays = {
  code: 'saturday',
  name: '周六会员日',
  on: ['checkin'],
  when: [{ code: 'weekday', days: [6] }],
  give: { code: 'multiply', factor: 200 },
};

let shop: Shop;
let folder: string;
beforeAll(async () => {
  [shop, folder] = await Promise.all([openShop(2), mkdtemp(join(tmpdir(), 'messages-'))]);
  await shop.programme({
    validity: { kind: 'rolling', months: 1 },
    earning: { ...defaultProgramme.earning, rules: [saturdays as never] },
  });
  await shop.join('anna');
});
afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

async function messages(...args: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  return { code: await command([...args, '--url', shop.origin], { out: say, err: say }), said };
}

async function file(content: object): Promise<string> {
  const path = join(folder, 'messages.json');
  await writeFile(path, JSON.stringify(content));
  return path;
}

/** As the phone does it: WeChat counts the consent, and the answer goes along with the tap's command. */
async function agree(openid: string, templateId: string): Promise<void> {
  const body = JSON.stringify({ as: openid, templateId });
  await fetch(`${shop.origin}/local/consents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
}

async function received(openid: string): Promise<{ templateId: string; page: string; data: Record<string, string> }[]> {
  const { messages: all } = (await (await fetch(`${shop.origin}/local/inbox?openid=${openid}`)).json()) as {
    messages: { templateId: string; page: string; data: Record<string, string> }[];
  };
  return all;
}

const accept = (kind: ConsentAnswer['kind']): ConsentAnswer => ({ kind, answer: 'accept' });
const tap = (openid: string, key: string, consents: unknown) =>
  shop.raw(openid, { action: 'checkin.signIn', payload: {}, key, consents });

test('a mistake in the templates is named by its field, and what is right reaches the phone within ten seconds', async () => {
  const wrong = await file({ ...base, list: [{ ...list[0], fields: { amount1: 'name' } }] });
  expect(await messages('set', wrong)).toMatchObject({
    code: 1,
    said: expect.stringContaining('list.0.fields.amount1'),
  });
  expect(await messages('publish')).toMatchObject({ code: 2 });
  const right = await file({ ...base, list });
  expect(await messages('check', right)).toMatchObject({ code: 0 });
  expect(await messages('set', right)).toMatchObject({ code: 0 });
  await shop.advance(10_001);
  const home = await shop.act('anna', 'member.home', {});
  expect(home).toMatchObject({
    data: { shop: { messages: { memberDay: 'MEMBER-DAY', pointsEnding: 'POINTS-ENDING' } } },
  });
  expect(JSON.parse((await messages('show')).said)).toEqual({ ...base, list });
});

test('answers ride with a command and are counted once, however often it is repeated; a command that is refused keeps them', async () => {
  await shop.logs();
  expect(await tap('anna', 'day-1', undefined)).toMatchObject({ ok: true });
  const [bare] = await shop.logs();
  expect(await shop.act('anna', 'messages.view', {})).toMatchObject({
    data: { left: { memberDay: 0, pointsEnding: 0 } },
  });
  await shop.logs();
  expect(await tap('anna', 'day-1', [accept('memberDay'), accept('pointsEnding')])).toMatchObject({ ok: true });
  const [riding] = await shop.logs();
  // Nothing more is asked of the database when no answers come along; with two it is the member, what is open, and both.
  expect(riding?.requests).toBeLessThanOrEqual((bare?.requests ?? 0) + 4);
  await tap('anna', 'day-1', [accept('memberDay'), accept('pointsEnding')]);
  expect(await shop.act('anna', 'messages.view', {})).toMatchObject({
    data: { left: { memberDay: 1, pointsEnding: 1 } },
  });
  const refused = {
    action: 'checkin.makeUp',
    payload: { day: '2020-01-01' },
    key: 'no',
    consents: [accept('memberDay')],
  };
  expect(await shop.raw('anna', refused)).toMatchObject({ ok: false });
  expect(await shop.act('anna', 'messages.view', {})).toMatchObject({
    data: { left: { memberDay: 2, pointsEnding: 1 } },
  });
});

test('what WeChat refused is not counted, and neither is anything of who is no member', async () => {
  const answers = [{ kind: 'memberDay', answer: 'reject' } as const, { kind: 'pointsEnding', answer: 'ban' } as const];
  expect(await shop.act('anna', 'messages.consent', { answers }, 'later')).toMatchObject({
    data: { left: { memberDay: 2, pointsEnding: 1 } },
  });
  expect(await shop.act('stranger', 'messages.consent', { answers }, 'x')).toMatchObject({
    error: { code: 'NOT_MEMBER' },
  });
  expect(await shop.act('stranger', 'messages.view', {})).toMatchObject({ error: { code: 'NOT_MEMBER' } });
});

test('answers that are none, too many, twice the same, or beside a question change nothing', async () => {
  const many = ['memberDay', 'pointsEnding', 'couponEnding', 'tierWarning'].map((kind) => ({ kind, answer: 'accept' }));
  const bad = [[], many, [accept('memberDay'), accept('memberDay')], [{ kind: 'memberDay', answer: 'yes' }], 'accept'];
  for (const consents of [...bad, [{ kind: 'sale', answer: 'accept' }], [{ ...accept('memberDay'), count: 9 }]])
    expect(await tap('anna', 'other', consents)).toMatchObject({ error: { code: 'INVALID_INPUT' } });
  const question = { action: 'member.home', payload: {}, consents: [accept('memberDay')] };
  expect(await shop.raw('anna', question)).toMatchObject({
    error: { code: 'INVALID_INPUT', details: { field: 'consents' } },
  });
  const elsewhere = { action: 'staff.home', payload: {}, key: 'k', consents: [accept('memberDay')] };
  expect(await shop.raw('anna', elsewhere, 'staff')).toMatchObject({ error: { code: 'INVALID_INPUT' } });
});

test('no more than a few of a kind are kept, whatever a phone sends', async () => {
  await shop.join('eager');
  for (let n = 0; n < 8; n += 1)
    await shop.act('eager', 'messages.consent', { answers: [accept('memberDay')] }, `tap-${n}`);
  expect(await shop.act('eager', 'messages.view', {})).toMatchObject({ data: { left: { memberDay: 5 } } });
});

test('the day before a member day it is told to who has agreed, after the quiet hours, once; without WeChat’s consent nothing goes out', async () => {
  await agree('anna', 'MEMBER-DAY');
  await shop.join('quiet');
  // Friday, 09:00 in Shanghai.
  await shop.day(6);
  await shop.advance(-3_600_000);
  expect(await shop.tick()).toMatchObject({ messages: { idle: 'quiet' }, reminders: { made: 2, unfinished: false } });
  expect(await received('anna')).toEqual([]);
  await shop.advance(3_600_000 + 60_000);
  // Of the two who had agreed in the shop's counting, WeChat knows of one.
  expect(await shop.tick()).toMatchObject({ messages: { outcomes: { sent: 1, refused: 1 } } });
  expect(await received('anna')).toMatchObject([
    {
      templateId: 'MEMBER-DAY',
      page: 'pages/home/index',
      data: { thing1: '周六会员日', date2: '2026年11月28日', thing3: '记得来' },
    },
  ]);
  expect(await received('quiet')).toEqual([]);
  expect(await shop.act('eager', 'messages.view', {})).toMatchObject({ data: { left: { memberDay: 0 } } });
  await shop.advance(600_000);
  await shop.tick();
  expect(await received('anna')).toHaveLength(1);
  // It stands in the inbox, without a mark of something new.
  const inbox = await shop.act('anna', 'inbox.list', {});
  expect(inbox).toMatchObject({ data: { notices: [{ kind: 'memberDay', unread: false }] } });
});

test('points that end are told by the night’s own work, with what the template wants', async () => {
  await agree('anna', 'POINTS-ENDING');
  // 30 days before the end of the month in which they end.
  await shop.day(10);
  await shop.advance(60_000);
  await shop.tick();
  const [newest] = await received('anna');
  expect(newest).toMatchObject({
    templateId: 'POINTS-ENDING',
    page: 'shopper/points/index',
    data: { time2: expect.stringMatching(/^2026年12月31日 23:59$/), thing3: '禾木小馆' },
  });
  expect(Number(newest?.data.number1)).toBeGreaterThan(0);
});
