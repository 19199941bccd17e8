import { readFile } from 'node:fs/promises';
import QRCode from 'qrcode';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PhoneWindow, type Result, WxPhone } from './phone-wx.browser';

let phone: WxPhone;

beforeAll(async () => {
  phone = await WxPhone.open();
});
afterAll(() => phone.close());
beforeEach(() => phone.fresh());
afterEach(async () => expect(await phone.phone(({ errors }) => errors)).toEqual([]));

const dialog = (name: string) => phone.page.getByRole('dialog', { name });

describe('bars', () => {
  it('title and colours of the bar follow the program', async () => {
    await phone.call('setNavigationBarTitle', { title: '今天休息' });
    await phone.call('setNavigationBarColor', { frontColor: '#ffffff', backgroundColor: '#2b7a78' });
    const bar = phone.page.locator('.nav-bar[data-here]');
    expect(await bar.getByRole('heading').textContent()).toBe('今天休息');
    expect(await bar.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(43, 122, 120)');
    expect(await phone.page.locator('.status-bar').getAttribute('data-ink')).toBe('white');
  });

  it('a page opened first that is no tab has a way home, a page above another a way back', async () => {
    await phone.fresh('#/pages/detail/index?id=5');
    await phone.button('回首页').click();
    await phone.screen.getByTestId('open').waitFor();
    expect(await phone.button('返回').count()).toBe(0);
    await phone.tap('open');
    await phone.screen.getByTestId('detail').waitFor();
    expect(await phone.button('返回').count()).toBe(1);
    expect(await phone.page.locator('.tab-bar').getAttribute('data-shown')).toBe('false');
  });

  it('a tapped tab opens its page and tells it; badges and hiding show', async () => {
    await phone.call('setTabBarBadge', { index: 1, text: '3' });
    await phone.page.getByRole('button', { name: '商城' }).click();
    await phone.screen.getByTestId('mall').waitFor();
    expect(await phone.phone(({ stack }) => stack[0]?.inst.tapped)).toEqual({
      index: 1,
      pagePath: 'pages/mall/index',
      text: '商城',
    });
    expect(await phone.page.locator('.tab .badge').textContent()).toBe('3');
    const before = await phone.screen.locator('html').evaluate(() => window.innerHeight);
    await phone.call('hideTabBar');
    expect(await phone.screen.locator('html').evaluate(() => window.innerHeight)).toBe(before + 49 + 34);
  });
});

describe('the keyboard', () => {
  const focused = () =>
    phone.page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.tagName === 'IFRAME' ? 'page' : (at?.getAttribute('aria-label') ?? at?.textContent ?? '');
    });

  it('goes from the bar over the page to the tabs, and stays on a tab that it pressed', async () => {
    await phone.button('关闭').focus();
    const way: string[] = [];
    while (way[way.length - 1] !== '收起侧栏' && way.length < 60) {
      await phone.page.keyboard.press('Tab');
      const next = await focused();
      if (next !== way[way.length - 1]) way.push(next);
    }
    expect(way[0]).toBe('page');
    expect(way.slice(-2)).toEqual(['商城', '收起侧栏']);
    await phone.page.getByRole('button', { name: '商城' }).press('Enter');
    await phone.screen.getByTestId('mall').waitFor();
    expect(await focused()).toBe('商城');
    expect(await phone.page.locator('iframe[data-active]').getAttribute('title')).toBe(
      await phone.page.locator('.nav-bar[data-here] h1').textContent(),
    );
  });

  it('reaches each row of choices of the side panel once, and arrows choose in it', async () => {
    await phone.page.getByRole('radio', { name: '375' }).focus();
    await phone.page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('320');
    expect(await phone.phone(({ panel }) => panel.state().width)).toBe(320);
    await phone.page.keyboard.press('Tab');
    expect(await focused()).toBe('浅色');
    await phone.page.keyboard.press('ArrowRight');
    expect(await phone.phone(({ panel }) => panel.state().theme)).toBe('dark');
  });
});

