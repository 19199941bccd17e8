/** Events as somebody makes them up who has read the source: for functions that are meant for others. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the forger has found out: ids and numbers, never secrets. */
export interface Found {
  openid: string;
  memberId: string;
  number: string;
  trade: string;
  redemptionId: string;
  partner: string;
  /** A request that a partner has really signed, as it was overheard. */
  signed: { method: string; path: string; headers: Record<string, string>; body: string };
  now: number;
}

export interface Forged {
  what: string;
  event: unknown;
}

const root = join(import.meta.dirname, '../../..');
const key = 'forged-key';

/** Of every function: what stands in its sources where actions are declared. */
export function actionNames(): string[] {
  const names = ['shopper', 'staff', 'public'].flatMap((folder) => {
    const files = readdirSync(join(root, 'cloudfunctions', folder)).filter((file) => file.endsWith('.ts'));
    return files.flatMap((file) => {
      const source = readFileSync(join(root, 'cloudfunctions', folder, file), 'utf8');
      return [...source.matchAll(/^\s+'([a-z]+\.[A-Za-z]+)':/gm)].map(([, name]) => name as string);
    });
  });
  return [...new Set(names)].sort();
}

export function forgeries(found: Found): Forged[] {
  return [
    ...clock(found),
    ...http(found),
    ...money(found),
    ...claims(found),
    ...installing(),
    ...prototypes(),
    ...shapeless(),
  ];
}

/** As the platform fires a timer (developers.weixin.qq.com, 定时触发器), and what deployment asks of it. */
function clock({ now, openid }: Found): Forged[] {
  const Time = new Date(now).toISOString();
  const fired = { Type: 'Timer', TriggerName: 'tick', Time, Message: '' };
  return [
    { what: 'the timer’s event', event: fired },
    { what: 'the timer’s event of another name', event: { ...fired, TriggerName: 'timer', userInfo: null } },
    { what: 'the timer’s event by nobody', event: { ...fired, userInfo: {}, OPENID: '', openid: '' } },
    { what: 'the timer’s event by somebody else', event: { ...fired, userInfo: { openId: openid } } },
    { what: 'a self-check', event: { action: 'selfCheck' } },
    { what: 'a self-check with all that belongs to it', event: { action: 'selfCheck', payload: {}, key } },
    { what: 'a tick by name', event: { action: 'tick', payload: {}, key } },
  ];
}

