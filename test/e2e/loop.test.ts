import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ShopPhone } from '../setup/shop-phone';

/** One person's first nine days. Each test goes on where the one before ended. */
describe('from the first visit to the first streak', () => {
  let phone: ShopPhone;

  beforeAll(async () => {
    phone = await ShopPhone.open();
  });

  afterAll(async () => {
    await phone.close();
  });

  test('TIR-8 one tap makes a member, and what is agreed to can be read before', async () => {
    const { screen } = phone;
    await screen.getByText('《会员协议》').click();
    await phone.settled();
    expect(await screen.locator('body').textContent()).toContain('积分是本店给老顾客的优惠');
    await phone.page.goBack();
    await phone.settled();

    await screen.getByText('免费入会', { exact: true }).click();
    await phone.settled();
    const home = (await screen.locator('body').textContent()) ?? '';
    expect(home).toContain('可用积分');
    expect(home.replace(/\s/g, '')).toMatch(/\d{12}/);
  });

  test('CHK-1 CHK-12 checking in earns the points of the day, once, and says what tomorrow brings', async () => {
    const { screen } = phone;
    await screen.getByText('签到 +5').click();
    await screen.getByText('明天 +5').waitFor();
    await screen.getByText('已连签 1 天').waitFor();
    await screen.getByText('明天 +5').click();
    await phone.settled();
    await phone.page.reload();
    await phone.settled();
    await screen.getByText('明天 +5').waitFor();
  });

  test('CHK-2 CHK-4 the seventh day in a row brings the gift', async () => {
    const { screen } = phone;
    for (let day = 2; day <= 6; day += 1) {
      await phone.nextDay();
      await screen.getByText('签到 +5').click();
      await screen.getByText(`已连签 ${day} 天`).waitFor();
    }
    await phone.nextDay();
    await screen.getByText('签到 +25').click();
    await screen.getByText('收下').waitFor();
    expect(await screen.locator('body').textContent()).toContain('多得 20 分');
    await screen.getByText('收下').click();
    await screen.getByText('已连签 7 天').waitFor();
  });

  test('NEW-2 the history explains every point, and its sum is the balance', async () => {
    const { screen } = phone;
    await phone.go('shopper/history/index');
    await screen.getByText('+25').first().waitFor();
    await screen.getByText('+25').first().click();
    await phone.settled();
    const text = (await screen.locator('body').textContent()) ?? '';
    expect(text).toContain('+55');
    expect(text).toMatch(/规则第 1 版/);
  });

  test('CHK-12 a missed day can be made up with a card, and the streak is whole again', async () => {
    const { screen } = phone;
    await phone.go('pages/home/index');
    await phone.nextDay(2);
    await screen.locator('[data-fillable="true"]').first().click();
    await screen.getByText('1 张补签卡').waitFor();
    await screen.getByRole('button', { name: '补签', exact: true }).last().click();
    await screen.getByText('已连签 8 天').waitFor();
  });

  test('the phone reported no error on the way', async () => {
    expect(await phone.errors()).toEqual([]);
  });
});
