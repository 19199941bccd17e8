import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BuiltinsPhone } from './phone-builtins.browser';

let phone: BuiltinsPhone;

interface Query {
  select(selector: string): Query;
  selectAll(selector: string): Query;
  selectViewport(): Query;
  in(component: unknown): Query;
  boundingClientRect(): Query;
  scrollOffset(): Query;
  node(): Query;
  fields(fields: object): Query;
}
type Ask = (work: (query: Query) => void) => Promise<unknown[]>;

beforeAll(async () => {
  phone = await BuiltinsPhone.open();
});
afterAll(() => phone.close());
afterEach(async () => expect(await phone.errors()).toEqual([]));

describe('selector query', () => {
  beforeEach(() => phone.show('query'));

  it('tells rectangles, data sets and sizes; null where nothing matches', async () => {
    const [first, items, none, viewport] = (await phone.inst((inst) =>
      (inst.ask as Ask)((query) => {
        query.select('#first').boundingClientRect();
        query.selectAll('.item').fields({ size: true, dataset: true });
        query.select('.nothing').boundingClientRect();
        query.selectViewport().scrollOffset();
      }),
    )) as [unknown, unknown, unknown, { scrollHeight: number }];
    expect(first).toEqual({
      id: 'first',
      dataset: { n: 1 },
      left: 7,
      right: 107,
      top: 0,
      bottom: 40,
      width: 100,
      height: 40,
    });
    expect(items).toEqual([
      { dataset: { n: 1 }, width: 100, height: 40 },
      { dataset: { n: 2 }, width: 100, height: 20 },
    ]);
    expect(none).toBeNull();
    expect(viewport).toMatchObject({ scrollTop: 0, scrollLeft: 0 });
    expect(viewport.scrollHeight).toBeGreaterThan(2000);
  });

  it('tells computed style, properties and the scroll offset of a scroll-view', async () => {
    const [style, field, scroller] = await phone.inst((inst) =>
      (inst.ask as Ask)((query) => {
        query.select('#first').fields({ computedStyle: ['marginLeft', 'height'], mark: true });
        query.select('#field').fields({ properties: ['value', 'placeholder'] });
        query.select('#scroller').fields({ scrollOffset: true });
      }),
    );
    expect(style).toEqual({ marginLeft: '7px', height: '40px', mark: { m: 'x' } });
    expect(field).toEqual({ value: 'v', placeholder: 'p' });
    expect(scroller).toMatchObject({ scrollTop: 0, scrollHeight: 400 });
  });

  it('sees into a component only with in(component)', async () => {
    const [outside, inside] = await phone.inst(async (inst) => {
      const card = (inst.selectComponent as (selector: string) => unknown).call(inst, '#card');
      const ask = inst.ask as Ask;
      return [
        (await ask((query) => query.select('#inside').boundingClientRect()))[0],
        (await ask((query) => query.in(card).select('#inside').boundingClientRect()))[0],
      ];
    });
    expect(outside).toBeNull();
    expect(inside).toMatchObject({ id: 'inside' });
  });

  it('gives the real canvas, which draws pictures of the program', async () => {
    const pixel = await phone.inst(async (inst) => {
      const [{ node }] = (await (inst.ask as Ask)((query) => query.select('#canvas').node())) as [
        { node: HTMLCanvasElement & { createImage(): HTMLImageElement } },
      ];
      node.width = 100;
      node.height = 50;
      const image = node.createImage();
      await new Promise((resolve, reject) => {
        image.onload = resolve;
        image.onerror = reject;
        image.src = '/images/wide.svg';
      });
      const pen = node.getContext('2d') as CanvasRenderingContext2D;
      pen.drawImage(image, 0, 0);
      return [...pen.getImageData(50, 25, 1, 1).data];
    });
    expect(pixel).toEqual([204, 34, 34, 255]);
  });

  it('touches on a canvas are told relative to it', async () => {
    await phone.at('#canvas').click({ position: { x: 12, y: 8 } });
    const [start] = await phone.events('touchstart');
    expect(start?.touches[0]).toMatchObject({ x: 12, y: 8 });
  });
});

describe('observers', () => {
  beforeEach(() => phone.show('query'));

  it('an intersection observer tells when an element comes into sight and leaves it', async () => {
    await phone.inst((inst) => {
      type Observer = {
        relativeToViewport(): Observer;
        observe(selector: string, tell: (result: object) => void): void;
      };
      const observer = (inst.createIntersectionObserver as () => Observer).call(inst);
      observer.relativeToViewport().observe('#far', (detail) => {
        (inst.events as object[]).push({ type: 'seen', detail });
      });
    });
    await phone.at('#far').scrollIntoViewIfNeeded();
    const [seen] = await phone.waitFor('seen');
    expect(seen?.detail).toMatchObject({ id: 'far', dataset: { far: 'yes' } });
    expect(seen?.detail.intersectionRatio).toBeGreaterThan(0);
    await phone.at('#first').scrollIntoViewIfNeeded();
    const all = await phone.waitFor('seen', 2);
    expect(all[1]?.detail.intersectionRatio).toBe(0);
    expect(all).toHaveLength(2);
  });

  it('a media query observer tells the present state', async () => {
    await phone.inst((inst) => {
      type Observer = { observe(conditions: object, tell: (result: { matches: boolean }) => void): void };
      const observer = (inst.createMediaQueryObserver as () => Observer).call(inst);
      observer.observe({ minWidth: 100 }, (detail) => (inst.events as object[]).push({ type: 'media', detail }));
    });
    expect((await phone.waitFor('media'))[0]?.detail).toEqual({ matches: true });
  });
});