describe('sheets', () => {
  it('a modal keeps the page out of reach, Escape cancels it, and focus returns', async () => {
    const cancelled = phone.call('showModal', { title: '要用掉吗', content: '不能退回' });
    await dialog('要用掉吗').waitFor();
    expect(await phone.page.locator('iframe[data-active]').evaluate((frame) => frame.closest('[inert]') !== null)).toBe(
      true,
    );
    await phone.page.keyboard.press('Escape');
    expect(await cancelled).toMatchObject({ confirm: false, cancel: true });
    expect(
      await phone.page.locator('iframe[data-active]').evaluate((frame) => (frame as HTMLIFrameElement).inert),
    ).toBe(false);
  });

  it('an editable modal gives back what was typed', async () => {
    const typed = phone.call('showModal', { title: '留言', editable: true, placeholderText: '写点什么' });
    await phone.page.getByRole('textbox', { name: '留言' }).fill('多放辣');
    await phone.button('确定').click();
    expect(await typed).toMatchObject({ confirm: true, content: '多放辣' });
  });

  it('an action sheet answers with the row, or fails when cancelled', async () => {
    const chosen = phone.call('showActionSheet', { itemList: ['自取', '配送'] });
    await phone.button('配送').click();
    expect(await chosen).toMatchObject({ tapIndex: 1, errMsg: 'showActionSheet:ok' });
    const cancelled = phone.call('showActionSheet', { itemList: ['自取'] });
    await phone.button('取消').click();
    expect((await cancelled).errMsg).toBe('showActionSheet:fail cancel');
  });

  it('a toast is announced and goes by itself, a loading stays until it is hidden', async () => {
    await phone.call('showToast', { title: '已领取', duration: 300 });
    const status = phone.page.locator('.toast');
    expect(await status.textContent()).toBe('已领取');
    await status.waitFor({ state: 'hidden' });
    await phone.call('showLoading', { title: '请稍候' });
    expect(await status.isVisible()).toBe(true);
    await phone.call('hideLoading');
    expect(await status.isVisible()).toBe(false);
  });

  it('wheels turn by tap and arrow keys, and a date never leaves its bounds', async () => {
    const pick = (mode: string, props: object) =>
      phone.page.evaluate(
        ([kind, given]) =>
          (
            window as unknown as { __phone: { host: { pick(mode: string, props: unknown): unknown } } }
          ).__phone.host.pick(kind, given),
        [mode, props] as const,
      );
    const one = pick('selector', { range: ['小', '中', '大'], value: 0 });
    await phone.page.getByRole('option', { name: '中' }).click();
    await phone.page.keyboard.press('Tab');
    await phone.page.getByRole('listbox').press('ArrowDown');
    await phone.button('确定').click();
    expect(await one).toBe(2);
    const day = pick('date', { value: '2026-01-31', start: '2026-01-15', end: '2026-03-10' });
    await phone.page.getByRole('listbox', { name: '月' }).getByText('2月').click();
    await phone.button('确定').click();
    expect(await day).toMatch(/^2026-02-/);
    const region = pick('region', { value: [] });
    await phone.page.getByRole('listbox', { name: '省份' }).getByText('浙江省').click();
    await phone.button('确定').click();
    expect(await region).toMatchObject({ value: ['浙江省', '杭州市', '上城区'], code: ['330000', '330100', '330102'] });
    const none = pick('time', { value: '09:30' });
    await phone.page.getByRole('listbox', { name: '时' }).waitFor();
    await phone.page.keyboard.press('Escape');
    expect(await none).toBeNull();
  });
});

