import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BuiltinsPhone } from './phone-builtins.browser';

let phone: BuiltinsPhone;

beforeAll(async () => {
  phone = await BuiltinsPhone.open();
});
afterAll(() => phone.close());
afterEach(async () => expect(await phone.errors()).toEqual([]));

describe('text fields', () => {
  beforeEach(() => phone.show('fields'));
  const value = (id: string) => phone.at(`${id} input`).inputValue();

  it('typing tells value and cursor, and maxlength cuts', async () => {
    await phone.at('#plain').click();
    await phone.page.keyboard.type('abcdefg');
    expect(await value('#plain')).toBe('abcde');
    const inputs = await phone.events('input');
    expect(inputs[1]?.detail).toMatchObject({ value: 'ab', cursor: 2, keyCode: 98 });
    expect((await phone.events('focus'))[0]).toMatchObject({ at: 'plain', detail: { value: '' } });
  });

  it('Enter confirms and lets go of the focus', async () => {
    await phone.at('#plain').click();
    await phone.page.keyboard.type('x');
    await phone.page.keyboard.press('Enter');
    expect((await phone.events('confirm'))[0]?.detail).toEqual({ value: 'x' });
    expect(await phone.events('blur')).toHaveLength(1);
  });

  it('what the handler returns is shown instead', async () => {
    await phone.at('#upper input').pressSequentially('ab');
    expect(await value('#upper')).toBe('AB');
    await phone.at('#digits input').pressSequentially('1a2');
    expect(await value('#digits')).toBe('12');
    expect(await phone.at('#digits input').getAttribute('inputmode')).toBe('numeric');
  });

  it('the program’s value wins over what was typed', async () => {
    await phone.at('#plain input').fill('ab');
    await phone.setData({ text: 'new' });
    expect(await value('#plain')).toBe('new');
    await phone.setData({ text: '' });
    expect(await value('#plain')).toBe('');
  });

  it('model:value binds both ways', async () => {
    await phone.at('#two input').fill('cd');
    expect(await phone.at('#two-shown').textContent()).toBe('cd');
    await phone.setData({ two: 'ef' });
    expect(await value('#two')).toBe('ef');
  });

  it('the placeholder wears its class and style and goes away with text', async () => {
    const placeholder = phone.at('#plain field-placeholder');
    expect(await placeholder.textContent()).toBe('你的名字');
    expect(
      await placeholder.evaluate((node) => [getComputedStyle(node).color, getComputedStyle(node).letterSpacing]),
    ).toEqual(['rgb(1, 2, 3)', '2px']);
    await phone.at('#plain input').fill('a');
    expect(await placeholder.isVisible()).toBe(false);
  });

  it('is found by its label or its placeholder', async () => {
    expect(await phone.screen.getByLabel('口令').inputValue()).toBe('s3cret');
    await phone.screen.getByPlaceholder('你的名字').fill('林晓');
    expect(await value('#plain')).toBe('林晓');
  });

  it('focus, password and disabled reach the field', async () => {
    await phone.setData({ focus: true });
    expect((await phone.waitFor('focus'))[0]?.at).toBe('focused');
    expect(await phone.at('#secret input').getAttribute('type')).toBe('password');
    expect(await phone.at('#closed input').isDisabled()).toBe(true);
  });

  it('the phone’s keyboard tells its height to the field that has the focus', async () => {
    const heights = (events: { at: string; detail: Record<string, unknown> }[]) =>
      events.map((event) => [event.at, Number(event.detail.height) > 0]);
    await phone.page.evaluate(() => {
      type Panel = { setDevice(patch: object): void };
      (window as unknown as { __phone: { panel: Panel } }).__phone.panel.setDevice({ keyboard: true });
    });
    await phone.at('#plain input').focus();
    await phone.at('#plain input').blur();
    expect(heights(await phone.waitFor('keyboardheightchange', 2))).toEqual([
      ['plain', true],
      ['plain', false],
    ]);
  });

  it('a textarea with auto-height grows by its lines and tells them', async () => {
    await phone.waitFor('linechange');
    const before = (await phone.at('#story').boundingBox())?.height ?? 0;
    await phone.at('#story textarea').fill('a\nb\nc');
    const lines = await phone.waitFor('linechange', 2);
    expect(lines[lines.length - 1]?.detail.lineCount).toBe(3);
    expect((await phone.at('#story').boundingBox())?.height).toBeGreaterThan(before * 2.5);
  });
});

