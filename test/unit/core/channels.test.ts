/** The ways beside subscription messages, against servers on this machine that answer as the contracts say. */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultMessages, noticeBirth } from '../../../cloudfunctions/core/messaging';
import { channelsOf, sendDue } from '../../../cloudfunctions/core/outbox';
import type { Send } from '../../../cloudfunctions/platform/message';
import { officialAccount } from '../../../cloudfunctions/platform/official-account';
import { sms } from '../../../cloudfunctions/platform/sms';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member, NOON, settings } from '../../faults/simulation/world';

interface Asked {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let host: string;
let asked: Asked[];
let answer: (asked: Asked) => { status: number; body: string } | null;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      asked.push(one);
      const said = answer(one);
      if (said) response.writeHead(said.status, { 'content-type': 'application/json' }).end(said.body);
      else request.socket.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const name of ['HUITOUKE_SMS', 'HUITOUKE_OFFICIAL_ACCOUNT']) delete process.env[name];
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const json = (content: object, status = 200) => ({ status, body: JSON.stringify(content) });
const message = {
  to: '100000000000',
  kind: 'rewardPaid',
  templateId: 'TEMPLATE-0001',
  fields: { thing1: '桂花乌龙' },
  page: 'shopper/history/index',
};

function official(): Send {
  const keys = { appId: `wx${'a'.repeat(16)}`, secret: 'b'.repeat(32), miniProgram: `wx${'c'.repeat(16)}`, host };
  process.env.HUITOUKE_OFFICIAL_ACCOUNT = JSON.stringify(keys);
  return officialAccount() as Send;
}

function gateway(): Send {
  process.env.HUITOUKE_SMS = JSON.stringify({ url: `${host}/sms`, key: 'k'.repeat(32) });
  return sms() as Send;
}

test('without keys there is no channel, and keys that are wrong are said without being told', () => {
  expect(officialAccount()).toBeNull();
  expect(sms()).toBeNull();
  process.env.HUITOUKE_SMS = JSON.stringify({ url: 'ftp://somewhere', key: 'a secret that nobody shall read' });
  expect(() => sms()).toThrow(/^HUITOUKE_SMS: (url|key) is not as it should be$/);
  process.env.HUITOUKE_OFFICIAL_ACCOUNT = '{"secret":';
  expect(() => officialAccount()).toThrow(/^HUITOUKE_OFFICIAL_ACCOUNT is not JSON$/);
  const alarms: string[] = [];
  const env = { ...environment(new Memory(() => NOON).plain()), alarm: (what: string) => alarms.push(what) };
  const channels = channelsOf(env, { ...defaultMessages, channels: { officialAccount: [], sms: ['rewardPaid'] } });
  expect(Object.keys(channels)).toEqual(['subscription']);
  expect(alarms).toEqual([expect.stringContaining('HUITOUKE_SMS')]);
});

test('an Official Account’s message goes out with a token that is kept, and opens the mini-program', async () => {
  answer = ({ path }) =>
    path.startsWith('/cgi-bin/stable_token') ? json({ access_token: 'T 1', expires_in: 7200 }) : json({ errcode: 0 });
  const send = official();
  expect(await send(message)).toEqual({ is: 'sent' });
  expect(await send(message)).toEqual({ is: 'sent' });
  expect(asked.map(({ path }) => path)).toEqual([
    '/cgi-bin/stable_token',
    '/cgi-bin/message/template/send?access_token=T%201',
    '/cgi-bin/message/template/send?access_token=T%201',
  ]);
  expect(JSON.parse(asked[1]?.body ?? '')).toEqual({
    touser: '100000000000',
    template_id: 'TEMPLATE-0001',
    miniprogram: { appid: `wx${'c'.repeat(16)}`, pagepath: 'shopper/history/index' },
    data: { thing1: { value: '桂花乌龙' } },
  });
});

