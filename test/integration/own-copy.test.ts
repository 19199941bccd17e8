/** A member's own copy of what is kept about them: whole, once, in parts that fit into an answer, and for nobody else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CopyPart, CopyView } from '../../typings/api/account';
import { openShop, type Shop } from './shop/shop';

/** An answer may have no more. */
const PART_MAX = 500_000;
/** More than a part has room for. */
const SALES = 104;
/** Ten each; the first hundred reach silver, which brings the rest a fifth more. */
const POINTS = 100 * 10 + 4 * 12;

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(2);
});
afterAll(() => shop.close());

async function sell(orderId: string, number: string): Promise<void> {
  const paid = {
    orderId,
    member: { number },
    amountFen: 1_000,
    currency: 'CNY',
    paidAt: shop.now(),
    completed: true,
    channel: 'till',
  };
  const { status, body } = await shop.partner('POST', '/v1/orders', paid);
  if (status >= 300) throw new Error(JSON.stringify(body));
}

/** All parts, in their order. */
async function copyOf(openid: string): Promise<CopyView[]> {
  const parts: CopyView[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer: Awaited<ReturnType<typeof shop.act<'account.copy'>>> = await shop.act(
      openid,
      'account.copy',
      cursor === '' ? {} : { cursor },
    );
    if (!answer.ok) throw new Error(answer.error.code);
    parts.push(answer.data);
    cursor = answer.data.nextCursor;
  }
  return parts;
}

const rowsOf = <S extends CopyPart['section']>(parts: readonly CopyView[], section: S) =>
  parts
    .map(({ part }) => part)
    .filter((part): part is Extract<CopyPart, { section: S }> => part.section === section)
    .flatMap((part) => ('rows' in part ? (part.rows as unknown[]) : [part.about]));

test('every entry is in it once, newest first, in parts that fit into an answer', async () => {
  const { member } = await shop.join('lin');
  for (let sale = 1; sale <= SALES; sale += 1) await sell(`s${sale}`, member?.number ?? '');
  await shop.tick();
  const parts = await copyOf('lin');
  for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(PART_MAX);
  expect([...new Set(parts.map(({ part }) => part.section))]).toEqual([
    ...['about', 'entries', 'coupons', 'redemptions', 'payments', 'notices', 'consents', 'friends', 'assists'],
  ]);
  expect(parts.every(({ section }, place) => section.index >= (parts[place - 1]?.section.index ?? 0))).toBe(true);
  const entries = rowsOf(parts, 'entries') as { id: string; balanceAfter: number }[];
  // Joining, and each sale.
  expect(new Set(entries.map(({ id }) => id)).size).toBe(1 + SALES);
  expect(entries).toHaveLength(1 + SALES);
  expect(entries[0]?.balanceAfter).toBe(POINTS);
  // Each sale, and silver.
  expect(rowsOf(parts, 'notices')).toHaveLength(SALES + 1);
  expect(rowsOf(parts, 'about')).toMatchObject([{ number: member?.number, points: { available: POINTS } }]);
});

test('there is no openid in it, and no digest of a number', async () => {
  const text = JSON.stringify(await copyOf('lin'));
  expect(text).not.toContain('"lin"');
  expect(text).not.toMatch(/"(openid|_id|memberId|tail|print|hash|prev)":/);
});

test('a cursor that was never handed out is refused, and so is who is no member', async () => {
  const made = (text: string) => Buffer.from(text).toString('base64url');
  for (const cursor of ['x', made('c1.99.'), made('c1.2.../..'), made('c1.1.!'), made('c2.0.')])
    expect(await shop.act('lin', 'account.copy', { cursor })).toMatchObject({ error: { code: 'INVALID_INPUT' } });
  expect(await shop.act('nobody', 'account.copy', {})).toMatchObject({ error: { code: 'NOT_MEMBER' } });
  expect(await shop.act(undefined, 'account.copy', {})).toMatchObject({ error: { code: 'NO_IDENTITY' } });
});

test('five copies a day are begun and no more, and tomorrow again', async () => {
  await shop.join('chen');
  for (let copy = 1; copy <= 5; copy += 1)
    expect(await shop.act('chen', 'account.copy', {})).toMatchObject({ ok: true });
  expect(await shop.act('chen', 'account.copy', {})).toMatchObject({ error: { code: 'COPY_LIMIT' } });
  await shop.day(1);
  expect(await shop.act('chen', 'account.copy', {})).toMatchObject({ ok: true });
});

test('what is kept can be read by whoever comes, and the timer’s own figures are told', async () => {
  const answer = await shop.act('stranger', 'account.kept', {});
  if (!answer.ok) throw new Error(answer.error.code);
  expect(answer.data.rows.find(({ code }) => code === 'notices')).toMatchObject({ days: 400, closing: 'erased' });
  expect(answer.data.rows.find(({ code }) => code === 'ledger')).toMatchObject({ days: null, closing: 'kept' });
});
