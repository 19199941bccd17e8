import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CorePhone, openCorePhone } from './core-phone';

let phone: CorePhone;
beforeAll(async () => {
  phone = await openCorePhone('test/e2e/fixtures/core');
});
afterAll(() => phone.close());

/** Waits for exactly these notes of the app since the last ones. */
const noted = async (lines: string[]) => {
  await expect.poll(() => phone.notes()).toEqual(lines);
  await phone.log();
};
const depth = () => phone.page.evaluate(() => (window.__phone.stack as unknown[]).length);

test('the app is launched before the first page loads, which is shown before it is ready', async () => {
  await phone.visit('#/pages/tabs/first');
  expect(await phone.log()).toEqual(['launch pages/tabs/first', 'show', 'first load', 'first show', 'first ready']);
});

test('a page that is covered hides, and unloads when the one below returns', async () => {
  await phone.visit('#/pages/tabs/first');
  await phone.log();
  expect(await phone.route('navigateTo', '/pages/rules/index?a=1&b=%E4%B8%80')).toBe('navigateTo:ok');
  await noted(['first hide', 'rules load', 'rules show', 'rules ready']);
  expect(await phone.text('rules')).toBe('{"a":"1","b":"%E4%B8%80"}');
  await phone.page.goBack();
  await noted(['rules unload', 'first show']);
  expect(await phone.page.evaluate(() => location.hash)).toBe('#/pages/tabs/first');
});

test('tab pages are reached by switchTab alone, and stay alive', async () => {
  await phone.visit('#/pages/tabs/first');
  expect(await phone.route('navigateTo', '/pages/tabs/second')).toBe(
    'navigateTo:fail can not navigateTo a tabbar page',
  );
  expect(await phone.route('redirectTo', '/pages/tabs/second')).toBe(
    'redirectTo:fail can not redirectTo a tabbar page',
  );
  expect(await phone.route('switchTab', '/pages/rules/index')).toBe('switchTab:fail can not switch to no-tabBar page');
  await phone.page.evaluate(() => {
    const [top] = window.__phone.stack as { inst: { setData(data: object): void } }[];
    top?.inst.setData({ kept: 5 });
  });
  await phone.log();
  await phone.frame.getByTestId('tab-second').click();
  await phone.frame.getByTestId('second').waitFor();
  expect(await phone.text('selected')).toBe('second');
  await phone.frame.getByTestId('tab-first').click();
  await phone.frame.getByTestId('first').waitFor();
  expect(await phone.text('first')).toBe('first 5');
  expect(await phone.log()).toEqual([
    'first hide',
    'second load',
    'second show',
    'second ready',
    'second hide',
    'first show',
  ]);
});

test('switchTab drops a query, and says so', async () => {
  await phone.visit('#/pages/rules/index');
  expect(await phone.route('switchTab', '/pages/tabs/second?from=rules')).toBe('switchTab:ok');
  const { query, warnings } = await phone.page.evaluate(() => ({
    query: (window.__phone.stack as { query: object }[])[0]?.query,
    warnings: window.__phone.warnings as string[],
  }));
  expect(query).toEqual({});
  expect(warnings).toContain('wx.switchTab: url 不支持 queryString');
});

test('switchTab unloads what lies above the tab page', async () => {
  await phone.visit('#/pages/tabs/first');
  await phone.route('navigateTo', '/pages/rules/index');
  await expect.poll(() => phone.notes()).toContain('rules ready');
  await phone.log();
  await phone.route('switchTab', '/pages/tabs/first');
  await noted(['rules unload', 'first show']);
  expect(await depth()).toBe(1);
});

test('reLaunch and redirectTo unload before they load', async () => {
  await phone.visit('#/pages/tabs/first');
  await phone.route('navigateTo', '/pages/rules/index');
  await expect.poll(() => phone.notes()).toContain('rules ready');
  await phone.log();
  await phone.route('redirectTo', '../other/index?id2=x&count=4');
  await noted(['rules unload']);
  expect(await phone.text('other')).toBe('attached {"id2":"x","count":"4"} 5');
  await phone.route('reLaunch', '/pages/rules/index');
  await noted(['first unload', 'rules load', 'rules show', 'rules ready']);
});