describe('controls in a form', () => {
  beforeEach(() => phone.show('controls'));
  const submitted = async () => {
    await phone.at('#submit').click();
    const events = await phone.waitFor('submit');
    return events[events.length - 1]?.detail.value;
  };

  it('submit collects every named field, components with wx://form-field too', async () => {
    await phone.at('#stepper wx-view').click();
    expect(await submitted()).toEqual({
      name: '林晓',
      tags: ['b'],
      size: 's',
      news: true,
      amount: 4,
      kind: 0,
      steps: 3,
    });
  });

  it('a checkbox is toggled by itself and by its label, once', async () => {
    await phone.at('#tag-a').click();
    await phone.at('#tag-label').click({ position: { x: 34, y: 14 } });
    await phone.at('#tag-label').click({ position: { x: 34, y: 14 } });
    const changes = await phone.events('change');
    expect(changes.map((event) => event.detail.value)).toEqual([['a', 'b'], ['b'], ['a', 'b']]);
  });

  it('of a radio group one is chosen, by its label’s for too', async () => {
    await phone.at('#large-words').click();
    expect((await phone.events('change')).map((event) => [event.at, event.detail.value])).toEqual([['size', 'l']]);
    const checked = await phone
      .at('wx-radio')
      .evaluateAll((radios) => radios.map((radio) => radio.getAttribute('aria-checked')));
    expect(checked).toEqual(['false', 'true']);
  });

  it('a switch turns by tap and by keyboard', async () => {
    await phone.at('#news').click();
    await phone.at('#news').press(' ');
    expect((await phone.events('change')).map((event) => event.detail.value)).toEqual([false, true]);
  });

  it('a slider goes in its steps by drag, tap and arrow keys', async () => {
    await phone.drag('#amount .slider-knob', 120, 0);
    await phone.at('#amount').press('ArrowLeft');
    const changes = await phone.events('change');
    expect(changes.map((event) => event.detail.value)).toEqual([8, 6]);
    expect((await phone.events('changing')).map((event) => event.detail.value)).toEqual([6, 8]);
  });

  it('reset brings back what was there at first', async () => {
    await phone.at('#name input').fill('x');
    await phone.at('#tag-a').click();
    await phone.at('#news').click();
    await phone.at('#reset').click();
    await phone.waitFor('reset');
    expect(await submitted()).toMatchObject({ name: '林晓', tags: ['b'], news: true, size: 's', steps: 2 });
  });

  it('a picker asks the phone for its sheet and tells what was chosen', async () => {
    await phone.at('#kind-words').click();
    const sheet = phone.page.getByRole('dialog');
    await sheet.waitFor();
    await sheet.getByText('取消').click();
    await phone.waitFor('cancel');
    await sheet.waitFor({ state: 'detached' });
    await phone.at('#kind-words').click();
    await sheet.getByText('确定').click();
    expect((await phone.waitFor('change'))[0]).toMatchObject({ at: 'kind', detail: { value: 0 } });
  });

  it('a share button shares inside of its tap, with itself as target', async () => {
    await phone.at('#share').click();
    const [shared] = await phone.waitFor('shared');
    await phone.page.keyboard.press('Escape');
    expect(shared).toMatchObject({ at: 'share', detail: { from: 'button' } });
    expect((await phone.warnings()).filter((text) => text.includes('inside a tap'))).toEqual([]);
  });

  it('a picker-view snaps to the item nearest and tells all its columns', async () => {
    await phone.at('#wheels').scrollIntoViewIfNeeded();
    await phone.drag('#column', 0, -50);
    const [change] = await phone.waitFor('change');
    expect(change?.detail.value).toEqual([2]);
    await phone.setData({ wheels: [0] });
    await expect
      .poll(() => phone.at('#column .picker-content').evaluate((content) => (content as HTMLElement).style.transform))
      .toMatch(/^translateY\(-?0px\)$/);
  });

  it('progress runs to its percent, and tells its end', async () => {
    const [end] = await phone.waitFor('activeend');
    expect(end?.detail).toEqual({ curPercent: 40 });
    expect(await phone.at('#progress .progress-info').textContent()).toBe('40%');
  });
});