describe('pull-down-refresh', () => {
  it('a pull at the top of a page that allows it refreshes, and the page goes back up when stopped', async () => {
    const box = await phone.page.locator('iframe[data-active]').boundingBox();
    const x = (box?.x ?? 0) + 180;
    const y = (box?.y ?? 0) + 6;
    await phone.page.mouse.move(x, y);
    await phone.page.mouse.down();
    for (let step = 1; step <= 10; step += 1) await phone.page.mouse.move(x, y + step * 16);
    await phone.page.mouse.up();
    await phone.page.waitForFunction(
      () => (window as unknown as PhoneWindow).__phone.stack[0]?.inst.data.refreshed === 1,
    );
    const shift = () =>
      phone.page.locator('iframe[data-active]').evaluate((frame) => (frame as HTMLElement).style.transform);
    expect(await shift()).toBe('translateY(54px)');
    await phone.call('stopPullDownRefresh');
    expect(await shift()).toBe('');
  });
});

describe('the side panel', () => {
  it('what is chosen survives a reload: person, size, theme, network', async () => {
    await phone.panel('setDevice', { width: 320, theme: 'dark', platform: 'android', fontSizeSetting: 22 });
    await phone.panel('setNetwork', 'slow');
    await phone.relaunch(() => phone.panel('become', 'oSomebody'));
    const { width, theme, platform, fontSizeSetting, network, person } = await phone.panel('state');
    expect([width, theme, platform, fontSizeSetting, network, person]).toEqual([
      320,
      'dark',
      'android',
      22,
      'slow',
      'oSomebody',
    ]);
    expect(await phone.now('getAppBaseInfo')).toMatchObject({ fontSizeSetting: 22 });
    expect(await phone.now('getDeviceInfo')).toMatchObject({ platform: 'android' });
    expect(await phone.screen.locator('html').evaluate(() => window.innerWidth)).toBe(320);
    expect(await phone.call('getNetworkType')).toMatchObject({ networkType: '3g' });
  });

  it('brightness and a screen kept on are told by the panel', async () => {
    await phone.call('setScreenBrightness', { value: 1 });
    await phone.call('setKeepScreenOn', { keepScreenOn: true });
    await phone.page.locator('.part-device').getByText('亮度 100% · 屏幕常亮').waitFor();
    expect(await phone.call('getScreenBrightness')).toMatchObject({ value: 1 });
    expect((await phone.call('setScreenBrightness', { value: 2 })).errMsg).toContain('setScreenBrightness:fail');
  });

  it('a person is chosen by a click and the program starts afresh', async () => {
    await phone.relaunch(() => phone.page.getByRole('radio', { name: '陈默' }).click());
    expect(await phone.page.getByRole('radio', { name: '陈默' }).getAttribute('aria-checked')).toBe('true');
    await phone.relaunch(() => phone.page.getByRole('button', { name: '新的人' }).click());
    const { person, newcomers } = await phone.panel('state');
    expect(newcomers.map(({ openid }) => openid)).toEqual([person]);
    expect(person).toMatch(/^o[\w-]{27}$/);
  });

  it('settings in the address are taken over and leave it', async () => {
    await phone.fresh('?as=oFromAddress&width=430&panel=0#/pages/detail/index?id=8');
    expect(await phone.panel('state')).toMatchObject({ person: 'oFromAddress', width: 430, panelOpen: false });
    expect(phone.page.url()).toBe(`${phone.origin}/#/pages/detail/index?id=8`);
    expect(await phone.page.locator('.panel').isVisible()).toBe(false);
    await phone.page.getByRole('button', { name: '侧栏' }).click();
    expect(await phone.page.locator('.panel').isVisible()).toBe(true);
  });

  it('a day later it is a day later for functions and the phone, and the program comes to the foreground', async () => {
    const answer = async () =>
      ((await phone.call('cloud.callFunction', { name: 'echo' })).result as { now: number }).now;
    const before = await answer();
    const [shown] = await phone.phone(({ app }) => [app.globalData.shown, app.globalData.hidden]);
    await phone.page.getByRole('button', { name: '+1 天' }).click();
    await phone.page.getByRole('button', { name: '回到今天' }).waitFor();
    const later = await answer();
    expect(Math.round((later - before) / 3_600_000)).toBe(24);
    expect(await phone.phone(({ app }) => [app.globalData.shown, app.globalData.hidden])).toEqual([
      (shown ?? 0) + 1,
      1,
    ]);
    expect(Math.abs((await phone.panel('now')) - later)).toBeLessThan(10_000);
    await phone.page.getByRole('button', { name: '回到今天' }).click();
    await phone.page.getByRole('button', { name: '回到今天' }).waitFor({ state: 'detached' });
    expect(Math.abs((await answer()) - Date.now())).toBeLessThan(10_000);
  });

  it('a message that reached the person is shown and opens its page', async () => {
    await phone.panel('answer', 'subscribe:T1', 'accept');
    await phone.tap('subscribe');
    await phone.button('允许').click();
    await phone.said();
    await phone.call('cloud.callFunction', { name: 'echo', data: { send: 'T1' } });
    await phone.page.locator('.part-inbox summary').click();
    const open = phone.page.locator('.part-inbox').getByRole('button', { name: '进入小程序查看' }).first();
    await open.waitFor();
    await phone.relaunch(() => open.click());
    await phone.screen.getByText('商品 9').waitFor();
    expect(await phone.phone(({ app }) => app.globalData.launched.scene)).toBe(1014);
  });
});

