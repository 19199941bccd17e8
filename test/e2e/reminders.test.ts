/** What somebody asks to be told, refuses, and is told. Each test goes on with the clock of the one before. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { defaultProgramme, type Programme } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import { wrongInBooks } from '../setup/books';
import { ShopPhone } from '../setup/shop-phone';
import { enter } from '../setup/shopper';

const LIN = 'o-lin';
const MEMBER_DAY = 'TEMPLATE-MEMBER-DAY';
const REWARD_PAID = 'TEMPLATE-REWARD-PAID';
/** 10:00 on Monday, 5 October 2026 in Shanghai. */
const MONDAY = Date.UTC(2026, 9, 5, 2);

const programme: Programme = {
  ...defaultProgramme,
  earning: {
    ...defaultProgramme.earning,
    rules: [
      {
        code: 'saturday',
        name: '周六会员日',
        on: ['checkin'],
        when: [{ code: 'weekday', days: [6] }],
        give: { code: 'multiply', factor: 200 },
      },
    ],
  },
};

const messages = {
  _id: 'messages',
  shape: 1,
  quiet: { from: '21:00', to: '09:00' },
  perDay: 2,
  channels: { officialAccount: [], sms: [] },
  list: [
    { kind: 'memberDay', templateId: MEMBER_DAY, fields: { thing1: 'name', date2: 'day' } },
    { kind: 'rewardPaid', templateId: REWARD_PAID, fields: { thing1: 'name', number2: 'amount' } },
  ],
};

let phone: ShopPhone;

beforeAll(async () => {
  const settings = [{ _id: 'programme', shape: 2, ...programmeDocument(programme) } as { _id: string }, messages];
  phone = await ShopPhone.open({ settings });
  await phone.control('/local/clock', { now: MONDAY });
  await enter(phone, LIN);
  await phone.panel('become', LIN);
  await phone.go('shopper/reminders/index');
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();
const said = (text: string) => phone.screen.locator('.announce-text', { hasText: text }).waitFor();
/** What a row of the page says, with its button: '会员日，没有订阅，提醒我'. */
const row = (spoken: string) => phone.screen.getByRole('button', { name: spoken, exact: true });
const sheet = () => phone.page.getByRole('dialog', { name: '发送一次性订阅消息' });
const answer = (name: '允许' | '取消') => sheet().getByRole('button', { name, exact: true }).click();

/** On WeChat's own page of settings; back afterwards. */
async function switchOn(name: string | RegExp): Promise<void> {
  const page = phone.page.getByRole('dialog', { name: '设置' });
  await page.getByRole('switch', { name }).check();
  await page.getByRole('button', { name: '返回' }).click();
}

async function switchOffMessages(): Promise<void> {
  await phone.page.getByRole('button', { name: '更多', exact: true }).click();
  await phone.page.getByRole('button', { name: '设置', exact: true }).click();
  const page = phone.page.getByRole('dialog', { name: '设置' });
  await page.getByRole('switch', { name: '接收订阅消息' }).uncheck();
  await page.getByRole('button', { name: '返回' }).click();
}

/** Messages that lie in the side panel. */
async function received() {
  const part = phone.page.locator('.part-inbox');
  if (!(await part.locator('.part-body').isVisible())) await part.locator('summary').click();
  return part.locator('article.message');
}

test('MSG-1 who cancels the sheet is asked again by the next tap, and what is allowed is counted', async () => {
  await row('会员日，没有订阅，提醒我').click();
  await answer('取消');
  await said('没有订阅，想要时再点一下');
  await row('会员日，没有订阅，提醒我').click();
  await answer('允许');
  await said('记下了，到时候提醒你一次');
  await row('会员日，还会提醒 1 次，再加一次').waitFor();
});

test('MSG-1 a refusal that was to be kept is taken back in the settings', async () => {
  await row('好友的奖励，没有订阅，提醒我').click();
  await sheet()
    .getByRole('checkbox', { name: /总是保持以上选择/ })
    .check();
  await answer('取消');
  await phone.page.getByRole('dialog').getByRole('button', { name: '先不用' }).click();
  await row('好友的奖励，选过「总是拒绝」，要在设置里改，提醒我').waitFor();
  await phone.screen.getByText('去打开', { exact: true }).click();
  await switchOn(`订阅消息 ${REWARD_PAID}`);
  await row('好友的奖励，没有订阅，提醒我').click();
  await row('好友的奖励，还会提醒 1 次，再加一次').waitFor();
});

test('MSG-1 who has switched messages off is told so where they ask, and led to the switch', async () => {
  await switchOffMessages();
  await row('会员日，还会提醒 1 次，再加一次').click();
  const told = phone.page.getByRole('dialog', { name: '微信里关了提醒' });
  await told.getByRole('button', { name: '先不用' }).click();
  await shows('微信里关了提醒，在设置里打开「订阅消息」才收得到');
  await row('会员日，还会提醒 1 次，再加一次').click();
  await told.getByRole('button', { name: '去打开' }).click();
  await switchOn('接收订阅消息');
  await phone.screen.getByText('微信里关了提醒').waitFor({ state: 'detached' });
});

test('CMP-5 MSG-1 the day before a member day the reminder arrives once, and no second one without a second consent', async () => {
  await phone.control('/local/clock', { now: MONDAY + 4 * 86_400_000 });
  await phone.later(1);
  const inbox = await received();
  await inbox.first().waitFor();
  expect(await inbox.first().textContent()).toMatch(new RegExp(`${MEMBER_DAY}.*周六会员日.*2026年10月10日`));
  await phone.later(10);
  await phone.control('/local/clock', { now: MONDAY + 11 * 86_400_000 });
  await phone.later(1);
  expect(await phone.panel('inbox')).toEqual([expect.objectContaining({ templateId: MEMBER_DAY })]);
  await inbox.first().getByRole('button', { name: '进入小程序查看' }).click();
  await phone.page.waitForFunction(() => location.hash.startsWith('#/pages/home/index'));
  await phone.go('shopper/reminders/index');
  await row('会员日，没有订阅，提醒我').waitFor();
});
