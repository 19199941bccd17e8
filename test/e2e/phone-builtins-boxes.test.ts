import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BuiltinsPhone } from './phone-builtins.browser';

let phone: BuiltinsPhone;

beforeAll(async () => {
  phone = await BuiltinsPhone.open();
});
afterAll(() => phone.close());
beforeEach(() => phone.show('boxes'));
afterEach(async () => expect(await phone.errors()).toEqual([]));

const scrollTop = (selector: string) =>
  phone.at(`${selector} > .scroll-view-port`).evaluate((port) => Math.round(port.scrollTop));

describe('<scroll-view>', () => {
  it('scrolls with the wheel and tells positions, and tells each edge once when it is reached', async () => {
    await phone.at('#list').hover();
    await phone.page.mouse.wheel(0, 5000);
    const [scrolled] = await phone.waitFor('scroll');
    expect(scrolled?.detail).toMatchObject({ scrollLeft: 0, scrollHeight: 900 });
    expect((await phone.waitFor('scrolltolower'))[0]?.detail).toEqual({ direction: 'bottom' });
    await phone.page.mouse.wheel(0, -5000);
    expect((await phone.waitFor('scrolltoupper'))[0]?.detail).toEqual({ direction: 'top' });
    expect(await phone.events('scrolltolower')).toHaveLength(1);
  });

  it('starts where it was told to', async () => {
    await expect.poll(() => scrollTop('#context')).toBe(30);
  });

  it('goes where scroll-top and scroll-into-view say', async () => {
    await phone.setData({ top: 120 });
    await expect.poll(() => scrollTop('#list')).toBe(120);
    await phone.setData({ into: 'row-10' });
    await expect.poll(() => scrollTop('#list')).toBe(300);
  });

  it('with enable-flex its own flex layout holds for its children', async () => {
    const boxes = await phone
      .at('#strip .cell')
      .evaluateAll((cells) => cells.slice(0, 2).map((cell) => cell.getBoundingClientRect()));
    expect(boxes[1]?.top).toBe(boxes[0]?.top);
    expect(boxes[1]?.left).toBe((boxes[0]?.left ?? 0) + 50);
  });

  it('pulled far enough it refreshes until refresher-triggered is false, else it aborts', async () => {
    await phone.drag('#list', 0, 40);
    await phone.waitFor('refresherabort');
    await phone.drag('#list', 0, 140);
    expect(await phone.waitFor('refresherrefresh')).toHaveLength(1);
    expect(await phone.events('refresherrestore')).toHaveLength(0);
    await phone.setData({ triggered: false });
    await phone.waitFor('refresherrestore');
    await expect.poll(() => phone.at('#list .scroll-view-refresher').evaluate((zone) => zone.clientHeight)).toBe(0);
  });

  it('enhanced gives a context that scrolls it and finds its children', async () => {
    const tops = await phone.inst(async () => {
      const wx = (window as unknown as { __phone: { wx: Record<string, (...args: unknown[]) => never> } }).__phone.wx;
      const query = (
        wx.createSelectorQuery as () => { select(s: string): { node(): { exec(cb: (r: never[]) => void): void } } }
      )();
      const [{ node }] = (await new Promise<{ node: Record<string, (...args: unknown[]) => void> }[]>((resolve) =>
        query.select('#context').node().exec(resolve),
      )) as [{ node: Record<string, (...args: unknown[]) => void> }];
      const frame = document.querySelector('iframe[data-active]') as HTMLIFrameElement;
      const port = frame.contentDocument?.querySelector('#context > .scroll-view-port') as HTMLElement;
      node.scrollTo?.({ top: 90 });
      const first = port.scrollTop;
      node.scrollIntoView?.('#deep-20', { animated: false });
      return [first, port.scrollTop];
    });
    expect(tops).toEqual([90, 600]);
  });
});

describe('<swiper>', () => {
  const shown = () => phone.inst((inst) => (inst.data as { current: number }).current);

  it('a drag turns the page, and a circular one goes round', async () => {
    await phone.drag('#swiper', -200, 0);
    const [change] = await phone.waitFor('change');
    expect(change?.detail).toEqual({ current: 1, currentItemId: 'id-b', source: 'touch' });
    await phone.waitFor('animationfinish');
    await phone.drag('#swiper', 200, 0);
    await phone.waitFor('animationfinish', 2);
    await phone.drag('#swiper', 200, 0);
    await phone.waitFor('animationfinish', 3);
    expect(await shown()).toBe(2);
    await expect(phone.at('#slide-c').isVisible()).resolves.toBe(true);
  });

  it('a short drag falls back', async () => {
    await phone.drag('#swiper', -60, 0);
    await phone.waitFor('animationfinish');
    expect(await phone.events('change')).toEqual([]);
  });

  it('follows current, and tells an empty source', async () => {
    await phone.setData({ current: 2 });
    const [change] = await phone.waitFor('change');
    expect(change?.detail).toMatchObject({ current: 2, source: '' });
  });

  it('with autoplay it turns by itself', async () => {
    await phone.setData({ autoplay: true });
    const changes = await phone.waitFor('change', 3);
    expect(changes.slice(0, 3).map(({ detail }) => [detail.current, detail.source])).toEqual([
      [1, 'autoplay'],
      [2, 'autoplay'],
      [0, 'autoplay'],
    ]);
  });

  it('has a dot for each slide, the present one in its own colour', async () => {
    const colours = await phone
      .at('#swiper .swiper-dot')
      .evaluateAll((dots) => dots.map((dot) => getComputedStyle(dot).backgroundColor));
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgba(0, 0, 0, 0.3)', 'rgba(0, 0, 0, 0.3)']);
  });
});

describe('<image>', () => {
  it('widthFix takes its height from the picture, and load tells its size', async () => {
    const loads = await phone.waitFor('load');
    expect(loads[0]).toMatchObject({ at: 'wide', detail: { width: 100, height: 50 } });
    const box = await phone.at('#wide').evaluate((image) => image.getBoundingClientRect());
    expect([box.width, box.height]).toEqual([200, 100]);
  });

  it('with a label it is a picture to assistive technology, without it is none', async () => {
    expect(await phone.screen.getByRole('img', { name: '招牌菜' }).count()).toBe(1);
    expect(await phone.at('#broken').getAttribute('role')).toBeNull();
  });

  it('a missing picture is told by error', async () => {
    const [error] = await phone.waitFor('error');
    expect(error).toMatchObject({ at: 'broken' });
  });

  it('aspectFill covers, a position mode does not scale', async () => {
    await phone.waitFor('load');
    const placing = () =>
      phone
        .at('#wide > img')
        .evaluate((img) => [getComputedStyle(img).objectFit, getComputedStyle(img).objectPosition]);
    await phone.setData({ mode: 'aspectFill' });
    expect((await placing())[0]).toBe('cover');
    await phone.setData({ mode: 'bottom right' });
    expect(await placing()).toEqual(['none', '100% 100%']);
  });
});

describe('<movable-view>', () => {
  it('moves along its direction and stops at the edge of its area', async () => {
    await phone.at('#movable').scrollIntoViewIfNeeded();
    await phone.drag('#movable', 60, 40);
    const changes = await phone.waitFor('change');
    const last = changes[changes.length - 1];
    expect(last?.detail).toMatchObject({ x: 70, y: 0, source: 'touch' });
    await phone.drag('#movable', 300, 0);
    const all = await phone.events('change');
    expect(all[all.length - 1]?.detail).toMatchObject({ x: 160 });
  });
});
