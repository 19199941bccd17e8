/** The owner looks the shop over: all is well, then one thing after the other is broken, and each is found. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ShopPhone } from '../setup/shop-phone';
import { callStaff, setupCodeOf } from '../setup/staff';

const OWNER = 'o-he';

let phone: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open();
  await callStaff(phone, OWNER, 'staff.claim', { code: await setupCodeOf(phone.origin), name: '何禾' }, 'claim');
  await phone.panel('become', OWNER);
  await phone.panel('answer', 'privacy', 'accept');
  await phone.control('/local/timer', { name: 'timer' });
});

afterEach(async () => {
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const tap = (name: string | RegExp) => phone.screen.getByRole('button', { name }).last().click();
const page = async () => ((await phone.screen.locator('body').textContent()) ?? '').replace(/\s/g, ' ');

/** What the page says when it has looked. */
async function looked(): Promise<string> {
  await phone.settled();
  await phone.screen.getByRole('button', { name: '再查一次', exact: true }).waitFor();
  return page();
}

async function again(): Promise<string> {
  await tap('再查一次');
  return looked();
}

const defects = (plan: object) => phone.control('/local/defects', plan);

const clear = async () => {
  await fetch(`${phone.origin}/local/defects`, { method: 'DELETE' });
};
const row = (label: string) => phone.screen.getByRole('button', { name: label, exact: true }).waitFor();

test('OPS-9 the owner looks the shop over, and all is well', async () => {
  await phone.go('office/health/index');
  expect(await looked()).toContain('一切正常');
  expect(await phone.screen.getByRole('button', { name: /，正常$/ }).count()).toBe(14);
  await tap('定时任务，正常');
  expect(await page()).toContain('每 10 分钟一次');
  await tap('复制结果');
  await phone.screen.getByText('已复制，可以发出去了').waitFor();
  const { clipboard } = await phone.panel('hardware');
  expect(clipboard).toContain('定时任务：正常 (tick.recent)');
  expect(clipboard).not.toContain(OWNER);
});

describe('OPS-9 what is broken is found, with what to do about it:', () => {
  const broken: [what: string, plan: object, label: string, cure: string][] = [
    ['permissions that were never registered', { unpermitted: ['staff'] }, '调用微信的权限，要处理', '上传并部署'],
    ['a collection that phones can read', { open: ['members'] }, '数据表关没关好，要处理', '所有用户不可读写'],
    ['a function of another build', { outdated: ['payment'] }, '云函数的版本，要处理', 'npm run deploy'],
    ['a path that leads nowhere', { unrouted: ['/partner'] }, '对外的网址，要留意', 'HTTP 访问服务'],
  ];

  test.each(broken)('%s', async (_what, plan, label, cure) => {
    await defects(plan);
    const found = await again();
    expect(found).toMatch(/1 项要(处理|留意)/);
    await row(label);
    if (label.endsWith('要留意')) await tap(label);
    expect(await page()).toContain(cure);
    await clear();
    expect(await again()).toContain('一切正常');
  });

  test('an entry whose gifts were never given out', async () => {
    await phone.store('stuck', [{ _id: 'm-1:7' }]);
    expect(await again()).toContain('有 1 笔');
    await row('卡住的账，要处理');
    const gone = { action: 'database.removeDocument', envName: 'local', collectionName: 'stuck', queryType: 'DOC' };
    await phone.control('/admin', { ...gone, query: JSON.stringify({ _id: 'm-1:7' }) });
    expect(await again()).toContain('一切正常');
  });

  test('keys of the merchant that are none', async () => {
    const pay = {
      adapter: 'v3' as const,
      mchId: '1900000109',
      appId: `wx${'0'.repeat(16)}`,
      notifyUrl: `${phone.origin}/http/payment`,
    };
    const content = { trade: 'food' as const, pay, payWithinMinutes: 15, tellShipping: true };
    await callStaff(phone, OWNER, 'shop.savePayment', { content, rev: 0 }, 'pay');
    expect(await again()).toContain('有 1 项没查到');
    await phone.later(10);
    expect(await again()).toContain('没有给密钥');
    await phone.control('/local/provided', { name: 'HUITOUKE_PAY_V3', value: '{"mchId":"1900000109"}' });
    await phone.later(10);
    expect(await again()).toContain('给的密钥读不懂');
    await row('微信支付，要处理');
    await callStaff(
      phone,
      OWNER,
      'shop.savePayment',
      { content: { ...content, pay: { adapter: 'none' } }, rev: 1 },
      'none',
    );
    await phone.later(10);
    expect(await again()).toContain('一切正常');
  });

  test('a timer that has stopped', async () => {
    await phone.control('/local/clock', { advanceMs: 3 * 3_600_000 });
    expect(await again()).toContain('已经 180 分钟没跑');
    await row('定时任务，要处理');
    await phone.control('/local/timer', { name: 'timer' });
    expect(await again()).toContain('一切正常');
  });
});

test('OPS-9 without a network nothing is claimed, and it can be tried again', async () => {
  await phone.panel('setNetwork', 'offline');
  await phone.go('pages/me/index');
  await phone.go('office/health/index');
  await phone.screen
    .getByRole('button', { name: /重试|再试/ })
    .first()
    .waitFor();
  expect(await page()).not.toContain('一切正常');
  await phone.panel('setNetwork', 'fast');
});
