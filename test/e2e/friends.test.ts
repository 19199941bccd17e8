/** Friends bring friends, from the poster to the reward, on phones. Each test goes on with the clock of the one before. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import { wrongInBooks } from '../setup/books';
import { furnish } from '../setup/mall';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter, memberNumberOf } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const WANG = 'o-wang';
const CHEN = 'o-chen';
const OWNER = 'o-he';
/** 10:00 on 5 October 2026 in Shanghai. */
const FIRST_MORNING = Date.UTC(2026, 9, 5, 2);

const programme = {
  ...defaultProgramme,
  waiting: { days: 7, from: 'paid' as const, completeAfterDays: 0 },
  referral: {
    campaign: 'friends',
    registered: { points: 50 },
    firstOrder: { points: 20, minimumFen: 1_000, withinDays: 30 },
    friend: { points: 30, coupons: [{ template: 'ten', count: 1 }] },
    perDay: 10,
    inAll: 100,
    budget: null,
    review: { sameAddress: 3, tenMinutes: 8, risk: 'ask' as const },
  },
  assist: {
    campaign: 'dishes',
    name: '请你吃小菜',
    helpers: 3,
    hours: 24,
    reward: { points: 0, coupons: [{ template: 'dish', count: 1 }] },
    firstDay: '2026-10-01',
    lastDay: '2026-12-31',
    perMember: 1,
    helpsPerDay: 3,
    budget: null,
  },
};

let phone: ShopPhone;
let till: Till;

