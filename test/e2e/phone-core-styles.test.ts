import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CorePhone, openCorePhone } from './core-phone';

let phone: CorePhone;
beforeAll(async () => {
  phone = await openCorePhone('test/e2e/fixtures/core');
});
afterAll(() => phone.close());
beforeEach(() => phone.visit('#/pages/home/index'));

const style = (testid: string, ...names: string[]) =>
  phone.frame.getByTestId(testid).evaluate((element, properties) => {
    const computed = getComputedStyle(element);
    return properties.map((name) => computed.getPropertyValue(name));
  }, names);
const device = (patch: object) =>
  phone.page.evaluate((change) => {
    (window.__phone.panel as { setDevice(patch: object): void }).setDevice(change);
  }, patch);

test('templates show data, lists and what WXS makes of them', async () => {
  expect(await phone.text('title')).toBe('hello 0');
  expect(await phone.frame.getByTestId('row').allInnerTexts()).toEqual(['0:#一Objecttrue', '1:#二Objecttrue']);
  expect(await phone.frame.getByTestId('shown').isVisible()).toBe(true);
  await phone.frame.getByTestId('title').click();
  await expect.poll(() => phone.text('title')).toBe('hello 1');
});

test('an event whose name has a dash arrives, with its detail', async () => {
  await phone.frame.getByTestId('card-title').click();
  await expect.poll(() => phone.text('got')).toBe('picked 7');
});

test('rpx are floored for the width of the screen, in sheets and in style attributes', async () => {
  expect(await style('title', 'font-size', 'margin-top', 'margin-left')).toEqual(['16px', '0.5px', '0.5px']);
  expect(await style('box', 'width', 'height')).toEqual(['50px', '0.5px']);
  await device({ width: 320 });
  await expect.poll(() => style('title', 'font-size')).toEqual(['13px']);
  expect(await style('box', 'width', 'height')).toEqual(['42px', '0.5px']);
  await device({ platform: 'android' });
  await expect.poll(() => style('box', 'width', 'height')).toEqual(['42px', '1px']);
  await device({ width: 375, platform: 'ios' });
  await expect.poll(() => style('box', 'width', 'height')).toEqual(['50px', '0.5px']);
});

test('the dark scheme reaches style sheets, theme variables and the app', async () => {
  expect(await style('box', 'background-color')).toEqual(['rgb(18, 52, 86)']);
  await phone.log();
  await device({ theme: 'dark' });
  await expect.poll(() => style('box', 'background-color')).toEqual(['rgb(254, 220, 186)']);
  expect(await phone.log()).toEqual(['theme dark']);
  const bar = await phone.page.evaluate(() => {
    const [page] = window.__phone.stack as { window: Record<string, string> }[];
    return [page?.window.navigationBarBackgroundColor, page?.window.navigationBarTextStyle];
  });
  expect(bar).toEqual(['#111111', 'white']);
  await device({ theme: 'light' });
});

test('a component has its own classes, its :host, and the global ones when it asks', async () => {
  expect(await style('card-title', 'color')).toEqual(['rgb(0, 0, 255)']);
  expect(await style('card', 'display', 'padding-top')).toEqual(['block', '10px']);
  expect(await style('shared', 'color')).toEqual(['rgb(1, 2, 3)']);
});

test('a change of size is told to the page', async () => {
  await phone.visit('#/pages/scroll/index');
  await device({ width: 430 });
  await expect.poll(() => phone.text('tall')).toBe('430');
  await device({ width: 375 });
});