describe('animation', () => {
  beforeEach(() => phone.show('motion'));
  const style = (selector: string, name: 'transform' | 'opacity') =>
    phone.at(selector).evaluate((element, property) => getComputedStyle(element)[property as 'opacity'], name);

  it('the animation attribute plays its steps one after the other and keeps the last', async () => {
    await phone.inst((inst) => (inst.play as () => void).call(inst));
    await expect.poll(() => style('#moved', 'transform')).toBe('matrix(1, 0, 0, 1, 50, 0)');
    await expect.poll(() => style('#moved', 'opacity')).toBe('0.5');
    const ends = await phone.waitFor('transitionend', 2);
    expect(ends[0]?.at).toBe('moved');
  });

  it('an animation set right after another starts where that one stands', async () => {
    await phone.inst((inst) => (inst.restart as () => void).call(inst));
    const x = Number((await style('#moved', 'transform')).split(',')[4]);
    expect(x).toBeGreaterThan(200);
    expect(x).toBeLessThanOrEqual(300);
  });

  it('animate keeps the last key frame, clearAnimation takes away only what it names', async () => {
    await phone.inst((inst) => (inst.keyframes as () => void).call(inst));
    await phone.waitFor('animated');
    expect(await style('#framed', 'opacity')).toBe('0.25');
    expect(await style('#framed', 'transform')).toBe('matrix(2, 0, 0, 2, 0, 0)');
    await phone.inst((inst) => (inst.clear as () => void).call(inst));
    await phone.waitFor('cleared');
    expect(await style('#framed', 'opacity')).toBe('1');
    expect(await style('#framed', 'transform')).toBe('matrix(2, 0, 0, 2, 0, 0)');
  });

  it('the end of a style sheet’s transition is an event', async () => {
    await phone.setData({ wide: true });
    const [end] = await phone.waitFor('transitionend');
    expect(end).toMatchObject({ at: 'grown', detail: { propertyName: 'width' } });
  });
});

describe('the rest', () => {
  beforeEach(() => phone.show('extras'));

  it('rich text shows trusted tags in the page’s style, and nothing that runs', async () => {
    const html = phone.at('#html');
    expect(await html.textContent()).toBe('hi therelink');
    expect(await html.locator('script').count()).toBe(0);
    expect(await html.locator('[onerror], [href]').count()).toBe(0);
    expect(await phone.page.evaluate(() => 'bad' in window)).toBe(false);
    const red = await phone
      .at('#nodes p')
      .evaluate((p) => [getComputedStyle(p).color, getComputedStyle(p).letterSpacing, p.textContent]);
    expect(red).toEqual(['rgb(200, 0, 0)', '10px', 'a\u00a0b']);
    expect(await phone.warnings()).toContain('<rich-text>: <script> is not trusted and is left out');
  });

  it('a navigator opens pages relative to its own, and tells what cannot be opened', async () => {
    await phone.at('#nowhere').click();
    expect((await phone.waitFor('fail'))[0]?.detail.errMsg).toContain('navigateTo:fail');
    await phone.at('#go').click();
    await phone.page.waitForFunction(() => location.hash === '#/pages/query/index?from=extras');
  });

  it('a root portal stands at the end of the page and still belongs to it', async () => {
    expect(await phone.at('body > .root-portal #portal').count()).toBe(1);
    await phone.at('#portal').click();
    expect((await phone.events('tap'))[0]?.at).toBe('portal');
  });

  it('match-media shows what matches', async () => {
    expect(await phone.at('#huge').isVisible()).toBe(false);
    expect(await phone.at('#small').isVisible()).toBe(true);
  });

  it('a page container comes in, tells its clicked veil and leaves', async () => {
    await phone.setData({ show: true });
    await phone.waitFor('afterenter');
    expect(await phone.at('#sheet').isVisible()).toBe(true);
    await phone.at('.page-container-veil').click({ position: { x: 20, y: 20 } });
    await phone.waitFor('afterleave');
    expect(await phone.at('#sheet').isVisible()).toBe(false);
    expect((await phone.events()).map((event) => event.type)).toEqual([
      'beforeenter',
      'afterenter',
      'clickoverlay',
      'afterleave',
    ]);
  });

  it('what needs the real WeChat is a box and a warning', async () => {
    expect(await phone.at('#map').textContent()).toBe('地图');
    expect((await phone.warnings()).filter((text) => text.startsWith('<map>'))).toHaveLength(1);
  });
});