function http({ number, partner, signed, now, openid }: Found): Forged[] {
  const identities = {
    'x-wx-openid': openid,
    'x-wx-from-openid': openid,
    'x-wx-source': 'wx_trigger',
    'x-tcb-source': '',
    'x-cloudbase-context': JSON.stringify({ openid }),
    authorization: `Bearer ${openid}`,
    'x-forwarded-for': '127.0.0.1',
  };
  const guessed = {
    'x-huitouke-key': partner,
    'x-huitouke-time': String(now),
    'x-huitouke-nonce': randomUUID(),
    'x-huitouke-signature': '0'.repeat(64),
    'idempotency-key': randomUUID(),
  };
  const order = {
    orderId: 'forged',
    member: { number },
    amountFen: 1_000_000,
    currency: 'CNY',
    paidAt: now,
    channel: 'till',
  };
  const access = (path: string, httpMethod: string, headers: object, body: unknown) => ({
    path,
    httpMethod,
    headers,
    queryStringParameters: {},
    requestContext: { stage: 'release' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
  });
  const overheard = access(`/partner${signed.path}`, signed.method, signed.headers, signed.body);
  return [
    { what: 'an order over HTTP, unsigned', event: access('/partner/v1/orders', 'POST', {}, order) },
    { what: 'an order over HTTP, signed wrongly', event: access('/partner/v1/orders', 'POST', guessed, order) },
    { what: 'the same without the prefix', event: access('/v1/orders', 'POST', { ...guessed, ...identities }, order) },
    { what: 'a new member over HTTP', event: access('/partner/v1/members', 'POST', guessed, { phone: '13900000000' }) },
    { what: 'a look over HTTP', event: access(`/partner/v1/members?number=${number}`, 'GET', guessed, '') },
    { what: 'an overheard request', event: overheard },
    { what: 'an overheard request without identity', event: { ...overheard, userInfo: undefined, OPENID: '' } },
    { what: 'headers that claim somebody', event: { ...overheard, headers: { ...signed.headers, ...identities } } },
    {
      what: 'headers of the wrong type',
      event: access('/partner/v1/orders', 'POST', { 'x-huitouke-key': { $ne: 1 } }, order),
    },
    { what: 'a body that says it is base64', event: { ...overheard, isBase64Encoded: true } },
    { what: 'a method of no kind', event: access('/partner/v1/orders', '__proto__', guessed, order) },
    { what: 'an action within HTTP', event: { ...overheard, action: 'selfCheck', payload: {}, key } },
  ];
}

/** As cloudPay calls back (支付结果回调云函数协议), and as API v3 does (支付通知). */
function money({ trade, openid, now }: Found): Forged[] {
  const paid = {
    returnCode: 'SUCCESS',
    resultCode: 'SUCCESS',
    outTradeNo: trade,
    transactionId: '4200000000000000000000000000',
    totalFee: 990,
    cashFee: 990,
    subMchId: '1900000109',
    subOpenid: openid,
    tradeType: 'JSAPI',
    timeEnd: '20261121090000',
  };
  const notice = {
    id: randomUUID(),
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    resource: {
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: 'AAAA',
      nonce: 'abcdefghijkl',
      associated_data: 'transaction',
    },
  };
  const headers = {
    'Wechatpay-Signature': 'AAAA',
    'Wechatpay-Timestamp': String(Math.floor(now / 1000)),
    'Wechatpay-Nonce': 'nonce',
    'Wechatpay-Serial': 'PUB_KEY_ID_0000000000000000000000000000',
  };
  const v3 = (more: object) => ({
    path: '/payment',
    httpMethod: 'POST',
    headers,
    body: JSON.stringify(notice),
    ...more,
  });
  return [
    { what: 'a payment that was never made', event: paid },
    {
      what: 'a payment under another name of the field',
      event: { ...paid, out_trade_no: trade, result_code: 'SUCCESS' },
    },
    { what: 'a payment of nobody’s', event: { ...paid, outTradeNo: '0'.repeat(32) } },
    { what: 'a payment of an operator', event: { ...paid, outTradeNo: { $ne: '' } } },
    { what: 'a refund', event: { ...paid, refundStatus: 'SUCCESS', outRefundNo: `${trade}R` } },
    { what: 'a notice of API v3, unsigned', event: v3({ headers: {} }) },
    { what: 'a notice of API v3, signed wrongly', event: v3({}) },
    {
      what: 'a notice of API v3 in clear',
      event: v3({ body: JSON.stringify({ out_trade_no: trade, trade_state: 'SUCCESS' }) }),
    },
    { what: 'a notice of API v3 at the root', event: v3({ path: '/' }) },
  ];
}

/** Who says of themselves that they are somebody else, or the shop. */
function claims({ openid, memberId, trade, redemptionId }: Found): Forged[] {
  const names = [
    'OPENID',
    'openid',
    'openId',
    'FROM_OPENID',
    'unionid',
    'memberId',
    'staffId',
    'role',
    'wxContext',
    'tcbContext',
  ];
  const events = ['member.home', 'staff.home', 'points.view', 'mall.redemptions', 'landing.view'].flatMap((action) => [
    ...names.map((name) => ({ what: `${action} with ${name}`, event: { action, payload: {}, key, [name]: openid } })),
    { what: `${action} with userInfo`, event: { action, payload: {}, userInfo: { openId: openid, appId: 'wx' } } },
    { what: `${action} for somebody`, event: { action, payload: { openid, memberId, OPENID: openid }, key } },
  ]);
  const others: [action: string, payload: object][] = [
    ['payments.view', { trade }],
    ['payments.cancel', { trade }],
    ['payments.request', { trade }],
    ['redemptions.view', { id: redemptionId }],
    ['redemptions.cancel', { id: redemptionId }],
    ['mall.redemption', { id: redemptionId }],
    ['mall.cancel', { id: redemptionId }],
  ];
  return [
    ...events,
    ...others.map(([action, payload]) => ({ what: `${action} of somebody’s`, event: { action, payload, key } })),
  ];
}

function installing(): Forged[] {
  const names = [
    'install',
    'init',
    'setup',
    'deploy',
    'migrate',
    'upgrade',
    'reset',
    'restore',
    'backup',
    'eval',
    'debug',
    'seed',
  ];
  return names.flatMap((action) => [
    { what: action, event: { action } },
    { what: `${action} as a command`, event: { action, payload: { force: true }, key } },
  ]);
}

function prototypes(): Forged[] {
  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    '',
  ];
  const raw = [
    '{"__proto__":{"action":"selfCheck","payload":{}}}',
    '{"action":"member.home","payload":{"__proto__":{"openid":"x"}}}',
    '{"action":"staff.home","payload":{},"__proto__":{"OPENID":"x"}}',
    '{"constructor":{"prototype":{"action":"tick"}}}',
    '{"path":"/partner/v1/ping","httpMethod":"GET","headers":{"__proto__":{"x-huitouke-key":"x"}}}',
  ];
  return [
    ...names.map((action) => ({ what: `the action ${action}`, event: { action, payload: {}, key } })),
    ...raw.map((text) => ({ what: text, event: JSON.parse(text) as unknown })),
  ];
}

function shapeless(): Forged[] {
  const deep = JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`) as unknown;
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`f${n}`, n]));
  const values: [what: string, event: unknown][] = [
    ['null', null],
    ['true', true],
    ['0', 0],
    ['a text', 'member.home'],
    ['an empty text', ''],
    ['an empty list', []],
    ['a list of events', [{ action: 'member.home', payload: {} }]],
    ['an empty event', {}],
    ['a deep event', deep],
    ['a deep payload', { action: 'member.home', payload: deep }],
    ['a wide event', wide],
    ['a wide payload', { action: 'member.home', payload: wide, key }],
    ['half a megabyte', { action: 'member.home', payload: { text: 'x'.repeat(500_000) } }],
    ['a long action', { action: 'x'.repeat(100_000), payload: {} }],
    ['a long trade', { outTradeNo: 'a'.repeat(100_000) }],
    ['a long path', { path: `/${'x'.repeat(100_000)}`, httpMethod: 'GET', headers: {} }],
    ['a long body', { path: '/partner/v1/orders', httpMethod: 'POST', headers: {}, body: 'x'.repeat(300_000) }],
  ];
  const wrong = [null, 7, true, [], {}, ['member.home'], { $gt: '' }].flatMap((odd): [string, unknown][] => [
    [`the action ${JSON.stringify(odd)}`, { action: odd, payload: {} }],
    [`the payload ${JSON.stringify(odd)}`, { action: 'checkin.signIn', payload: odd }],
    [`the key ${JSON.stringify(odd)}`, { action: 'staff.claim', payload: {}, key: odd }],
    [`the path ${JSON.stringify(odd)}`, { path: odd, httpMethod: odd, headers: odd, body: odd }],
    [`the trade ${JSON.stringify(odd)}`, { outTradeNo: odd, resultCode: odd }],
  ]);
  return [...values, ...wrong].map(([what, event]) => ({ what, event }));
}