test('the stack is ten pages deep', async () => {
  await phone.visit('#/pages/rules/index');
  for (let depth = 2; depth <= 10; depth += 1) {
    expect(await phone.route('navigateTo', '/pages/rules/index')).toBe('navigateTo:ok');
  }
  expect(await phone.route('navigateTo', '/pages/rules/index')).toBe('navigateTo:fail webview count limit exceed');
  expect(await depth()).toBe(10);
  await phone.page.evaluate(() => window.__phone.wx.navigateBack?.({ delta: 99 }));
  await expect.poll(depth).toBe(1);
  expect(await phone.route('navigateBack')).toBe('navigateBack:fail cannot navigate back at first page.');
});

test('an unknown page is refused and told to the app', async () => {
  await phone.visit('#/pages/tabs/first');
  await phone.log();
  expect(await phone.route('navigateTo', 'nowhere/index')).toBe(
    'navigateTo:fail page "pages/tabs/nowhere/index" is not found',
  );
  expect(await phone.log()).toEqual(['not found pages/tabs/nowhere/index']);
});

test('an address that names no page is told to the app, which then starts with its first page', async () => {
  await phone.visit('#/pages/gone/index');
  expect(await phone.log()).toContain('not found pages/gone/index');
  expect(await phone.text('title')).toBe('hello 0');
});

test('the app and its top page hide and show again together', async () => {
  await phone.visit('#/pages/tabs/first');
  await phone.log();
  const background = (hidden: boolean) =>
    phone.page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await background(true);
  await background(true);
  expect(await phone.log()).toEqual(['first hide', 'hide']);
  await background(false);
  expect(await phone.log()).toEqual(['show', 'first show']);
});

test('opener and opened page talk through their event channel', async () => {
  await phone.visit('#/pages/tabs/first');
  const heard = await phone.page.evaluate(
    () =>
      new Promise((resolve) => {
        let word = '';
        window.__phone.wx.navigateTo?.({
          url: '/pages/rules/index',
          events: {
            fromOpened(data: { word: string }) {
              word = data.word;
            },
          },
          success(result: { eventChannel: { emit(name: string, data: object): void } }) {
            result.eventChannel.emit('fromOpener', { word: 'hello page' });
            resolve(word);
          },
        });
      }),
  );
  expect(heard).toBe('hello opener');
  expect(await phone.text('rules')).toBe('{} hello page');
});

test('a page of a subpackage opens, by an address too', async () => {
  await phone.visit('#/sub/deep/index');
  expect(await phone.text('deep')).toBe('from the subpackage');
});

test('scrolling reaches the page, and its bottom once per arrival', async () => {
  await phone.visit('#/pages/scroll/index');
  const inst = () =>
    phone.page.evaluate(() => {
      const { top, bottoms } = (window.__phone.stack as { inst: { top: number; bottoms: number } }[])[0]?.inst ?? {};
      return [top, bottoms ?? 0];
    });
  const scroll = (top: number) =>
    phone.frame.locator('body').evaluate((body, y) => {
      body.ownerDocument.defaultView?.scrollTo(0, y);
    }, top);
  await scroll(300);
  await expect.poll(inst).toEqual([300, 0]);
  await scroll(2999);
  await expect.poll(async () => (await inst())[1]).toBe(1);
  await scroll(100);
  await expect.poll(async () => (await inst())[0]).toBe(100);
  await scroll(2999);
  await expect.poll(async () => (await inst())[1]).toBe(2);
});

test('page-meta and navigation-bar set the page and its bar', async () => {
  await phone.visit('#/pages/meta/index');
  const view = await phone.page.evaluate(
    () => (window.__phone.stack as { window: Record<string, unknown> }[])[0]?.window,
  );
  expect(view).toMatchObject({
    navigationBarTitleText: 'from meta',
    navigationBarTextStyle: 'white',
    navigationBarBackgroundColor: '#654321',
    backgroundTextStyle: 'light',
  });
  const style = await phone.frame.locator('body').evaluate((body) => {
    const { backgroundColor, paddingTop } = getComputedStyle(body);
    return [backgroundColor, paddingTop, getComputedStyle(body.ownerDocument.documentElement).fontSize];
  });
  expect(style).toEqual(['rgb(9, 8, 7)', '5px', '16px']);
});

test('the realm of the program is a phone, not a browser', async () => {
  await phone.visit('#/pages/realm/index');
  expect(await phone.text('realm')).toBe('[] [0] own object 1 requirePlugin is not supported by the web phone');
});