describe('scanning', () => {
  it('a code held ready in the panel is what the next scan sees, a typed one answers an open scanner', async () => {
    await phone.panel('scanText', '862011874293');
    expect(await phone.call('scanCode')).toMatchObject({ result: '862011874293', scanType: 'CODE_128' });
    const typed = phone.call('scanCode');
    await dialog('扫一扫').getByRole('textbox').fill('coupon:77');
    await phone.button('扫到了').click();
    expect(await typed).toMatchObject({ result: 'coupon:77', scanType: 'QR_CODE' });
    const recent = phone.call('scanCode');
    await phone.button('862011874293').click();
    expect((await recent).result).toBe('862011874293');
  });

  it('a picture with a code is read', async () => {
    const picture = await QRCode.toBuffer('coupon:88', { width: 300 });
    const scan = phone.call('scanCode');
    await dialog('扫一扫')
      .locator('input[type=file]')
      .setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture });
    expect((await scan).result).toBe('coupon:88');
  });

  it("the local cloud's mini-program code opens its page with the scene still encoded", async () => {
    const picture = await QRCode.toBuffer('https://local.weixin/wxa?scene=i%3DA7&page=pages%2Fdetail%2Findex', {
      width: 300,
    });
    await phone.page.locator('.part-scan summary').click();
    await phone.relaunch(() =>
      phone.page
        .locator('.part-scan input[type=file]')
        .setInputFiles({ name: 'wxa.png', mimeType: 'image/png', buffer: picture }),
    );
    await phone.screen.getByText('i=A7').waitFor();
    expect(await phone.phone(({ app }) => app.globalData.launched.scene)).toBe(1047);
  });
});

