import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BuiltinsPhone } from './phone-builtins.browser';

let phone: BuiltinsPhone;

beforeAll(async () => {
  phone = await BuiltinsPhone.open({ touch: true });
});
afterAll(() => phone.close());
afterEach(async () => expect(await phone.errors()).toEqual([]));

describe('fingers', () => {
  it('a tap of a finger comes once: the browser’s mouse events after it are no second one', async () => {
    await phone.show('events');
    await phone.at('#roled').tap();
    await phone.page.waitForTimeout(400);
    expect((await phone.events()).map((event) => [event.at, event.type])).toEqual([['roled', 'tap']]);
  });

  it('a finger’s swipe turns a swiper', async () => {
    await phone.show('boxes');
    const box = await phone.at('#swiper').boundingBox();
    const session = await phone.page.context().newCDPSession(phone.page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: (box?.y ?? 0) + 50 }],
      });
    const start = (box?.x ?? 0) + 300;
    await touch('touchStart', start);
    for (let x = start; x > start - 240; x -= 30) await touch('touchMove', x);
    await touch('touchEnd', start - 240);
    const [change] = await phone.waitFor('change');
    expect(change?.detail).toMatchObject({ current: 1, source: 'touch' });
  });
});

describe('a mouse as a finger', () => {
  it('pulls the page and the scroll-view under it', async () => {
    await phone.show('boxes');
    await phone.drag('#context', 0, -90);
    const top = () => phone.at('#context > .scroll-view-port').evaluate((port) => port.scrollTop);
    await expect.poll(top).toBeGreaterThan(80);
    await phone.drag('#strip', -120, 0);
    const left = () => phone.at('#strip > .scroll-view-port').evaluate((port) => port.scrollLeft);
    await expect.poll(left).toBeGreaterThan(100);
    expect(await phone.at('#strip').evaluate(() => scrollY)).toBe(0);
  });

  it('pulls nothing where the program catches the movement', async () => {
    await phone.show('events');
    await phone.drag('#veil', 0, -150);
    expect(await phone.at('#veil').evaluate(() => scrollY)).toBe(0);
    await phone.drag('#hovered', 0, -150);
    await expect.poll(() => phone.at('#veil').evaluate(() => scrollY)).toBeGreaterThan(100);
  });
});