test('a token that is gone is fetched anew the next time, and each refusal is the outcome that it is', async () => {
  let code = 40_001;
  answer = ({ path }) =>
    path.startsWith('/cgi-bin/stable_token') ? json({ access_token: 'T', expires_in: 7200 }) : json({ errcode: code });
  const send = official();
  expect(await send(message)).toEqual({ is: 'again' });
  code = 43_004;
  expect(await send(message)).toEqual({ is: 'refused' });
  expect(asked.filter(({ path }) => path.startsWith('/cgi-bin/stable_token'))).toHaveLength(2);
  code = 40_003;
  expect(await send(message)).toEqual({ is: 'unreachable' });
  code = 40_037;
  expect(await send(message)).toEqual({ is: 'trouble', code: '40037', own: false });
  code = 47_003;
  expect(await send(message)).toEqual({ is: 'trouble', code: '47003', own: true });
  code = -1;
  expect(await send(message)).toEqual({ is: 'unsure' });
  answer = ({ path }) => (path.startsWith('/cgi-bin/message') ? null : json({}));
  expect(await send(message)).toEqual({ is: 'unsure' });
});

test('without a token nothing is sent', async () => {
  answer = () => json({ errcode: 40_125, errmsg: 'invalid appsecret' });
  expect(await official()(message)).toEqual({ is: 'trouble', code: 'token', own: false });
  expect(asked).toHaveLength(1);
});

test('a gateway is asked with the member number, under a signature of time and content', async () => {
  answer = () => json({});
  expect(await gateway()(message)).toEqual({ is: 'sent' });
  const { path, headers, body } = asked[0] as Asked;
  expect(path).toBe('/sms');
  expect(JSON.parse(body)).toEqual({ member: '100000000000', kind: 'rewardPaid', fields: { thing1: '桂花乌龙' } });
  const time = headers['x-huitouke-time'];
  const content = createHash('sha256').update(body).digest('base64url');
  const signature = createHmac('sha256', 'k'.repeat(32)).update(`${time}\n${content}`).digest('base64url');
  expect(headers['x-huitouke-signature']).toBe(signature);
});

test('what a gateway answers is read by its status; what it does not answer may have been sent', async () => {
  const said: [number, unknown][] = [
    [202, { is: 'sent' }],
    [404, { is: 'unreachable' }],
    [403, { is: 'refused' }],
    [429, { is: 'again' }],
    [401, { is: 'trouble', code: '401', own: false }],
    [422, { is: 'trouble', code: '422', own: true }],
    [500, { is: 'unsure' }],
    [302, { is: 'unsure' }],
  ];
  const send = gateway();
  for (const [status, outcome] of said) {
    answer = () => json({}, status);
    expect(await send(message), String(status)).toEqual(outcome);
  }
  answer = () => ({ status: 200, body: 'no JSON' });
  expect(await send(message)).toEqual({ is: 'unsure' });
  answer = () => null;
  expect(await send(message)).toEqual({ is: 'unsure' });
});

test('a member without a consent is told by short message where the shop has that on; an Official Account reaches nobody yet', async () => {
  answer = () => json({});
  gateway();
  const keys = { appId: `wx${'a'.repeat(16)}`, secret: 'b'.repeat(32), miniProgram: `wx${'c'.repeat(16)}`, host };
  process.env.HUITOUKE_OFFICIAL_ACCOUNT = JSON.stringify(keys);
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (const id of ['a', 'b']) await store.add('members', member(id));
  const facts = { points: 50, lastDay: '2026-12-31' as DayKey };
  await store.add('notices', noticeBirth('a', 'expiring', 'expiring', facts, NOON).document);
  const paid = { friend: '小林', stage: 'registered', points: 50 };
  await store.add('notices', noticeBirth('b', 'paid', 'referralPaid', paid, NOON).document);
  const mapped = { kind: 'rewardPaid' as const, templateId: 'TEMPLATE-0001', fields: { thing1: 'name' } };
  const on = { officialAccount: [mapped], sms: ['pointsEnding' as const] };
  const messages = { ...defaultMessages, list: [mapped], channels: on };
  const env = environment(store);
  const { outcomes } = await sendDue(env, { ...settings, messages }, channelsOf(env, messages), (NOON + 1) as EpochMs);
  expect(outcomes).toEqual({ sent: 1, unreachable: 1 });
  expect(asked.map(({ body }) => JSON.parse(body))).toEqual([
    { member: '100000000000', kind: 'pointsEnding', fields: { points: '50', lastDay: '2026-12-31' } },
  ]);
});
