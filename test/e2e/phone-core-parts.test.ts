import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CorePhone, openCorePhone } from './core-phone';

let phone: CorePhone;
beforeAll(async () => {
  phone = await openCorePhone('test/e2e/fixtures/core');
});
afterAll(() => phone.close());
beforeEach(() => phone.visit('#/pages/parts/index'));

const css = (testid: string, name: string) =>
  phone.frame.getByTestId(testid).evaluate((element, property) => {
    return getComputedStyle(element).getPropertyValue(property);
  }, name);
const field = (name: string) =>
  phone.page.evaluate((key) => (window.__phone.stack as { inst: Record<string, unknown> }[])[0]?.inst[key], name);
const published = <T>(name: string) => phone.page.evaluate((key) => window.__phone[key] as unknown, name) as Promise<T>;

test('components are created and attached top down, and ready before the page is', async () => {
  const log = (await phone.log()).filter((line) => line.startsWith('item'));
  expect(log).toEqual([
    'item created',
    'item created',
    'item created',
    'item 1 attached',
    'item 2 attached',
    'item 3 attached',
    'item 1 ready',
    'item 2 ready',
    'item 3 ready',
  ]);
});

test('relations follow what comes and goes', async () => {
  expect(await phone.text('linked')).toBe('linked 3');
  await phone.log();
  await phone.frame.getByTestId('drop').click();
  await expect.poll(() => phone.text('linked')).toBe('linked 2');
  expect(await phone.frame.getByTestId('item').allInnerTexts()).toEqual(['3', '1']);
  expect(await phone.log()).toContain('item 2 detached');
});

test('components hear when their page is shown', async () => {
  const shown = () =>
    phone.page.evaluate(() => {
      const [page] = window.__phone.stack as { inst: { selectComponent(selector: string): { shown: number } } }[];
      return page?.inst.selectComponent('#list').shown;
    });
  expect(await shown()).toBe(1);
  await phone.route('navigateTo', '/pages/rules/index');
  await phone.page.goBack();
  await expect.poll(shown).toBe(2);
});

test('behaviors bring data, lifetimes and methods to a page', async () => {
  expect(await phone.text('counted')).toBe('counted 1');
  await phone.frame.getByTestId('counted').click();
  await expect.poll(() => phone.text('counted')).toBe('counted 2');
});

test('wx://form-field gives name and value, bound both ways', async () => {
  expect(await phone.text('field-inner')).toBe('f=first');
  expect(await field('formField')).toBe(true);
  await phone.frame.getByTestId('field-inner').click();
  await expect.poll(() => phone.text('field-value')).toBe('second');
});

test('wx://component-export decides what selectComponent gives', async () => {
  expect(await phone.text('exported')).toBe('42 true');
  expect(await field('deep')).toBe(3);
  expect(await field('across')).toBe('components/row-a/index');
});

test('slots by name, generics with their default, and hosts that leave no element', async () => {
  expect(await phone.frame.getByTestId('head').getByTestId('in-head').count()).toBe(1);
  expect(await phone.text('rest')).toBe('rest');
  expect(await phone.text('generic-a')).toBe('row a');
  expect(await phone.text('generic-default')).toBe('row b');
  expect(await phone.frame.locator('host-slot').count()).toBe(0);
});

test('styles stop at a component unless it says otherwise', async () => {
  expect(await css('isolated', 'color')).not.toBe('rgb(7, 7, 7)');
  expect(await css('sees-page', 'color')).toBe('rgb(7, 7, 7)');
  expect(await css('leaked', 'color')).toBe('rgb(1, 1, 1)');
  expect(await css('outer', 'color')).toBe('rgb(255, 0, 0)');
  expect(await css('classes', 'background-color')).toBe('rgb(0, 128, 0)');
  const host = phone.frame.locator('shared-style');
  expect(await host.evaluate((element) => getComputedStyle(element).paddingLeft)).toBe('4px');
});

test('WXS hears of changes and events, and speaks to its component', async () => {
  const target = phone.frame.getByTestId('wxs-target');
  await expect.poll(() => target.getAttribute('class')).toContain('marked');
  expect(await css('wxs-target', 'opacity')).toBe('0.5');
  await target.evaluate((element) => Object.assign(element.style, { height: '20px' }));
  await target.click();
  await expect.poll(() => phone.text('wxs-target')).toBe('said');
});

test('an attribute that WXS watches needs no property of that name', async () => {
  expect((await published<string[]>('warnings')).filter((line) => line.includes('"prop"'))).toEqual([]);
});

test('setData tells what a phone would lose, and counts its bytes', async () => {
  const before = await published<number>('setDataBytes');
  await phone.frame.getByTestId('bad').click();
  await expect
    .poll(() => published<string[]>('warnings'))
    .toEqual(
      expect.arrayContaining([
        'pages/parts/index: Setting data field "one" to undefined is invalid.',
        'pages/parts/index: setData: the function "fn" cannot be sent to the page and is lost on a phone',
        'pages/parts/index: setData: the Date "when" cannot be sent to the page and is lost on a phone',
      ]),
    );
  const sent = JSON.stringify({ 'a.b': 1, when: new Date(0) });
  expect((await published<number>('setDataBytes')) - before).toBe(sent.length);
});

test('a handler that fails is reported to the console, the app and __phone.errors', async () => {
  await phone.log();
  await phone.frame.getByTestId('fail').click();
  await expect.poll(async () => (await published<string[]>('errors')).length).toBe(1);
  const [error] = await published<string[]>('errors');
  expect(error).toContain('a handler that fails');
  expect(error).toContain('/modules/pages/parts/index.js');
  expect(await phone.log()).toEqual(['error Error: a handler that fails']);
});

test('stores of mobx-miniprogram are bound to a page', async () => {
  await phone.visit('#/pages/store/index');
  await expect.poll(() => phone.text('store')).toBe('1 2 1 1');
  await phone.frame.getByTestId('store').click();
  await expect.poll(() => phone.text('store')).toBe('2 4 2 1');
});
