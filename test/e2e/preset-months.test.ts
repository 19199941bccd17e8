import { afterEach, expect, test } from 'vitest';
import { defaultProgramme, type PresetCode, presets } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import type { MonthDay } from '../../typings/domain';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper } from '../setup/shopper';
import { Till } from '../setup/till';

/** Of the phone that holds the first person of the side panel. */
const OPENID = 'oHuitouke_demo_linxiao_00001';
/** 09:00 on 1 October 2026 in Shanghai, a Thursday. Wednesdays are the 7th, 14th, 21st and 28th. */
const FIRST_MORNING = Date.UTC(2026, 9, 1, 1);
const DAY_MS = 86_400_000;
const LAST_DAY = 31;

type Sale = { day: number; fen: number; channel?: 'till' | 'web' | 'mini'; points: number };
type Return = { day: number; of: number; fen: number; points: number };

interface Month {
  /** Points for joining. */
  joining: number;
  birthday?: string;
  /** Days on which somebody taps the button of the home page -> what it promises. */
  taps: Record<number, number>;
  /** All 31 days' check-ins together. */
  checkIns: number;
  sales: Sale[];
  returns: Return[];
  /** Gifts for tiers and birthday. */
  gifts: number;
  tier: string;
  /** Still waiting for a return window on the last day. */
  waiting: number;
  /** Lines that receipts show, newest sale first. */
  receipt: string[];
}

/** Each figure worked out by hand from the preset; see the comments. */
const months: Record<PresetCode, Month> = {
  // Ten yuan a point, the 15th doubles, 500 yuan bring 20 more. 1104 yuan by the 25th: 银勺, 20 points, and 1.2 times from then on.
  restaurant: {
    joining: 10,
    taps: { 1: 1, 7: 6, 15: 1 },
    checkIns: 31 * 1 + 4 * 5,
    sales: [
      { day: 3, fen: 12_800, points: 12 },
      { day: 15, fen: 25_600, points: 50 },
      { day: 20, fen: 52_000, points: 52 + 20 },
      { day: 25, fen: 20_000, points: 20 },
      { day: 28, fen: 10_000, points: 12 },
    ],
    returns: [{ day: 29, of: 28, fen: 5_000, points: -6 }],
    gifts: 20,
    tier: '银勺会员',
    waiting: 0,
    receipt: ['银勺会员', '1.2 倍'],
  },
  // One yuan a point, the 7th day in a row and the 8th of the month double the five points of a day. Seven days to return.
  beauty: {
    joining: 50,
    taps: { 1: 5, 7: 10, 8: 10, 15: 5 },
    checkIns: 31 * 5 + 4 * 5 + 5,
    sales: [
      { day: 2, fen: 16_800, channel: 'web', points: 168 + 50 },
      { day: 8, fen: 30_000, points: 600 },
      { day: 10, fen: 50_000, points: 500 },
      { day: 12, fen: 10_000, points: 100 },
      { day: 20, fen: 10_000, points: 120 },
    ],
    returns: [{ day: 21, of: 20, fen: 10_000, points: -120 }],
    gifts: 0,
    tier: '银卡会员',
    waiting: 0,
    receipt: ['银卡会员', '1.2 倍'],
  },
  // Orders in the mini-program double, so does Wednesday; with 熟客's 1.1 that would be 4.4 times, and the cap is 4.
  convenience: {
    joining: 20,
    birthday: '10-20',
    taps: { 1: 5, 3: 6, 7: 16 + 20, 14: 16 + 20 },
    checkIns: 2 * 5 + 2 * 6 + 27 * 8 + 4 * 8 + 4 * 20,
    sales: [
      { day: 2, fen: 5_000, points: 50 },
      { day: 5, fen: 4_000, channel: 'mini', points: 80 },
      { day: 7, fen: 6_000, channel: 'mini', points: 240 },
      { day: 14, fen: 8_000, points: 160 },
      { day: 16, fen: 6_000, points: 60 },
      { day: 21, fen: 10_000, channel: 'mini', points: 400 },
    ],
    returns: [],
    gifts: 50,
    tier: '熟客',
    waiting: 0,
    receipt: ['熟客', '小程序下单', '周三会员日', '4 倍'],
  },
  // Two member days, 600 yuan bring 100 more, fourteen days to return: what the return of the 20th takes is still waiting.
  motherBaby: {
    joining: 50,
    taps: { 1: 5, 7: 25, 30: 5 },
    checkIns: 31 * 5 + 4 * 20,
    sales: [
      { day: 3, fen: 26_800, points: 268 },
      { day: 8, fen: 65_000, points: 1300 + 100 },
      { day: 9, fen: 10_000, points: 100 },
      { day: 18, fen: 30_000, points: 660 },
    ],
    returns: [{ day: 20, of: 8, fen: 32_500, points: 650 - 1400 }],
    gifts: 0,
    tier: '银贝会员',
    waiting: 660,
    receipt: ['银贝会员', '每月 8 日、18 日会员日'],
  },
};

