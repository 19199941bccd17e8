/** The search through a run's logs finds what it looks for: otherwise its silence says nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { personalIn } from '../setup/personal';
import { search } from '../setup/quiet-logs';
import { RUN_LOG, recorded } from '../setup/run-log';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huitouke-quiet-'));
});
afterEach(() => {
  delete process.env[RUN_LOG];
  rmSync(folder, { recursive: true, force: true });
});

const address = { name: '林小满', phone: '138 0000 1234', detail: '衡山路 1 号' };
const call = {
  openid: 'o-xiaoman',
  event: JSON.stringify({
    action: 'mall.exchange',
    payload: { address, day: '2026-11-21', quantity: 2 },
    key: 'tap-1',
  }),
  answer: JSON.stringify({ ok: true, data: { member: { number: '100000000017' }, now: 1_795_222_800_000 } }),
};

test('what is about a person: who calls, what is written, and numbers, said or told', () => {
  const found = ['100000000017', '138 0000 1234', '13800001234', 'o-xiaoman', '林小满', '衡山路 1 号'];
  expect(personalIn(call).sort()).toEqual(found.sort());
  const table = JSON.stringify({ payload: { text: '手机号,积分\n13900001111,20\n13900002222,5' } });
  expect(personalIn({ openid: undefined, event: table })).toEqual(
    expect.arrayContaining(['13900001111', '13900002222']),
  );
  const request = JSON.stringify({ httpMethod: 'POST', body: JSON.stringify({ phone: '13900003333' }) });
  expect(personalIn({ openid: undefined, event: request })).toContain('13900003333');
});

test('a leak is found in whichever way it is spelled, and in whichever file', () => {
  process.env[RUN_LOG] = folder;
  const { log, heard } = recorded();
  heard?.(call);
  log?.('shopper 1 | {"function":"shopper","action":"mall.exchange","ok":true}');
  expect(search(folder)).toMatchObject({ people: 6, lines: 1, leaks: [] });
  const spelled = [
    'error: no such member o-xiaoman',
    '{"name":"林小满"}',
    JSON.stringify({ text: '\\u6797\\u5c0f\\u6ee1' }).replaceAll('\\\\', '\\'),
    `GET /v1/members?name=${encodeURIComponent('林小满')}`,
    Buffer.from('林小满').toString('base64'),
    'to 13800001234 at last',
    'of 100000000017',
  ];
  for (const line of spelled) {
    writeFileSync(join(folder, 'other.log'), `quiet\n${line}\nquiet\n`);
    const { leaks } = search(folder);
    expect(leaks.length, line).toBeGreaterThan(0);
    expect(leaks[0]?.line).toBe(line);
  }
});

test('a person called like a function, or like a part of a word, is no leak; said as a person they are', () => {
  process.env[RUN_LOG] = folder;
  const { log, heard } = recorded();
  const named = ['partner', 'members', 'inviter', 'xiaoman'];
  for (const openid of named) heard?.({ openid, event: '{}' });
  heard?.({ openid: undefined, event: JSON.stringify({ phone: '13800004321', code: '12345678' }) });
  const call = '{"function":"partner","build":"1234567812345678","requestId":"12345678-1234-4234-8234-123456789012"';
  log?.(`partner 12345678-1234-4234-8234-123456789012 | ${call},"action":"inviter.members","ok":true,"ms":3}`);
  log?.('staff 12345678-1234-4234-8234-123456789012 call error 3 ms, at inviterOf (partner/index.js:1:213800004321)');
  expect(search(folder)).toMatchObject({ people: 4, lines: 2, leaks: [] });
  for (const said of ['{"action":"no such inviter"}', '"error":"of inviter', 'inviter: none', 'to_xiaoman_1'])
    expect(leaked(`shopper 1 | ${said}`), said).toBe(1);
  for (const said of ['{"action":"13800004321"}', '{"requestId":"o-13800004321"}', '13800004321 1 | nobody'])
    expect(leaked(said), said).toBe(1);
});

function leaked(line: string): number {
  writeFileSync(join(folder, 'other.log'), `${line}\n`);
  return search(folder).leaks.length;
}
