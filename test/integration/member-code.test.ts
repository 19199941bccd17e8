/** The code on the phone, at the till. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CodesView } from '../../typings/api/shopper';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(2);
});
afterAll(() => shop.close());

const MINUTE = 60_000;

async function codesOf(openid: string): Promise<CodesView> {
  const answer = await shop.act(openid, 'member.codes', {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

async function scan(code: string) {
  const { status, body } = await shop.partner('GET', `/v1/members?code=${code}`);
  return status === 200 ? (body.member.number as string) : (body.error.code as string);
}

/** To the beginning of a minute, so that the test itself does not cross one. */
async function onTheMinute(): Promise<void> {
  await shop.advance(MINUTE - (shop.now() % MINUTE) + 1000);
}

test('the code shown now names its member at the till, the one before too, and no older or later one', async () => {
  const { member } = await shop.join('lin');
  const number = member?.number ?? '';
  await onTheMinute();
  const { codes, number: shown } = await codesOf('lin');
  expect(shown).toBe(number);
  expect(codes).toHaveLength(10);
  expect(new Set(codes.map(({ code }) => code)).size).toBe(10);
  const at = (minute: number) => codes[minute]?.code ?? '';
  expect(await scan(at(0))).toBe(number);
  expect(await scan(at(1))).toBe('CODE_OUTDATED');
  await shop.advance(MINUTE);
  expect([await scan(at(0)), await scan(at(1))]).toEqual([number, number]);
  await shop.advance(MINUTE);
  expect([await scan(at(0)), await scan(at(1)), await scan(at(2))]).toEqual(['CODE_OUTDATED', number, number]);
  // A phone without a network goes on for ten minutes.
  await shop.advance(7 * MINUTE);
  expect(await scan(at(9))).toBe(number);
  await shop.advance(2 * MINUTE);
  expect(await scan(at(9))).toBe('CODE_OUTDATED');
});

test('every instance issues the same codes', async () => {
  await shop.join('chen');
  await onTheMinute();
  const answers = await Promise.all(Array.from({ length: 6 }, () => codesOf('chen')));
  expect(new Set(answers.map(({ codes }) => JSON.stringify(codes))).size).toBe(1);
});

test('a sale by code earns for the member who shows it', async () => {
  await shop.join('zhou');
  await onTheMinute();
  const [first] = (await codesOf('zhou')).codes;
  const member = { code: first?.code ?? '' };
  const paid = {
    orderId: 'k1',
    member,
    amountFen: 1200,
    currency: 'CNY',
    paidAt: shop.now(),
    completed: true,
    channel: 'till',
  };
  expect(await shop.partner('POST', '/v1/orders', paid)).toMatchObject({ status: 201, body: { points: 12 } });
});

test('a code typed wrong or made up is nobody’s', async () => {
  const { member } = await shop.join('xu');
  await onTheMinute();
  const [first] = (await codesOf('xu')).codes;
  const code = first?.code ?? '';
  const wrong = code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
  expect(await scan(wrong)).toBe('CODE_OUTDATED');
  expect(await scan(`88${member?.number.slice(0, 11)}00000`)).toBe('CODE_OUTDATED');
  expect(await scan('8'.repeat(17))).toBe('INVALID_INPUT');
});

test('a guest has no code', async () => {
  expect(await shop.act('guest', 'member.codes', {})).toMatchObject({ ok: false, error: { code: 'NOT_MEMBER' } });
});
