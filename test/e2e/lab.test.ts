/** A shopkeeper looks at what a draft would cost before it is in force. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wrongInBooks } from '../setup/books';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter, memberNumberOf } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const OWNER = 'o-he';
const SALES = [12_800, 36_000, 8_800];

let phone: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open();
  await callStaff(phone, OWNER, 'staff.claim', { code: await setupCodeOf(phone.origin), name: '何禾' }, 'claim');
  await enter(phone, LIN);
  const till = await Till.open(phone);
  const number = await memberNumberOf(phone, LIN);
  for (const [n, fen] of SALES.entries()) await till.sale(number, `S${n}`, fen);
  await callShopper(phone, LIN, 'checkin.signIn', {}, 'first');
  // Into the ledger: what is replayed are its rows.
  await phone.later(11);
  await phone.later(11);
  await phone.panel('become', OWNER);
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();

async function tap(name: string | RegExp): Promise<void> {
  await phone.screen.getByRole('button', { name }).last().click();
  await phone.settled();
}

test('NEW-1 what a draft would have cost in the last weeks is seen before it is published', async () => {
  await phone.go('office/lab/index');
  await shows('规则没有改动，改了以后来这里看看要多花多少');
  const { current, rev } = await callStaff(phone, OWNER, 'programme.view', {});
  const rules = current.earning.rules.map((rule) =>
    rule.give.code === 'perAmount' ? { ...rule, give: { ...rule.give, points: 2 } } : rule,
  );
  const draft = { ...current, earning: { ...current.earning, rules } };
  const care = await callStaff(phone, OWNER, 'programme.save', { draft, rev }, 'save');
  expect(care.problems).toEqual([]);
  await phone.go('office/rules/index');
  await tap('试算');
  await tap('开始试算');
  // ¥1 brings 2 points instead of 1: 576 more for what three orders have paid.
  await shows(/多发 576/);
  await shows('3 单里有 3 单（100%）');
  await shows(/平常的一单 ¥192/);
  await shows('1 人会多得');
  await shows(/5 笔一分不差/);
});

test('NEW-1 when the draft has changed since, the laboratory is to be asked again', async () => {
  const { current, rev } = await callStaff(phone, OWNER, 'programme.view', {});
  const draft = { ...current, earning: { ...current.earning, cap: 200 } };
  await callStaff(phone, OWNER, 'programme.save', { draft, rev }, 'save-2');
  await phone.go('office/rules/index');
  await tap('试算');
  await shows('草稿又改过了，上次的结果不算数了');
  await tap('开始试算');
  await shows('发出的一样多');
  await tap('看过了，回去发布');
  // Back among the rules, where it can be published now.
  await phone.screen.getByRole('button', { name: '发布', exact: true }).last().waitFor();
});