const ids: Record<PresetCode, string> = {
  restaurant: 'ERN-6 CMP-1 TIR-1 INT-1',
  beauty: 'ERN-1 CHK-5 CHK-8 CHK-6 TIR-2 INT-4',
  convenience: 'ERN-7 ERN-12 CMP-3 CHK-10 ERN-13',
  motherBaby: 'ERN-2 ERN-8 CMP-2 PTS-1',
};

let phone: ShopPhone | undefined;

afterEach(async () => {
  await phone?.close();
  phone = undefined;
});

for (const code of Object.keys(presets) as PresetCode[]) {
  test(`${ids[code]} a month of the ${code} preset, on the phone and by till`, async () => {
    const month = months[code];
    const programme = programmeDocument({ ...defaultProgramme, ...presets[code] });
    phone = await ShopPhone.open({ settings: [{ _id: 'programme', shape: 2, ...programme } as { _id: string }] });
    await runMonth(phone, month);
  });
}

async function runMonth(phone: ShopPhone, month: Month): Promise<void> {
  const till = await Till.open(phone);
  const { screen } = phone;
  await morningOf(phone, 1);
  await phone.page.reload();
  await phone.settled();
  await screen.getByText('免费入会', { exact: true }).click();
  await phone.settled();
  if (month.birthday) await ask(phone, 'member.setBirthday', { day: month.birthday as MonthDay }, 'birthday');
  const { member } = await ask(phone, 'member.home', {});
  if (!member) throw new Error('nobody has joined');
  let balance = month.joining;
  for (let day = 1; day <= LAST_DAY; day += 1) {
    await morningOf(phone, day);
    const promised = month.taps[day];
    if (promised === undefined) await ask(phone, 'checkin.signIn', {}, `day-${day}`);
    else await tap(phone, promised);
    for (const sale of month.sales.filter((each) => each.day === day)) {
      const { body } = await till.sale(member.number, `A${day}`, sale.fen, sale.channel);
      expect([day, body.points]).toEqual([day, sale.points]);
      balance += sale.points;
    }
    for (const gone of month.returns.filter((each) => each.day === day)) {
      const { body } = await till.refund(`A${gone.of}`, 'R1', gone.fen);
      expect([day, body.points]).toEqual([day, gone.points]);
      balance += gone.points;
    }
  }
  await phone.page.reload();
  await phone.settled();
  balance += month.checkIns + month.gifts;
  const seen = await ask(phone, 'member.home', {});
  expect(seen.member?.points).toMatchObject({ available: balance - month.waiting, pending: month.waiting, debt: 0 });
  await look(phone, month, balance - month.waiting);
}

/** What a person sees on the last day: card, history, points. */
async function look(phone: ShopPhone, month: Month, available: number): Promise<void> {
  const { screen } = phone;
  const home = (await screen.locator('body').textContent()) ?? '';
  expect(home).toContain(month.tier);
  expect(home.replace(/\s/g, '')).toContain(available.toLocaleString('en-US'));
  await phone.go('shopper/points/index');
  const points = (await screen.locator('body').textContent()) ?? '';
  if (month.waiting > 0) expect(points).toContain(String(month.waiting));
  await phone.go('shopper/history/index');
  const newest = Math.max(...month.sales.map(({ day }) => day));
  const sale = month.sales.find(({ day }) => day === newest);
  await screen.getByText(`+${sale?.points}`, { exact: true }).first().click();
  await phone.settled();
  const history = (await screen.locator('body').textContent()) ?? '';
  for (const line of month.receipt) expect(history).toContain(line);
  expect(await phone.errors()).toEqual([]);
}

async function tap(phone: ShopPhone, promised: number): Promise<void> {
  const { screen } = phone;
  await phone.go('pages/home/index');
  await phone.page.reload();
  await phone.settled();
  await screen.getByText(`签到 +${promised}`).click();
  await screen.getByText(/^明天 \+\d+$/).waitFor();
  await phone.settled();
}

async function morningOf(phone: ShopPhone, day: number): Promise<void> {
  await phone.control('/local/clock', { now: FIRST_MORNING + (day - 1) * DAY_MS });
}

async function ask<A extends Parameters<typeof callShopper>[2]>(
  phone: ShopPhone,
  action: A,
  payload: Parameters<typeof callShopper<A>>[3],
  key?: string,
) {
  const answer = await callShopper(phone, OPENID, action, payload, key);
  if (!answer.ok) throw new Error(`${action}: ${answer.error.code}`);
  return answer.data;
}
