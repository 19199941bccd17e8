/** Who comes to the demo shop, and how often. The first five are the people who can hold the phone. */
import type { InvitedBy } from '../../typings/api/friends';
import { type Chance, chance } from './chance';

export interface Shopper {
  /** Absent for those whom the shop knows by their phone number only. */
  openid?: string;
  name: string;
  /** E.164 */
  phone: string;
  /** Day of the history on which they become members, from 0. */
  joins: number;
  /** Last day on which they come. */
  stays: number;
  /** Of a hundred days, how many they check in and buy on. */
  checksIn: number;
  buys: number;
  /** Usual amount of a purchase, whole yuan. */
  basket: number;
  birthday: string | null;
  /** On whose invitation: place in the cast, always of somebody who was there before. */
  invited?: { who: number; by: InvitedBy };
}

/** Months of history, in days. */
export const DAYS = 150;
const OTHERS = 235;

const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const GIVEN = [
  ...['子涵', '雨桐', '浩然', '欣怡', '一诺', '梓萱', '俊杰', '思远', '佳琪', '晨曦', '文博', '若溪', '嘉怡', '明轩'],
  ...[
    '静',
    '敏',
    '磊',
    '洋',
    '艳',
    '勇',
    '军',
    '杰',
    '娟',
    '涛',
    '超',
    '霞',
    '平',
    '刚',
    '桂英',
    '建国',
    '海燕',
    '志强',
  ],
];

/** In the order of the people in the phone's side panel. 王芳 has bought under her number and has never opened the program. */
const PEOPLE: readonly Shopper[] = [
  person('oHuitouke_demo_linxiao_00001', '林晓', '01', { joins: 0, checksIn: 88, buys: 26, basket: 96 }),
  person('oHuitouke_demo_chenmo__00002', '陈默', '02', { joins: 3, checksIn: 45, buys: 12, basket: 68 }),
  person('oHuitouke_demo_zhouning00003', '周宁', '03', { joins: 128, checksIn: 70, buys: 10, basket: 42 }),
  person('oHuitouke_demo_xuqing__00004', '许晴', '04', { joins: 1, checksIn: 60, buys: 48, basket: 188 }),
  { ...person('', '王芳', '05', { joins: 60, checksIn: 0, buys: 14, basket: 75 }), openid: undefined },
].map(({ openid, ...rest }) => (openid === undefined ? rest : { openid, ...rest }));

type Habits = Pick<Shopper, 'joins' | 'checksIn' | 'buys' | 'basket'>;

function person(openid: string, name: string, tail: string, habits: Habits): Shopper & { openid: string } {
  return { openid, name, phone: `+86138000000${tail}`, stays: DAYS, birthday: null, ...habits };
}

export function cast(seed = 20): Shopper[] {
  const luck = chance(seed);
  const shoppers = [...PEOPLE, ...Array.from({ length: OTHERS }, (_, n) => other(luck, n))];
  return [...shoppers.map((each, who) => withInviter(shoppers, each, who)), ...farm()];
}

/** Of a hundred people who join in WeChat, how many come on a friend's invitation. */
const INVITED_PERCENT = 16;
/** Whoever asks 林晓's friends finds her own code among them more often than others'. */
const OF_THE_FIRST_PERCENT = 20;
const WAYS: readonly InvitedBy[] = ['card', 'card', 'group', 'code', 'code', 'moments', 'typed'];

function withInviter(shoppers: readonly Shopper[], shopper: Shopper, who: number): Shopper {
  // A chance of their own for each, so that who invites whom changes nothing else of the history.
  const luck = chance(7_000 + who);
  if (who < PEOPLE.length || shopper.openid === undefined || !luck.percent(INVITED_PERCENT)) return shopper;
  const by = luck.oneOf(WAYS);
  if (luck.percent(OF_THE_FIRST_PERCENT) && shopper.joins > 0) return { ...shopper, invited: { who: 0, by } };
  const there = shoppers.flatMap(({ openid, joins, checksIn }, place) =>
    openid !== undefined && checksIn > 30 && joins < shopper.joins && place > 0 ? [place] : [],
  );
  return there.length === 0 ? shopper : { ...shopper, invited: { who: luck.oneOf(there), by } };
}

/** Network address of those who try to make friends up. */
export const FARM_ADDRESS = '203.0.113.50';
const FARM_DAY = DAYS - 3;
const FARM_SIZE = 6;

/** Six accounts from one address on one morning, all on 陈默's invitation: they wait for the owner to look at them. */
function farm(): Shopper[] {
  return Array.from({ length: FARM_SIZE }, (_, n) => ({
    openid: `oHuitouke_demo_farm____${String(n).padStart(5, '0')}`,
    name: `微信用户${n + 1}`,
    phone: `+8613600000${String(n).padStart(3, '0')}`,
    joins: FARM_DAY,
    stays: FARM_DAY,
    checksIn: 0,
    buys: 0,
    basket: 20,
    birthday: null,
    invited: { who: 1, by: 'card' as const },
  }));
}

export function isOfFarm({ openid }: Pick<Shopper, 'openid'>): boolean {
  return openid?.startsWith('oHuitouke_demo_farm') ?? false;
}

/** Most come now and then, some every day, some stay away after a while, some never open the program. */
function other(luck: Chance, n: number): Shopper {
  const joins = luck.between(0, DAYS - 10);
  const keen = luck.percent(18);
  const lapses = luck.percent(30);
  const inWeChat = luck.percent(82);
  const shopper: Shopper = {
    name: luck.oneOf(FAMILY) + luck.oneOf(GIVEN),
    phone: `+86137${String(10_000_000 + n * 37).padStart(8, '0')}`,
    joins,
    stays: lapses ? Math.min(DAYS, joins + luck.between(10, 70)) : DAYS,
    checksIn: inWeChat ? (keen ? luck.between(40, 75) : luck.between(0, 12)) : 0,
    buys: keen ? luck.between(10, 22) : luck.between(2, 8),
    basket: luck.between(18, 160),
    birthday: luck.percent(55) ? monthDay(luck) : null,
  };
  return inWeChat ? { openid: `oHuitouke_demo_shopper_${String(n).padStart(5, '0')}`, ...shopper } : shopper;
}

function monthDay(luck: Chance): string {
  const month = luck.between(1, 12);
  const day = luck.between(1, 28);
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
