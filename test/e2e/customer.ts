/** One member with a phone, and what they do with their points; the owner of the shop serves them. */
import { expect } from 'vitest';
import type { Catalogue } from '../../cloudfunctions/core/catalogues';
import type { Reward } from '../../cloudfunctions/core/rewards';
import type { Answer } from '../../typings/api/envelope';
import type { MemberView, ShopperActions } from '../../typings/api/shopper';
import type { EntryKind, Fen, Points } from '../../typings/domain';
import type { ShopPhone } from '../setup/shop-phone';
import { callShopper } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';
import type { Doing } from './months';

type Take = Extract<Doing, { does: 'take' }>;
type Buy = Extract<Doing, { does: 'buy' }>;

const OWNER = 'o-owner';
const storeId = 'default';

export class Customer {
  private constructor(
    private readonly phone: ShopPhone,
    private readonly openid: string,
    private readonly catalogue: Catalogue,
    readonly number: string,
  ) {}

  /** Of a shop that gets its owner now. */
  static async of(phone: ShopPhone, openid: string, catalogue: Catalogue): Promise<Customer> {
    const code = await setupCodeOf(phone.origin);
    await callStaff(phone, OWNER, 'staff.claim', { code, name: '店长' }, 'claim');
    const home = await callShopper(phone, openid, 'member.home', {});
    if (!home.ok || !home.data.member) throw new Error('nobody has joined');
    return new Customer(phone, openid, catalogue, home.data.member.number);
  }

  answer<A extends keyof ShopperActions>(
    action: A,
    payload: ShopperActions[A][0],
    key?: string,
  ): Promise<Answer<ShopperActions[A][1]>> {
    return callShopper(this.phone, this.openid, action, payload, key);
  }

  async ask<A extends keyof ShopperActions>(
    action: A,
    payload: ShopperActions[A][0],
    key?: string,
  ): Promise<ShopperActions[A][1]> {
    const answer = await this.answer(action, payload, key);
    if (!answer.ok) throw new Error(`${action}: ${answer.error.code}`);
    return answer.data;
  }

  async member(): Promise<MemberView> {
    const { member } = await this.ask('member.home', {});
    if (!member) throw new Error('nobody has joined');
    return member;
  }

  /** Coupons that can be used: '<template> <where it comes from>'. */
  async wallet(): Promise<string[]> {
    const { coupons } = await this.ask('wallet.list', { segment: 'usable' });
    return coupons.map(({ template, source }) => `${template} ${source}`);
  }

  /** What the coupon's page shows to be scanned. */
  async codeOf(template: string): Promise<string> {
    const { coupons } = await this.ask('wallet.list', { segment: 'usable' });
    const coupon = coupons.find((each) => each.template === template);
    const { code } = await this.ask('wallet.coupon', { id: coupon?.id ?? '' });
    if (code === null) throw new Error(`${template} shows no code`);
    return code;
  }

  /** Once a day. */
  async claim(day: number, template: string): Promise<void> {
    const { coupon } = await this.ask('coupons.claim', { template }, `claim-${day}`);
    expect(coupon).toMatchObject({ template, state: 'usable', source: 'claim' });
    expect(await this.answer('coupons.claim', { template }, `claim-${day}-again`)).toMatchObject(
      refused('LIMIT_REACHED'),
    );
  }

  /** What the store's screen shows to be scanned now. */
  async screen(): Promise<string> {
    return (await callStaff(this.phone, OWNER, 'visits.code', { storeId })).text;
  }

  /** Answers what it brought; a second scan on that day brings nothing. */
  async visit(day: number): Promise<number> {
    const code = await this.screen();
    const first = await this.ask('visit.signIn', { code }, `visit-${day}`);
    const again = await this.ask('visit.signIn', { code }, `visit-${day}-again`);
    expect([first.repeated, again.repeated, again.available]).toEqual([false, true, first.available]);
    return first.earned;
  }

  /** Answers what it changed the balance by. */
  async does(doing: Doing): Promise<number> {
    if (doing.does === 'buy') return this.buy(doing);
    const reward = this.catalogue.rewards.find((each) => each.reward._id === doing.reward)?.reward;
    if (!reward) throw new Error(`no reward is called ${doing.reward}`);
    if (doing.does === 'take') return this.take(doing, reward);
    await this.open(reward, doing.says);
    return 0;
  }

  private async take(taking: Take, reward: Reward): Promise<number> {
    const { day, points, fen = 0, left, taps, again } = taking;
    if (taps) await this.takeByTaps(taking, reward, taps);
    else await this.wish(taking, reward, `take-${day}`);
    await this.explained(reward, fen > 0 ? 'reserve' : 'exchange', 0 - points);
    if (reward.kind === 'coupon') expect(await this.wallet()).toContain(`${reward.coupon?.template} exchange`);
    else await this.collect(taking, reward);
    expect([day, (await this.member()).points.available]).toEqual([day, left]);
    if (again) expect(await this.wish(taking, reward, `again-${day}`).catch(String)).toContain(again);
    return 0 - points;
  }

