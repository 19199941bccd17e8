/** The owner's phone after a day of a small shop: what was done at the till and in the mini-program is what the figures say. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter, memberNumberOf } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const CHEN = 'o-chen';
const OWNER = 'o-he';
const CASHIER = 'o-xiaoman';

let phone: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open();
  const till = await Till.open(phone);
  for (const person of [LIN, CHEN]) await enter(phone, person);
  await callShopper(phone, LIN, 'checkin.signIn', {}, 'sign-in');
  const number = await memberNumberOf(phone, LIN);
  await till.sale(number, 'S1', 30_000);
  await till.sale(number, 'S2', 10_000);
  await till.sale(await memberNumberOf(phone, CHEN), 'S3', 5_000);
  await callStaff(phone, OWNER, 'staff.claim', { code: await setupCodeOf(phone.origin), name: '何禾' }, 'claim');
  const { code } = await callStaff(phone, OWNER, 'staff.invite', { role: 'cashier', stores: [] }, 'invite');
  await callStaff(phone, CASHIER, 'staff.join', { code, name: '小满' }, 'join');
  // The sweeper writes what the calls have left, and the next tick sums it.
  await phone.later(11);
  await phone.later(11);
});

afterEach(async () => expect(await phone.errors()).toEqual([]));

afterAll(() => phone.close());

const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();

/** What the cell of a figure says. */
async function cell(label: string): Promise<string> {
  const found = phone.screen.locator('.cell', { has: phone.page.locator(`text="${label}"`) });
  return ((await found.first().textContent()) ?? '').replace(/\s+/g, '');
}

test('ANA-1 ANA-2 PTS-5 the owner begins with the figures of what has happened, the cashier at the counter', async () => {
  await phone.panel('become', CASHIER);
  await phone.go('admin/counter/index');
  await shows('最近的操作');
  await phone.panel('become', OWNER);
  await phone.go('admin/counter/index');
  await shows('会员与生意');
  expect(await cell('会员')).toMatch(/^会员2新增2/);
  expect(await cell('活跃会员')).toMatch(/^活跃会员2/);
  expect(await cell('签到率')).toMatch(/^签到率50%/);
  expect(await cell('订单')).toMatch(/^订单3/);
  expect(await cell('平均每单')).toMatch(/^平均每单¥150/);
  // One of the two who bought has bought twice.
  expect(await cell('复购率')).toMatch(/^复购率50%/);
  expect(await cell('未使用折合')).toContain('—');
  await phone.screen.getByRole('button', { name: /^复购率/ }).click();
  await shows('复购率 = 下过两单及以上的会员 ÷ 下过单的会员。');
  await phone.screen.getByRole('button', { name: '知道了' }).click();
  await phone.screen.getByRole('radio', { name: '30 天' }).click();
  await phone.settled();
  expect(await cell('订单')).toMatch(/^订单3.*起可比/);
  await phone.go('admin/counter/index?stay=1');
  await shows('最近的操作');
});

test('ANA-5 a chart is drawn, says a day’s numbers under a finger, and is a table for who would rather read', async () => {
  await phone.panel('become', OWNER);
  await phone.go('admin/dashboard/index');
  const chart = phone.screen.locator('.chart').first();
  const canvas = chart.locator('canvas');
  await canvas.waitFor();
  await canvas.scrollIntoViewIfNeeded();
  const inked = () =>
    canvas.evaluate((drawn: HTMLCanvasElement) => {
      const context = drawn.getContext('2d');
      const { data } = context?.getImageData(0, 0, drawn.width, drawn.height) ?? { data: [] };
      return [...data].filter((value, n) => n % 4 === 3 && value > 0).length;
    });
  await expect.poll(inked).toBeGreaterThan(500);
  const box = await canvas.boundingBox();
  if (!box) throw new Error('the chart has no place');
  await phone.page.mouse.move(box.x + box.width - 44, box.y + 40);
  await phone.page.mouse.down();
  await chart.locator('.chart-day').waitFor();
  expect(await chart.locator('.chart-value').allTextContents()).toHaveLength(2);
  await phone.page.mouse.up();
  await chart.getByText('看表格').click();
  const [head, first] = await chart.locator('.chart-row').allTextContents();
  expect(head).toContain('发放');
  expect(first).toMatch(/月.*日/);
  await chart.getByText('看图').click();
  await expect.poll(inked).toBeGreaterThan(500);
});
