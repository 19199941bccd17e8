import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import { wrongInBooks } from '../setup/books';
import { type Card, ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';

const LIN = 'o-lin';
const WANG = 'o-wang';
const CHEN = 'o-chen';

const programme = {
  ...defaultProgramme,
  referral: {
    campaign: 'friends',
    registered: { points: 50 },
    firstOrder: { points: 20, minimumFen: 1000, withinDays: 90 },
    friend: { points: 30 },
    perDay: 10,
    inAll: 100,
    budget: null,
    review: { sameAddress: 9, tenMinutes: 9, risk: 'off' as const },
  },
};

let phone: ShopPhone;

beforeAll(async () => {
  const settings = [{ _id: 'programme', shape: 2, ...programmeDocument(programme) } as { _id: string }];
  phone = await ShopPhone.open({ settings });
  await enter(phone, LIN);
  await callShopper(phone, LIN, 'member.updateProfile', { nickname: '林晓' }, 'name');
  await phone.panel('become', LIN);
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();
const tap = (name: string | RegExp) => phone.screen.getByRole('button', { name }).last().click();
const page = async () => ((await phone.screen.locator('body').textContent()) ?? '').replace(/\s+/g, ' ');

const cards = () => phone.panel('cards');
const open = (card: Card | undefined, person?: string) =>
  phone.panel('openCard', card?.id ?? '', ...(person === undefined ? [] : [person]));

async function available(person: string): Promise<number | undefined> {
  const home = await callShopper(phone, person, 'member.home', {});
  return home.ok ? home.data.member?.points.available : undefined;
}

/** A joining is left alone for ten minutes before it is judged. */
const later = () => phone.later(11);

test('REF-3 home leads to the page that says what both get, in three steps', async () => {
  await phone.go('pages/home/index');
  await shows('好友入会你得 50 分，第一笔消费再得 20 分，好友得 30 分');
  await phone.screen.getByText('去邀请').click();
  await phone.settled();
  const said = await page();
  expect(said).toContain('50 分 + 20 分');
  expect(said).toContain('满 ¥10，过了退货期到账');
  expect(said).toContain('还没有好友入会');
});

test('REF-7 a card sent from there says what the friend gets and carries the code', async () => {
  await tap('发给微信好友');
  await phone.page.getByRole('button', { name: '发送', exact: true }).click();
  await phone.settled();
  const [card] = await cards();
  expect(card?.title).toContain('送你 30 分');
  expect(card?.path).toMatch(/^shopper\/landing\/index\?i=[2-9A-HJKMNP-Z]{8}&by=card$/);
});

test('REF-1 the friend opens it, reads who invites, joins, and both see what they got', async () => {
  const [card] = await cards();
  await open(card, WANG);
  await shows('林晓');
  expect(await page()).toContain('请你来');
  expect(await page()).toContain('第一次入会就有');
  await tap('入会领取');
  await shows('入会成功');
  await phone.settled();
  expect(await page()).toContain('已到账');
  expect(await available(WANG)).toBe(30);
  await tap('去首页看看');
  await phone.settled();

  await phone.panel('become', LIN);
  await phone.go('shopper/invite/index');
  await shows('入会：正在入账，半小时内到账 50 分');
  expect(await available(LIN)).toBe(0);
  await later();
  expect(await available(LIN)).toBe(50);
  await phone.page.reload();
  await phone.settled();
  await shows(/入会：.*到账 50 分/);
  await shows('首单：消费后，你得 20 分');
});

test('REF-1 who is a member already, and who opens the own card, is told so and led on', async () => {
  const [card] = await cards();
  await open(card, WANG);
  await shows(/你已经是.*的会员了/);
  await phone.screen.getByText('我也去邀请').waitFor();
  await open(card, LIN);
  await shows('这是你自己的邀请');
  expect(await available(LIN)).toBe(50);
});

test('REF-7 in Moments the page is whole without identity, way or button', async () => {
  await phone.go('shopper/invite/index');
  await phone.page.getByRole('button', { name: '更多', exact: true }).click();
  await phone.page.getByRole('button', { name: '分享到朋友圈' }).click();
  await phone.page.getByRole('button', { name: '发表', exact: true }).click();
  await phone.settled();
  const [post] = await cards();
  expect(post).toMatchObject({ kind: 'moments', path: expect.stringMatching(/^shopper\/invite\/index\?i=\w{8}/) });
  await open(post);
  await shows('林晓');
  await shows('点下方「前往小程序」入会领取');
  expect(await phone.screen.getByRole('button', { name: /入会/ }).count()).toBe(0);
  expect(await phone.screen.locator('input, button').count()).toBe(0);
});

test('REF-1 a code that was typed counts as well, small letters and a wrong one first', async () => {
  const card = (await cards()).find(({ kind }) => kind === 'chat');
  const code = /i=(\w{8})/.exec(card?.path ?? '')?.[1] ?? '';
  await phone.page.evaluate(
    (openid) =>
      (
        window as unknown as {
          __phone: { panel: { become(openid: string, opening: { path: string; scene: number }): void } };
        }
      ).__phone.panel.become(openid, { path: 'pages/home/index', scene: 1001 }),
    CHEN,
  );
  await phone.page.waitForTimeout(300);
  await phone.settled();
  await phone.screen.getByText('有邀请码？').click();
  await phone.settled();
  await phone.screen.locator('input').fill('22222222');
  await tap('使用');
  await shows('没有找到这个邀请');
  await phone.screen.locator('input').fill(code.toLowerCase());
  await tap('使用');
  await shows('林晓');
  await tap('入会领取');
  await shows('入会成功');
  await phone.settled();
  expect(await available(CHEN)).toBe(30);
  await later();
  expect(await available(LIN)).toBe(100);
});