  /** The newest line about a reward, and what its receipt says. */
  private async explained({ name }: Reward, kind: EntryKind, points: number): Promise<void> {
    const { entries } = await this.ask('points.history', { limit: 3 });
    const entry = entries.find(({ because }) => because.some(({ code }) => code === 'exchange.reward'));
    expect(entry).toMatchObject({ kind, points });
    expect(entry?.because[0]?.args).toMatchObject({ name, quantity: 1 });
    expect(entry?.because.at(-1)?.result).toBe(points);
  }

  private wish({ points, fen = 0 }: Take, { _id, ways }: Reward, key: string) {
    const expected = { points: points as Points, cashFen: fen as Fen };
    const way = ways.length === 0 ? 'none' : 'pickup';
    return this.ask('mall.exchange', { rewardId: _id, quantity: 1, way, expect: expected }, `${key}-${_id}`);
  }

  /** The code is shown, and the owner hands it over. */
  private async collect({ points, fen = 0 }: Take, reward: Reward): Promise<void> {
    const open = await this.ask('redemptions.list', { segment: 'open' });
    const what = { rewardId: reward._id, name: reward.name, quantity: 1, points, cashFen: fen, way: 'pickup' };
    expect(open.redemptions).toEqual([expect.objectContaining({ ...what, state: 'taken' })]);
    const code = open.redemptions[0]?.code ?? '';
    await callStaff(this.phone, OWNER, 'counter.handOver', { code, storeId }, `hand-${code}`);
    const ended = await this.ask('redemptions.list', { segment: 'ended' });
    const collected = { reason: 'collected' };
    expect(ended.redemptions[0]).toMatchObject({ ...what, state: 'completed', ended: collected });
  }

  private async buy({ day, fen, coupon, deducted, net, points, left }: Buy): Promise<number> {
    const { codes } = await this.ask('member.codes', {});
    const order = {
      member: { code: codes[0]?.code ?? '' },
      storeId,
      amountFen: fen as Fen,
      coupon: await this.codeOf(coupon),
      points: deducted as Points,
    };
    const quote = await callStaff(this.phone, OWNER, 'counter.quote', order);
    expect(quote).toMatchObject({ netFen: net, earned: points });
    const expected = { netFen: net as Fen, points: points as Points };
    const sold = await callStaff(this.phone, OWNER, 'counter.sell', { ...order, expect: expected }, `buy-${day}`);
    expect(sold).toMatchObject({
      action: { kind: 'sale', fen: net, points: points - deducted },
      member: { available: left },
    });
    expect(await this.wallet()).not.toContain(`${coupon} birthday`);
    const { entries } = await this.ask('points.history', { limit: 5 });
    expect(entries.map((each) => [each.kind, each.points])).toEqual(
      expect.arrayContaining([
        ['deduct', 0 - deducted],
        ['order', points],
      ]),
    );
    return points - deducted;
  }

  /** Mall, and the reward in it, as somebody who has just taken the phone up. */
  private async open(reward: Reward, says: readonly string[]): Promise<void> {
    const { phone } = this;
    await phone.go('pages/mall/index');
    await phone.page.reload();
    await phone.settled();
    await phone.screen.getByRole('button', { name: new RegExp(reward.name) }).click();
    await phone.settled();
    const page = await this.page();
    for (const text of says) expect(page).toContain(text);
  }

  private async takeByTaps({ points, fen = 0, left }: Take, reward: Reward, says: readonly string[]): Promise<void> {
    const { phone } = this;
    const { screen } = phone;
    const press = (name: string) => screen.getByRole('button', { name, exact: true }).last().click();
    await this.open(reward, says);
    await press('立即兑换');
    if (reward.ways.length > 1) await screen.getByRole('radio', { name: '到店领取' }).click();
    await press(fen > 0 ? `支付 ¥${fen / 100} 并兑换` : '确认兑换');
    if (fen > 0) await phone.page.getByRole('dialog').getByRole('button', { name: '支付', exact: true }).click();
    await screen.getByText('兑换成功', { exact: true }).waitFor();
    const receipt = await this.page();
    for (const text of [`换「${reward.name}」`, `−${points}`, `剩余${left} 分`]) expect(receipt).toContain(text);
    await press('看取货码');
    await screen.getByText('给店员扫一下，就能拿走').waitFor();
    await phone.go('shopper/history/index');
    await screen.getByText(`−${points}`, { exact: true }).first().waitFor();
  }

  /** Amounts are kept together by spaces that do not break. */
  private async page(): Promise<string> {
    return ((await this.phone.screen.locator('body').textContent()) ?? '').replace(/\s/g, ' ');
  }
}

function refused(code: string) {
  return { ok: false, error: { code } };
}