beforeAll(async () => {
  const settings = [{ _id: 'programme', shape: 2, ...programmeDocument(programme) } as { _id: string }];
  phone = await ShopPhone.open({ settings });
  await phone.control('/local/clock', { now: FIRST_MORNING });
  await furnish(phone.origin);
  till = await Till.open(phone);
  await callStaff(phone, OWNER, 'staff.claim', { code: await setupCodeOf(phone.origin), name: '何禾' }, 'claim');
  await enter(phone, LIN);
  await callShopper(phone, LIN, 'member.updateProfile', { nickname: '林晓' }, 'name');
  await phone.panel('answer', 'privacy', 'accept');
  await phone.panel('become', LIN);
  // A poster is drawn behind a tap.
  phone.page.setDefaultTimeout(60_000);
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();
const tap = (name: string | RegExp) => phone.screen.getByRole('button', { name }).last().click();
const page = async () => ((await phone.screen.locator('body').textContent()) ?? '').replace(/\s+/g, ' ');

/** Takes the phone up and looks at the page afresh. */
async function sees(person: string, path: string): Promise<string> {
  await phone.panel('become', person);
  await phone.go(path);
  return page();
}

async function available(person: string): Promise<number | undefined> {
  const home = await callShopper(phone, person, 'member.home', {});
  return home.ok ? home.data.member?.points.available : undefined;
}

async function invitationOf(person: string) {
  const view = await callShopper(phone, person, 'invite.view', {});
  if (!view.ok) throw new Error(view.error.code);
  return view.data;
}

/** Somebody joins by an invitation, on a phone that nobody looks at. */
async function joins(friend: string, inviter: string, address?: string): Promise<void> {
  const { code } = await invitationOf(inviter);
  await enter(phone, friend, { invite: { code, by: 'card' }, ...(address ? { address } : {}) });
}

test('REF-2 a poster is saved in spite of an album that was refused at first', async () => {
  await phone.panel('answer', 'album', 'reject');
  await phone.go('shopper/invite/index');
  await tap('做一张海报');
  await phone.screen.getByTestId('poster').locator('img').waitFor();
  await tap('保存到相册');
  await shows('没有打开相册权限');
  await phone.screen.getByText('打开相册权限', { exact: true }).click();
  await phone.page.getByRole('switch').check();
  await phone.page.getByRole('dialog').getByRole('button', { name: '返回' }).click();
  await shows('已保存到相册');
  expect((await phone.panel('hardware')).savedPictures).toHaveLength(1);
});

test('REF-1 REF-2 ERN-3 CPN-4 CPN-10 who scans that picture joins, and both see what they got', async () => {
  const [picture = ''] = (await phone.panel('hardware')).savedPictures;
  expect(await phone.panel('scanPicture', picture, WANG)).toContain('shopper');
  await shows('林晓');
  expect(await page()).toMatch(/请你来.*十元代金券/);
  await tap('入会领取');
  await shows('入会成功');
  expect(await page()).toMatch(/30 ?分 ?已到账/);
  expect(await available(WANG)).toBe(30);
  await phone.go('pages/wallet/index');
  await shows('十元代金券');
  expect(await sees(LIN, 'shopper/invite/index')).toContain('入会：正在入账，半小时内到账 50 分');
  expect(await available(LIN)).toBe(0);
  await phone.later(11);
  expect(await sees(LIN, 'shopper/invite/index')).toContain('入会：10 月 5 日到账 50 分');
  expect(await available(LIN)).toBe(50);
  expect(await sees(LIN, 'shopper/inbox/index')).toContain('接受了你的邀请，已经入会');
});

test('ERN-11 REF-3 the first order that stays is paid for when its return window is over; one that is returned is not', async () => {
  await joins(CHEN, LIN);
  await phone.later(11);
  expect(await available(LIN)).toBe(100);
  await till.sale(await memberNumberOf(phone, WANG), 'W1', 5_000);
  await till.sale(await memberNumberOf(phone, CHEN), 'C1', 5_000);
  await till.refund('C1', 'R1', 5_000);
  await phone.later(1);
  expect(await sees(LIN, 'shopper/invite/index')).toContain('首单：退货期过后到账 20 分，10 月 12 日');
  expect(await available(LIN)).toBe(100);
  await phone.control('/local/clock', { advanceDays: 8 });
  await phone.later(1);
  expect(await available(LIN)).toBe(120);
  const told = await sees(LIN, 'shopper/invite/index');
  expect(told).toContain('首单：10 月 13 日到账 20 分');
  expect(told).toContain('首单：消费后，你得 20 分');
  const inbox = await sees(LIN, 'shopper/inbox/index');
  expect(inbox.match(/的第一笔消费，你得 20 分/g)).toHaveLength(1);
});

test('REF-5 CPN-10 three friends help from the shared card, one of them joins first, and the starter has the coupon', async () => {
  await sees(LIN, 'shopper/invite/index');
  await tap('去发起');
  await tap('发起助力');
  await tap('发给好友，请他们助力');
  await phone.page.getByRole('button', { name: '发送', exact: true }).click();
  await phone.settled();
  const [card] = await phone.panel('cards');
  expect(card?.title).toContain('请你吃小菜');
  const id = /&a=([\w-]+)/.exec(card?.path ?? '')?.[1] ?? '';
  expect(await callShopper(phone, CHEN, 'assist.help', { id }, 'help')).toMatchObject({ ok: true });
  await phone.panel('openCard', card?.id ?? '', WANG);
  await tap('去帮林晓助力');
  await tap('帮忙助力');
  await shows('再有 1 位');
  await phone.panel('openCard', card?.id ?? '', 'o-new');
  await tap('入会领取');
  await shows('入会成功');
  await tap('去帮林晓助力');
  await tap('帮忙助力');
  await shows('谢谢你帮了林晓');
  expect(await sees(LIN, 'shopper/invite/index')).toContain('好友凑齐了');
  await phone.later(11);
  await phone.later(1);
  expect(await sees(LIN, 'pages/wallet/index')).toContain('招牌小菜券');
  expect(await sees(LIN, 'shopper/inbox/index')).toContain('「请你吃小菜」助力成功');
});

test('REF-1 ten throw-away accounts from one network bring not a point: the owner pays one, refuses one, and the inviter reads it', async () => {
  const HAO = 'o-hao';
  await enter(phone, HAO);
  for (let n = 0; n < 10; n += 1) await joins(`o-farm-${n}`, HAO, '203.0.113.7');
  await phone.later(11);
  expect(await available(HAO)).toBe(0);
  expect(await sees(OWNER, 'admin/counter/index?stay=1')).toMatch(/待核实的奖励.*10 份/);
  await phone.screen.getByText('待核实的奖励').click();
  await shows('10 位好友用的是同一个网络');
  expect((await page()).match(/好友入会的奖励/g)).toHaveLength(10);
  await phone.screen
    .getByRole('button', { name: /^发奖励 / })
    .first()
    .click();
  await phone.screen.getByRole('button', { name: '发奖励', exact: true }).last().click();
  await shows('奖励已发');
  await phone.screen
    .getByRole('button', { name: /^不发 / })
    .first()
    .click();
  await phone.screen.getByRole('button', { name: '不发', exact: true }).last().click();
  await shows('已记下，这份不发');
  await phone.settled();
  expect((await page()).match(/好友入会的奖励/g)).toHaveLength(8);
  const told = await sees(HAO, 'shopper/invite/index');
  expect(told.match(/入会：10 月 13 日到账 50 分/g)).toHaveLength(1);
  expect(told.match(/店里核对后没有通过/g)).toHaveLength(1);
  expect(told.match(/店里正在核对，通过后到账 50 分/g)).toHaveLength(8);
  expect(await available(HAO)).toBe(50);
});
