/** The owner brings old members from another system, and takes lists out. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wrongInBooks } from '../setup/books';
import { ShopPhone } from '../setup/shop-phone';
import { callStaff, setupCodeOf } from '../setup/staff';

const OWNER = 'o-he';

let phone: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open();
  const code = await setupCodeOf(phone.origin);
  await callStaff(phone, OWNER, 'staff.claim', { code, name: '何禾' }, 'claim');
  await phone.panel('become', OWNER);
  // Agreed to once: the files of chats and the clipboard are private.
  await phone.panel('answer', 'privacy', 'accept');
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const tap = (name: string | RegExp) => phone.screen.getByRole('button', { name }).last().click();
const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();
const page = async () => ((await phone.screen.locator('body').textContent()) ?? '').replace(/\s/g, ' ');

const PEOPLE = Array.from({ length: 20 }, (_, n) => `139000000${String(n).padStart(2, '0')},${100 + n}`);
const TABLE = `\uFEFF手机号,积分,姓名\r\n${PEOPLE.join('\r\n')}\r\n1390000,5,写错的人\r\n`;

async function chosen(text: string): Promise<void> {
  await phone.go('office/imports/index');
  await tap('从聊天里选文件');
  const file = { name: '老会员.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await phone.page.getByRole('dialog', { name: '聊天里的文件' }).locator('input[type=file]').setInputFiles(file);
  await shows('认出的列');
}

test('SEG-5 twenty old members are looked at before anything is written, brought in once, and taken back as a whole', async () => {
  await chosen(TABLE);
  expect(await page()).toMatch(/新会员.*20 位，2,190 分.*有问题.*1 行.*第 22 行.*手机号不对/);
  await tap('导入 20 位');
  await shows('导入 20 位老会员？');
  await tap('确认导入');
  await shows('导入完成');
  await chosen(TABLE);
  expect(await page()).toMatch(/以前导入过.*20 行/);
  await shows('没有可以导入的行');
  await phone.go('office/imports/index');
  await tap(/已导入 20 位/);
  await tap('整批撤销');
  await tap('撤销整批');
  await shows('已经撤销');
});

test('ANA-4 a list of the members is made, and its link opens a table that Excel reads', async () => {
  await phone.go('office/exports/index');
  await shows('会员号等个人信息');
  await tap('每一列是什么');
  await shows('12 位，收银台可以查到');
  await phone.go('pages/me/index');
  await phone.go('office/exports/index');
  await tap('开始导出');
  await shows(/20 行，.*删除文件/);
  await tap(/^取文件/);
  await tap(/^复制下载链接/);
  await shows('链接已复制');
  const { exports: lists } = await callStaff(phone, OWNER, 'exports.list', {});
  const { url } = await callStaff(phone, OWNER, 'exports.link', { id: lists[0]?.id ?? '', file: 0 }, 'link');
  const text = Buffer.from(await (await fetch(url)).arrayBuffer()).toString('utf8');
  expect(text.startsWith('\uFEFF会员号,昵称,生日月份,')).toBe(true);
  expect(text.trimEnd().split('\r\n')).toHaveLength(21);
});
