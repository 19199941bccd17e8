import { afterEach, expect, test } from 'vitest';
import { type Catalogue, catalogues } from '../../cloudfunctions/core/catalogues';
import { defaultProgramme, type PresetCode, presets } from '../../cloudfunctions/core/programme';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import type { MonthDay } from '../../typings/domain';
import { wrongInBooks } from '../setup/books';
import { shelvesOf } from '../setup/catalogue';
import { ShopPhone } from '../setup/shop-phone';
import { Till } from '../setup/till';
import { Customer } from './customer';
import { type Month, months, type Sale } from './months';

/** Of the phone that holds the first person of the side panel. */
const OPENID = 'oHuitouke_demo_linxiao_00001';
/** 09:00 on 1 October 2026 in Shanghai, a Thursday. Wednesdays are the 7th, 14th, 21st and 28th. */
const FIRST_MORNING = Date.UTC(2026, 9, 1, 1);
const DAY_MS = 86_400_000;
const LAST_DAY = 31;

const ids: Record<PresetCode, string> = {
  restaurant: 'ERN-6 CMP-1 TIR-1 INT-1 RED-1 RED-6 CPN-3 CPN-4',
  beauty: 'CHK-9 ERN-1 CHK-5 CHK-8 CHK-6 TIR-2 INT-4 RED-2 RED-3 CMP-10',
  convenience: 'CHK-9 ERN-7 ERN-12 CMP-3 CHK-10 ERN-13 RED-5 RED-7',
  motherBaby: 'ERN-2 ERN-8 CMP-2 PTS-1 RED-4 CHK-3 CPN-8',
};

/** Of no merchant: on this machine nobody is asked for money. */
const trade = {
  _id: 'trade',
  shape: 1,
  trade: 'food',
  pay: { adapter: 'cloudPay', subMchId: '1900000001' },
  payWithinMinutes: 15,
  tellShipping: true,
};

let phone: ShopPhone | undefined;

afterEach(async () => {
  await phone?.close();
  phone = undefined;
});

for (const code of Object.keys(presets) as PresetCode[]) {
  test(`${ids[code]} a month of the ${code} preset, on the phone and by till`, async () => {
    const programme = programmeDocument({ ...defaultProgramme, ...presets[code] });
    const { settings, rewards, stock } = await shelvesOf(code);
    const documents = [{ _id: 'programme', shape: 2, ...programme } as { _id: string }, trade, ...settings];
    phone = await ShopPhone.open({ settings: documents });
    await phone.store('rewards', rewards);
    await phone.store('stock', stock);
    await runMonth(phone, months[code], catalogues[code]);
    expect(await wrongInBooks(phone.origin)).toEqual([]);
  });
}

async function runMonth(phone: ShopPhone, month: Month, catalogue: Catalogue): Promise<void> {
  const till = await Till.open(phone);
  const { screen } = phone;
  await morningOf(phone, 1);
  await phone.page.reload();
  await phone.settled();
  await screen.getByText('免费入会', { exact: true }).click();
  await phone.settled();
  const customer = await Customer.of(phone, OPENID, catalogue);
  if (month.birthday) await customer.ask('member.setBirthday', { day: month.birthday as MonthDay }, 'birthday');
  // Every preset welcomes with one.
  expect(await customer.wallet()).toEqual(['newcomer join']);
  let balance = month.joining;
  for (let day = 1; day <= LAST_DAY; day += 1) {
    await morningOf(phone, day);
    const promised = month.taps[day];
    if (promised === undefined) await customer.ask('checkin.signIn', {}, `day-${day}`);
    else await tap(phone, promised);
    for (const { points, says } of month.visits.filter((each) => each.day === day)) {
      if (says) await scan(phone, await customer.screen(), says);
      else expect([day, await customer.visit(day)]).toEqual([day, points]);
      balance += points;
    }
    for (const { template } of month.claims.filter((each) => each.day === day)) await customer.claim(day, template);
    for (const sale of month.sales.filter((each) => each.day === day)) {
      expect([day, await ringUp(till, customer, sale)]).toEqual([day, sale.points]);
      balance += sale.points;
    }
    for (const gone of month.returns.filter((each) => each.day === day)) {
      const { body } = await till.refund(`A${gone.of}`, 'R1', gone.fen);
      expect([day, body.points]).toEqual([day, gone.points]);
      balance += gone.points;
    }
    for (const doing of month.doings.filter((each) => each.day === day)) balance += await customer.does(doing);
  }
  await phone.go('pages/home/index');
  await phone.page.reload();
  await phone.settled();
  balance += month.checkIns + month.gifts;
  const { points } = await customer.member();
  expect(points).toMatchObject({ available: balance - month.waiting, pending: month.waiting, debt: 0 });
  await look(phone, month, balance - month.waiting);
}

/** Answers the points that it brought. */
async function ringUp(till: Till, customer: Customer, { day, fen, channel, coupon }: Sale): Promise<number> {
  if (coupon) {
    const { template, off, categories = [] } = coupon;
    const basket = { amountFen: fen + off, categories, ...(channel ? { channel } : {}) };
    const taken = await till.useCoupon(await customer.codeOf(template), `A${day}`, basket);
    expect([day, taken]).toEqual([day, off]);
  }
  const { body } = await till.sale(customer.number, `A${day}`, fen, channel);
  return body.points;
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
  await screen
    .getByText(`+${sale?.points.toLocaleString('en-US')}`, { exact: true })
    .first()
    .click();
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

/** Through the row on the home page, before the code on the store's screen. */
async function scan(phone: ShopPhone, code: string, says: string[]): Promise<void> {
  const { screen } = phone;
  await phone.go('pages/home/index');
  await phone.page.reload();
  await phone.settled();
  await phone.panel('scanText', code);
  await screen.getByRole('button', { name: /^到店打卡/ }).click();
  await screen.getByText('打卡成功').waitFor();
  const receipt = (await screen.locator('body').textContent()) ?? '';
  for (const line of says) expect(receipt).toContain(line);
}

async function morningOf(phone: ShopPhone, day: number): Promise<void> {
  await phone.control('/local/clock', { now: FIRST_MORNING + (day - 1) * DAY_MS });
}
