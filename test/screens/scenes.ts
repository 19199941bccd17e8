/** What is photographed, and the people in whose hands the phone then is. */

import type { MonthDay } from '../../typings/domain';
import type { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';
import { callStaff } from '../setup/staff';
import { Till } from '../setup/till';
import { befriend, helped, type Invitation, inviteCodeOf, makeUpFriends } from './friends';
import { furnishMall, OWNER, type Taken, takeFromMall } from './mall';

export interface Scene {
  name: string;
  open(phone: ShopPhone): Promise<void>;
  leave?(phone: ShopPhone): Promise<void>;
}

const GUEST = 'o-guest';
const NEWCOMER = 'o-newcomer';
const REGULAR = 'o-regular';
const FAITHFUL = 'o-faithful';
/** The gift comes once: one person for each look of each width. */
const SIX_DAYS = Array.from({ length: 9 }, (_, index) => `o-six-days-${index}`);

/** Who came on the regular's invitation, and when. */
const FRIENDS = [
  { friend: 'o-friend-he', name: '何勇', day: 4 },
  { friend: 'o-friend-tang', name: '唐艳', day: 17 },
  { friend: 'o-friend-lu', name: '吕超', day: 35 },
] as const;

/** What the regular has taken from the mall. */
let taken: Taken;
/** What the regular sends to friends. */
let invitation: Invitation;

/**
 * A guest, a member of today, one who has come for five weeks with gaps, bought now and then and had a birthday, one who never missed
 * a day and has the longest name and the longest figures, and some who stand before their first gift.
 */
export async function prepare(phone: ShopPhone): Promise<void> {
  // First: what a function has read of the shop, it remembers for some seconds.
  await furnishMall(phone);
  await enter(phone, REGULAR);
  await callShopper(phone, REGULAR, 'member.updateProfile', { nickname: '巷口的林小姐' }, 'name');
  await enter(phone, FAITHFUL);
  await callShopper(phone, FAITHFUL, 'member.updateProfile', { nickname: '一二三四五六七八九十一二三四五六' }, 'name');
  await callShopper(phone, REGULAR, 'member.setBirthday', { day: await dayAhead(phone, 31) }, 'birthday');
  const till = await Till.open(phone);
  const [regular, faithful] = [await numberOf(phone, REGULAR), await numberOf(phone, FAITHFUL)];
  const code = await inviteCodeOf(phone, REGULAR);
  for (let day = 0; day < 36; day += 1) {
    for (const { friend, name } of FRIENDS.filter((each) => each.day === day))
      await befriend(phone, friend, name, code, 'card');
    if (day === 6) await till.sale(await numberOf(phone, FRIENDS[0].friend), 'friend-6', 8_800);
    if (day === 34) await makeUpFriends(phone, await inviteCodeOf(phone, FAITHFUL));
    if (day % 5 === 0) await till.sale(regular, `regular-${day}`, 21_000 + day * 100);
    if (day % 3 === 0) await till.sale(faithful, `faithful-${day}`, 64_800);
    if (day === 15) await till.sale(faithful, 'faithful-banquet', 120_000_000);
    if (day === 31) await till.refund('regular-30', 'regular-30-1', 5_050);
    await callShopper(phone, FAITHFUL, 'checkin.signIn', {}, `day${day}`);
    if (day === 30) for (const person of SIX_DAYS) await enter(phone, person);
    if (day >= 30) for (const person of SIX_DAYS) await callShopper(phone, person, 'checkin.signIn', {}, `day${day}`);
    if (day !== 20 && day !== 34) await callShopper(phone, REGULAR, 'checkin.signIn', {}, `day${day}`);
    await phone.control('/local/clock', { advanceDays: 1 });
    // What friends have brought becomes due.
    if (day % 5 === 0) await phone.control('/local/timer', { name: 'timer' });
  }
  const assist = await helped(phone, REGULAR, [FRIENDS[0].friend, FAITHFUL]);
  const full = await helped(
    phone,
    FAITHFUL,
    FRIENDS.map(({ friend }) => friend),
  );
  invitation = { code, assist, full };
  // Delivers the notices of the last sales.
  await phone.control('/local/timer', { name: 'timer' });
  await enter(phone, NEWCOMER);
  taken = await takeFromMall(phone, REGULAR);
}

async function numberOf(phone: ShopPhone, person: string): Promise<string> {
  const home = await callShopper(phone, person, 'member.home', {});
  if (!home.ok || !home.data.member) throw new Error(`${person} is no member`);
  return home.data.member.number;
}

/** 29 February is no one's birthday here: a shop may have it on the 28th. */
async function dayAhead(phone: ShopPhone, days: number): Promise<MonthDay> {
  const home = await callShopper(phone, REGULAR, 'member.home', {});
  if (!home.ok) throw new Error(home.error.message);
  const day = new Date(Date.parse(home.data.today) + days * 86_400_000).toISOString().slice(5, 10);
  return (day === '02-29' ? '02-28' : day) as MonthDay;
}

/** A receipt, opened by the first words of its entry. */
const receipt = (title: string) => async (phone: ShopPhone) => {
  await phone.screen.getByText(title, { exact: true }).first().click();
  await phone.settled();
};

function page(
  name: string,
  person: string,
  path: string | (() => string),
  after?: (phone: ShopPhone) => Promise<void>,
): Scene {
  return {
    name,
    open: async (phone) => {
      await phone.panel('become', person);
      await phone.go(typeof path === 'string' ? path : path());
      await after?.(phone);
    },
  };
}

const bottom = async (phone: ShopPhone) => {
  await phone.screen.locator('body').evaluate((body) => body.ownerDocument.defaultView?.scrollTo(0, 1e6));
  await phone.settled();
};

/** What lies on top is drawn last. */
const tap = (name: string | RegExp) => async (phone: ShopPhone) => {
  await phone.screen.getByRole('button', { name }).last().click();
  await phone.settled();
};

/** A dearer draft, so that the laboratory has something to say. */
async function draftBeside(phone: ShopPhone): Promise<void> {
  const { current, rev, draft } = await callStaff(phone, OWNER, 'programme.view', {});
  if (draft === null) {
    const rules = current.earning.rules.map((rule) =>
      rule.code === 'memberDay' ? { ...rule, give: { ...rule.give, factor: 300 } } : rule,
    );
    // The shop that is photographed has friends' help without end, which nobody could publish.
    const dearer = { ...current, assist: null, earning: { ...current.earning, rules } };
    await callStaff(phone, OWNER, 'programme.save', { draft: dearer, rev }, 'dearer');
  }
  await phone.go('office/lab/index');
}

async function replayed(phone: ShopPhone): Promise<void> {
  await phone.go('office/rules/index');
  await draftBeside(phone);
  const start = phone.screen.getByRole('button', { name: '开始试算' });
  if (await start.isVisible()) await start.click();
  await phone.screen.getByText('看过了，回去发布').waitFor();
  await phone.settled();
}

const MALL: Scene[] = [
  page('mall', REGULAR, 'pages/mall/index'),
  page('mall-guest', GUEST, 'pages/mall/index'),
  page('mall-foot', REGULAR, 'pages/mall/index', bottom),
  page('reward', REGULAR, 'shopper/reward/index?id=mug'),
  page('reward-coupon', FAITHFUL, 'shopper/reward/index?id=feast'),
  page('reward-guest', GUEST, 'shopper/reward/index?id=noodles'),
  page('sheet', FAITHFUL, 'shopper/reward/index?id=mug', tap('立即兑换')),
  page('payment', REGULAR, () => `shopper/payment/index?trade=${taken.trade}`),
  page('redemptions', REGULAR, 'shopper/redemptions/index'),
  page('redemption', REGULAR, () => `shopper/redemption/index?id=${taken.redemption}`),
  page('wallet', REGULAR, 'pages/wallet/index'),
  page('wallet-new', NEWCOMER, 'pages/wallet/index'),
  page('coupon', REGULAR, () => `shopper/coupon/index?id=${taken.coupon}`),
  page('offers', REGULAR, 'shopper/offers/index'),
  // Once: what is exchanged here is gone from the shelf.
  page('receipt', FAITHFUL, 'shopper/reward/index?id=tea', async (phone) => {
    await tap('立即兑换')(phone);
    await tap(/^确认兑换/)(phone);
  }),
];

const landing = (name: string, person: string, path: () => string, scene: number): Scene => ({
  name,
  open: async (phone) => {
    await phone.panel('become', person, { path: `shopper/landing/index?${path()}`, scene });
  },
});

/** Scenes by WeChat's list: a card in a chat, Moments. */
const [CARD, MOMENTS] = [1007, 1154];

const INVITING: Scene[] = [
  page('invite', REGULAR, 'shopper/invite/index'),
  page('invite-foot', REGULAR, 'shopper/invite/index', bottom),
  page('invite-doubtful', FAITHFUL, 'shopper/invite/index', bottom),
  page('invite-new', NEWCOMER, 'shopper/invite/index', bottom),
  page('invite-guest', GUEST, 'shopper/invite/index'),
  landing('landing', GUEST, () => `i=${invitation.code}&by=card`, CARD),
  landing('landing-unknown', GUEST, () => 'i=22222222&by=card', CARD),
  landing('landing-member', FAITHFUL, () => `i=${invitation.code}&by=card`, CARD),
  landing('landing-moments', GUEST, () => `i=${invitation.code}`, MOMENTS),
  landing('landing-assist', GUEST, () => `i=${invitation.code}&a=${invitation.assist}&by=card`, CARD),
  ...['会员卡', '礼券', '招牌'].map((layout, index) =>
    page(`poster-${index + 1}`, REGULAR, 'shopper/poster/index', async (phone) => {
      await phone.screen.getByText(layout, { exact: true }).click();
      await phone.screen.locator('[data-testid="poster"]').waitFor();
      await phone.settled();
    }),
  ),
  page('assist', REGULAR, () => `shopper/assist/index?id=${invitation.assist}`),
  page('assist-friend', NEWCOMER, () => `shopper/assist/index?id=${invitation.assist}`),
  page('assist-full', FAITHFUL, () => `shopper/assist/index?id=${invitation.full}`),
  page('assist-start', NEWCOMER, 'shopper/assist/index'),
  page('visit', REGULAR, 'shopper/visit/index'),
  // A printed code of no store.
  page('visit-guest', GUEST, 'shopper/visit/index?scene=v%3D0123456789abcdef'),
  page('visit-refused', REGULAR, 'shopper/visit/index?scene=v%3D0123456789abcdef'),
  page('reminders', REGULAR, 'shopper/reminders/index'),
  page('service', REGULAR, 'shopper/service/index'),
];

const COUNTER: Scene[] = [
  page('counter', OWNER, 'admin/counter/index?stay=1'),
  page('counter-foot', OWNER, 'admin/counter/index?stay=1', bottom),
  page('found', OWNER, 'admin/counter/index?stay=1', async (phone) => {
    await phone.screen
      .locator('input')
      .first()
      .fill(await numberOf(phone, REGULAR));
    await tap('查找')(phone);
  }),
  page('goods', OWNER, 'office/goods/index'),
  page('goods-act', OWNER, 'office/goods/index', async (phone) => {
    await phone.screen.locator('.good-act').first().click();
    await phone.settled();
  }),
  page('goods-arrange', OWNER, 'office/goods/index', tap('调整顺序')),
  page('good', OWNER, 'office/good/index'),
  page('good-foot', OWNER, 'office/good/index', bottom),
  page('templates', OWNER, 'office/templates/index'),
  page('template', OWNER, 'office/template/index'),
  page('template-foot', OWNER, 'office/template/index', bottom),
  page('categories', OWNER, 'office/categories/index'),
  page('fulfil', OWNER, 'office/fulfil/index'),
  page('fulfil-collect', OWNER, 'office/fulfil/index', tap('待取货')),
  page('cases', OWNER, 'admin/cases/index'),
  page('store-code', OWNER, 'admin/visit/index'),
  page('sale', OWNER, 'admin/sale/index'),
  page('recent', OWNER, 'admin/recent/index'),
  page('team', OWNER, 'admin/team/index'),
  page('team-invite', OWNER, 'admin/team/index', tap('邀请店员')),
  page('team-code', OWNER, 'admin/team/index', async (phone) => {
    await tap('邀请店员')(phone);
    await tap('生成邀请码')(phone);
  }),
  page('duties', OWNER, 'admin/duties/index'),
  page('trail', OWNER, 'admin/trail/index'),
  page('presets', OWNER, 'office/presets/index'),
  page('presets-ask', OWNER, 'office/presets/index', tap('用这一套')),
  page('campaigns', OWNER, 'office/calendar/index'),
  page('rule-new', OWNER, 'office/rule/index?part=rule&start=memberDay'),
  page('rule-checkin', OWNER, 'office/rule/index?part=checkIn'),
  page('rule-friends', OWNER, 'office/rule/index?part=referral'),
  page('tiers-edit', OWNER, 'office/tiers/index'),
  page('tier-new', OWNER, 'office/rule/index?part=tier&start=new'),
  page('lab-ask', OWNER, 'office/rules/index', draftBeside),
  page('rules', OWNER, 'office/rules/index', draftBeside),
  page('rules-foot', OWNER, 'office/rules/index', bottom),
  page('lab', OWNER, 'office/lab/index', replayed),
  page('lab-foot', OWNER, 'office/lab/index', bottom),
  page('staff-guide', OWNER, 'admin/guide/index'),
  page('branches', OWNER, 'office/branches/index'),
  page('branch', OWNER, 'office/branch/index?id=default'),
  page('partners', OWNER, 'office/partners/index'),
  page('partners-new', OWNER, 'office/partners/index', tap('新建密钥')),
  page('enter', NEWCOMER, 'admin/enter/index'),
];

export const SCENES: Scene[] = [
  page('home-guest', GUEST, 'pages/home/index'),
  page('home-new', NEWCOMER, 'pages/home/index'),
  page('home', REGULAR, 'pages/home/index'),
  page('home-faithful', FAITHFUL, 'pages/home/index'),
  page('make-up', REGULAR, 'pages/home/index', async (phone) => {
    await phone.screen.locator('[data-fillable="true"]').first().click();
    await phone.settled();
  }),
  page('home-foot', REGULAR, 'pages/home/index', bottom),
  page('calendar', REGULAR, 'shopper/calendar/index'),
  page('calendar-faithful', FAITHFUL, 'shopper/calendar/index'),
  page('calendar-foot', REGULAR, 'shopper/calendar/index', bottom),
  page('history', REGULAR, 'shopper/history/index', receipt('消费')),
  page('history-refund', REGULAR, 'shopper/history/index', receipt('退货')),
  page('history-birthday', REGULAR, 'shopper/history/index', receipt('生日礼')),
  page('history-gift', FAITHFUL, 'shopper/history/index', receipt('升级礼')),
  page('history-new', NEWCOMER, 'shopper/history/index'),
  page('tiers', REGULAR, 'shopper/tiers/index'),
  page('tiers-faithful', FAITHFUL, 'shopper/tiers/index'),
  page('tiers-guest', GUEST, 'shopper/tiers/index'),
  page('tiers-foot', REGULAR, 'shopper/tiers/index', bottom),
  page('points', REGULAR, 'shopper/points/index'),
  page('points-faithful', FAITHFUL, 'shopper/points/index'),
  page('points-new', NEWCOMER, 'shopper/points/index'),
  page('guide', REGULAR, 'shopper/guide/index'),
  page('guide-foot', GUEST, 'shopper/guide/index', bottom),
  page('code', REGULAR, 'shopper/code/index'),
  page('code-guest', GUEST, 'shopper/code/index'),
  {
    name: 'code-offline',
    open: async (phone) => {
      await phone.panel('become', REGULAR);
      await phone.panel('setNetwork', 'offline');
      await phone.go('shopper/code/index');
    },
    leave: (phone) => phone.panel('setNetwork', 'fast'),
  },
  page('inbox', FAITHFUL, 'shopper/inbox/index'),
  page('inbox-new', NEWCOMER, 'shopper/inbox/index'),
  page('me-guest', GUEST, 'pages/me/index'),
  page('me', REGULAR, 'pages/me/index'),
  page('me-faithful', FAITHFUL, 'pages/me/index'),
  page('profile', REGULAR, 'shopper/profile/index'),
  page('profile-new', NEWCOMER, 'shopper/profile/index'),
  page('birthday', NEWCOMER, 'shopper/profile/index', async (phone) => {
    await phone.screen.getByText('选择生日').click();
    await phone.page.getByRole('button', { name: '确定' }).click();
    await phone.settled();
  }),
  page('settings', REGULAR, 'shopper/settings/index'),
  page('kept', FAITHFUL, 'shopper/privacy/index'),
  page('kept-foot', FAITHFUL, 'shopper/privacy/index', bottom),
  page('kept-copied', FAITHFUL, 'shopper/privacy/index', async (phone) => {
    await tap('下载我的数据')(phone);
    await bottom(phone);
  }),
  page('leave', FAITHFUL, 'shopper/leave/index'),
  page('leave-foot', FAITHFUL, 'shopper/leave/index', bottom),
  page('leave-open', REGULAR, 'shopper/leave/index'),
  {
    ...page('leave-waiting', FAITHFUL, 'shopper/leave/index', tap('确认注销')),
    leave: tap('撤回注销'),
  },
  {
    ...page('privacy-gate', REGULAR, 'shopper/profile/index', async (phone) => {
      await phone.panel('answer', 'privacy', 'reject');
      await phone.screen.getByRole('button', { name: /头像/ }).click();
      await phone.settled();
    }),
    leave: (phone) => phone.panel('answer', 'privacy', 'accept'),
  },
  page('terms', GUEST, 'shopper/text/index?which=terms'),
  {
    ...page('home-offline', REGULAR, 'pages/home/index', (phone) => phone.panel('setNetwork', 'offline')),
    leave: (phone) => phone.panel('setNetwork', 'fast'),
  },
  {
    name: 'gift',
    open: async (phone) => {
      const person = SIX_DAYS.shift();
      if (!person) throw new Error('nobody is left who stands before a first gift');
      await phone.panel('become', person);
      await phone.go('pages/home/index');
      await phone.screen.getByRole('button', { name: '签到 +25' }).first().click();
      await phone.screen.getByText('收下').waitFor();
      await phone.settled();
    },
  },
  ...MALL,
  ...INVITING,
  ...COUNTER,
];
