import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BuiltinsPhone } from './phone-builtins.browser';

let phone: BuiltinsPhone;

beforeAll(async () => {
  phone = await BuiltinsPhone.open();
});
afterAll(() => phone.close());
beforeEach(() => phone.show('events'));
afterEach(async () => expect(await phone.errors()).toEqual([]));

describe('taps', () => {
  it('a tap is captured by the outer element first, then bubbles from the inner one', async () => {
    await phone.at('#inner').click();
    const taps = await phone.events('tap');
    expect(taps.map((event) => event.at)).toEqual(['outer', 'inner', 'outer']);
    expect(taps.map((event) => event.from)).toEqual(['inner', 'inner', 'inner']);
  });

  it('an event carries dataset, marks, page coordinates and touches, and its targets are plain records', async () => {
    await phone.at('#inner').click();
    const [, tap] = await phone.events('tap');
    expect(tap?.dataset).toEqual({ orderId: 'A1' });
    expect(tap?.mark).toEqual({ shelf: 'a', row: 3 });
    expect(tap?.touches[0]).toMatchObject({ identifier: 0, pageX: tap?.detail.x, pageY: tap?.detail.y });
    expect(tap?.changedTouches).toHaveLength(1);
  });

  it('a caught tap goes no further', async () => {
    await phone.at('#caught').click();
    const taps = await phone.events('tap');
    expect(taps.map((event) => event.at)).toEqual(['outer', 'caught']);
  });

  it('of mutually exclusive handlers only the innermost runs', async () => {
    await phone.at('#mut-inner').click();
    expect((await phone.events('tap')).map((event) => event.at)).toEqual(['mut-inner']);
  });

  it('a finger that moved does not tap', async () => {
    await phone.drag('#dragged', 40, 0);
    const types = (await phone.events()).map((event) => event.type);
    expect(types[0]).toBe('touchstart');
    expect(types[types.length - 1]).toBe('touchend');
    expect(types).toContain('touchmove');
    expect(types).not.toContain('tap');
  });

  it('a long press with a listener takes the place of the tap, without one the tap comes', async () => {
    await phone.at('#pressed').click({ delay: 500 });
    await phone.at('#tapped-long').click({ delay: 500 });
    const events = await phone.events();
    expect(events.map((event) => [event.at, event.type])).toEqual([
      ['pressed', 'longpress'],
      ['tapped-long', 'tap'],
    ]);
  });

  it('a disabled button does not tap', async () => {
    await phone.at('#off').click({ force: true });
    expect(await phone.events('tap')).toEqual([]);
  });

  it('a handler of a tap is inside the gesture, what it does later is not', async () => {
    await phone.page.evaluate(() => {
      type Panel = { answer(question: string, answer: string): void };
      (window as unknown as { __phone: { panel: Panel } }).__phone.panel.answer('subscribe:T', 'always');
    });
    await phone.at('#subscribe').click();
    await phone.waitFor('subscribe');
    await phone.at('#late').click();
    const [first, second] = await phone.waitFor('subscribe', 2);
    expect(first?.detail.errMsg).toBe('requestSubscribeMessage:ok');
    expect(second?.detail.errMsg).toBe('requestSubscribeMessage:fail can only be invoked by user TAP gesture.');
  });
});

describe('components', () => {
  it('an event of a component is heard by its owner with the component as target, without detail as {}', async () => {
    await phone.at('#card').click();
    const events = await phone.events();
    const of = (type: string) => events.filter((event) => event.type === type)[0];
    expect(of('open')).toMatchObject({ at: 'card', from: 'card', detail: { title: 'carded', from: 'inside' } });
    expect(of('bare')?.detail).toEqual({});
    expect(of('tap')).toMatchObject({ at: 'card', from: 'card', dataset: { of: 'card' } });
  });
});

describe('hover', () => {
  const background = (selector: string) =>
    phone.at(selector).evaluate((element) => getComputedStyle(element).backgroundColor);

  it('hover-class is worn while pressed and for its stay time, and comes off', async () => {
    await phone.at('#hovered').hover();
    await phone.page.mouse.down();
    await expect.poll(() => background('#hovered')).toBe('rgb(9, 8, 7)');
    await phone.page.mouse.up();
    await expect.poll(() => background('#hovered')).toBe('rgba(0, 0, 0, 0)');
  });

  it('hover-stop-propagation keeps the outer element plain', async () => {
    await phone.at('#hover-stop').hover();
    await phone.page.mouse.down();
    await expect.poll(() => background('#hover-stop')).toBe('rgb(9, 8, 7)');
    expect(await background('#hover-outer')).toBe('rgba(0, 0, 0, 0)');
    await phone.page.mouse.up();
  });

  it('hover-class of a component is looked up in the component’s own style scope', async () => {
    await phone.at('#card').hover();
    await phone.page.mouse.down();
    const inside = '#card wx-view';
    await expect.poll(() => background(inside)).toBe('rgb(1, 2, 3)');
    await phone.page.mouse.up();
  });
});

describe('keyboard and assistive technology', () => {
  it('aria-role becomes role, is reachable by keyboard, and Enter and Space tap', async () => {
    const roled = phone.screen.getByRole('button', { name: '开门' });
    await roled.focus();
    await phone.page.keyboard.press('Enter');
    await phone.page.keyboard.press(' ');
    expect((await phone.events('tap')).map((event) => event.at)).toEqual(['roled', 'roled']);
    expect(await roled.getAttribute('aria-expanded')).toBe('false');
  });

  it('a click without a pointer is a tap', async () => {
    await phone.at('#roled').evaluate((element) => (element as HTMLElement).click());
    expect((await phone.events('tap')).map((event) => event.at)).toEqual(['roled']);
  });
});

describe('text', () => {
  it('\\n breaks the line, decode turns entities into characters, space keeps blanks', async () => {
    expect(await phone.at('#lines').textContent()).toBe('one\ntwo');
    expect(await phone.at('#decoded').textContent()).toBe('a\u00a0\u00a0<');
    expect(await phone.at('#chosen').evaluate((element) => getComputedStyle(element).userSelect)).toBe('text');
  });
});

describe('what is unknown', () => {
  it('is warned about once', async () => {
    const warnings = await phone.warnings();
    expect(warnings.filter((text) => text.includes('blink'))).toHaveLength(1);
    expect(warnings.filter((text) => text.includes('<view> has no property "colour"'))).toHaveLength(1);
  });

  it('catch:touchmove holds the page under the wheel', async () => {
    await phone.at('#veil').hover();
    await phone.page.mouse.wheel(0, 300);
    await phone.page.waitForTimeout(150);
    const held = await phone.at('#veil').evaluate(() => scrollY);
    await phone.at('#hovered').hover();
    await phone.page.mouse.wheel(0, 300);
    await expect.poll(() => phone.at('#veil').evaluate(() => scrollY)).toBeGreaterThan(held);
    expect(held).toBe(0);
  });
});