describe('sharing', () => {
  it('a shared card can be opened as the friend who got it', async () => {
    await phone.tap('share');
    await dialog('转发给朋友').getByText('来禾木小馆吃面').waitFor();
    await phone.button('发送').click();
    expect(await phone.phone(({ stack }) => stack[0]?.inst.sharedFrom)).toMatchObject({ from: 'button' });
    const [card] = await phone.panel('cards');
    expect(card).toMatchObject({
      kind: 'chat',
      path: 'pages/detail/index?from=friend',
      image: expect.stringContaining('data:image/jpeg'),
    });
    await phone.page.locator('.part-cards summary').click();
    await phone.page.getByRole('combobox', { name: '谁打开' }).selectOption({ label: '周宁' });
    await phone.relaunch(() => phone.page.locator('.part-cards').getByRole('button', { name: '打开' }).click());
    await phone.screen.getByText('商品 friend').waitFor();
    expect((await phone.panel('state')).person).toContain('zhouning');
    expect(await phone.phone(({ app }) => app.globalData.launched.scene)).toBe(1007);
  });

  it("in Moments' single page there is no identity, no navigation and no tab bar, until the program is really opened", async () => {
    await phone.button('更多').click();
    await phone.button('分享到朋友圈').click();
    await phone.button('发表').click();
    const [card] = await phone.panel('cards');
    await phone.relaunch(() => phone.panel('openCard', card?.id ?? ''));
    expect(await phone.now('getLaunchOptionsSync')).toMatchObject({ scene: 1154, mode: 'singlePage' });
    expect((await phone.call('navigateTo', { url: '/pages/detail/index' })).errMsg).toBe(
      'navigateTo:fail can not navigate in single page mode',
    );
    expect((await phone.call('login')).errMsg).toContain('login:fail');
    const anonymous = await phone.call('cloud.callFunction', { name: 'echo' });
    expect((anonymous.result as Result).openid ?? '').toBe('');
    expect(await phone.page.locator('.tab-bar').getAttribute('data-shown')).toBe('false');
    await phone.tap('phone');
    expect(await phone.phone(({ warnings }) => warnings.some((text) => text.includes('single page')))).toBe(true);
    await phone.relaunch(() => phone.button('前往小程序').click());
    expect(await phone.now('getLaunchOptionsSync')).toMatchObject({ scene: 1155 });
  });
});

describe('the device', () => {
  it('styles know the safe area of the chosen phone', async () => {
    await phone.fresh('#/pages/detail/index');
    const padding = () =>
      phone.screen.getByTestId('foot').evaluate((element) => getComputedStyle(element).paddingBottom);
    expect(await padding()).toBe('36px');
    await phone.panel('setDevice', { notch: false });
    expect(await padding()).toBe('2px');
  });

  it('the drawn keyboard pushes the focused input above it and tells its height; without it nothing moves', async () => {
    await phone.fresh('#/pages/detail/index');
    await phone.page.evaluate(() => {
      const { wx } = (window as unknown as PhoneWindow).__phone;
      const heights: number[] = [];
      Object.assign(window, { heights });
      wx.onKeyboardHeightChange?.(({ height }: { height: number }) => heights.push(height));
    });
    await phone.tap('field');
    expect(await phone.page.locator('.keyboard').isVisible()).toBe(false);
    await phone.call('hideKeyboard');
    await phone.panel('setDevice', { keyboard: true });
    await phone.tap('field');
    await phone.page.locator('.keyboard').waitFor();
    const field = await phone.screen.getByTestId('field').boundingBox();
    const keys = await phone.page.locator('.keyboard').boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(keys?.y ?? 0);
    await phone.call('hideKeyboard');
    await phone.page.locator('.keyboard').waitFor({ state: 'hidden' });
    expect(await phone.page.evaluate('window.heights')).toEqual([294, 0]);
  });
});

describe('the window', () => {
  it('the phone fits windows of any size, pages keep the width they were told, and a narrow window has no panel until asked', async () => {
    for (const size of [
      { width: 1280, height: 720 },
      { width: 700, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await phone.fresh('', size);
      expect(await phone.page.locator('.panel').isVisible()).toBe(size.width > 820);
      const box = await phone.page.locator('.screen').boundingBox();
      expect(
        box && box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width + 1 && box.y + box.height <= size.height + 1,
      ).toBe(true);
      expect(await phone.screen.locator('html').evaluate(() => window.innerWidth)).toBe(375);
      await phone.tap('open');
      await phone.screen.getByTestId('detail').waitFor();
    }
  });

  it('the styles ask nothing of the network', async () => {
    for (const file of ['phone.css', 'panel/panel.css']) {
      expect(await readFile(new URL(`../../local/phone/shell/${file}`, import.meta.url), 'utf8')).not.toMatch(
        /url\(|@import/,
      );
    }
  });
});
