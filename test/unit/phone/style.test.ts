import { expect, test } from 'vitest';
import { finishCss, finishStyle, rpxToPx } from '../../../local/phone/runtime/styles';
import { build } from './place';

const iphone = { width: 375, platform: 'ios', pixelRatio: 2, theme: 'light' } as Parameters<typeof finishCss>[2];
const android = { ...iphone, width: 320, platform: 'android' } as typeof iphone;

const pageCss = (wxss: string) => build({ 'pages/a.wxss': wxss }).bundle.units['pages/a']?.css;
const componentCss = (wxss: string) => {
  const made = build({
    'pages/a.json': '{"usingComponents":{"x-card":"/card"}}',
    'card.json': '{"component":true}',
    'card.js': 'Component({})',
    'card.wxml': '<view/>',
    'card.wxss': wxss,
  });
  return { css: made.bundle.units.card?.css, problems: made.problemLines };
};

test('rpx are floored, and what would vanish stays as thin as the device can draw', () => {
  expect(rpxToPx(100, iphone)).toBe(50);
  expect(rpxToPx(33, iphone)).toBe(16);
  expect(rpxToPx(100, android)).toBe(42);
  expect(rpxToPx(15, { ...iphone, width: 320 })).toBe(6);
  expect(rpxToPx(1, iphone)).toBe(0.5);
  expect(rpxToPx(1, android)).toBe(1);
  expect(rpxToPx(0, android)).toBe(0);
  expect(rpxToPx(-15, iphone)).toBe(-8);
});

test('a product that is whole but for rounding is not floored away', () => {
  // 90 / 750 * 375 is 44.99999999999999 in floating point
  for (let px = 1; px <= 430; px += 1) expect(rpxToPx((px * 750) / 430, { ...iphone, width: 430 })).toBe(px);
});

test('rpx stay symbolic in compiled sheets and become px per device', () => {
  const css = pageCss('.a { margin: -10rpx 0.5rpx; width: calc(100% - 20rpx) }') ?? '';
  expect(css).toBe('.{{scope}}a { margin: rpx(-10) rpx(0.5); width: calc(100% - rpx(20)) }');
  expect(finishCss(css, 'card--', iphone)).toBe('.card--a { margin: -5px 0.5px; width: calc(100% - 10px) }');
  expect(finishStyle('width:10rpx;height:1rpx', android)).toBe('width:4px;height:1px');
});

test('names that merely contain rpx are left alone', () => {
  expect(pageCss('.a2rpx { content: "x"; }')).toBe('.{{scope}}a2rpx { content: "x"; }');
});

test('the colour scheme is the one of the device', () => {
  const css = '@media (prefers-color-scheme: dark) and (min-width: 10px) { .a {} }';
  expect(finishCss(css, '', iphone)).toContain('@media (min-width: 100000px) and (min-width: 10px)');
  expect(finishCss(css, '', { ...iphone, theme: 'dark' })).toContain('@media (min-width: 0px) and (min-width: 10px)');
});

test('tags become the elements of the page, page becomes its body', () => {
  expect(pageCss('page > view, scroll-view my-part::after { top: 0 }')).toBe(
    'body > wx-view, wx-scroll-view my-part::after { top: 0 }',
  );
});

test('nth-child arguments are no elements', () => {
  expect(pageCss('.a:nth-of-type(2), .b:nth-child(2n + 1) { top: 0 }')).toBe(
    '.{{scope}}a:nth-of-type(2), .{{scope}}b:nth-child(2n + 1) { top: 0 }',
  );
});

test('whatever family a sheet names, Chinese glyphs are found in the font that the server brings', () => {
  expect(pageCss('.a { font-family: X; font: 1px/2 Y; }')).toBe(
    ".{{scope}}a { font-family: X, 'Noto Sans CJK SC'; font: 1px/2 Y, 'Noto Sans CJK SC'; }",
  );
  expect(pageCss('.a { font: inherit; }')).toBe('.{{scope}}a { font: inherit; }');
});

test('keyframes keep their names and stops', () => {
  expect(pageCss('@keyframes in { from { top: 1rpx } to { top: 2rpx } }')).toBe(
    '@keyframes in { from { top: rpx(1) } to { top: rpx(2) } }',
  );
});

test(':host is the component itself and gives way to other rules', () => {
  const { css } = componentCss('.a { top: 0 } :host { left: 0 }');
  expect(css?.indexOf('wx-host')).toBeLessThan(css?.indexOf('.{{scope}}a') ?? 0);
  expect(css).toContain('[wx-host="card"] { left: 0 }');
  expect(componentCss(':host(.x) { left: 0 }').problems).toEqual([
    expect.stringContaining(':host without an argument'),
  ]);
});

test('tag names and ids in a component are told', () => {
  expect(componentCss('view { top: 0 }').problems).toEqual([
    `warning card.wxss:1:1: "view": a component's style sheet should use classes only, tag names reach other components`,
  ]);
});

test('imports are inlined once, from beside, the root and packages', () => {
  const made = build({
    'pages/a.wxss': "@import './b.wxss';\n@import '/c.wxss';\n@import 'pack/d.wxss';\n.a { top: 0 }",
    'pages/b.wxss': "@import '../c.wxss';.b { top: 0 }",
    'c.wxss': '.c { top: 0 }',
    'miniprogram_npm/pack/d.wxss': '.d { top: 0 }',
  });
  expect(made.problemLines).toEqual([]);
  expect(made.bundle.units['pages/a']?.css.match(/\}\}[abcd]/g)).toEqual(['}}c', '}}b', '}}d', '}}a']);
});

test('a missing import, a local picture and broken syntax are errors with their place', () => {
  expect(build({ 'pages/a.wxss': '.a{}\n@import "x.wxss";' }).problemLines).toEqual([
    'error pages/a.wxss:2:1: @import "x.wxss": file not found',
  ]);
  expect(build({ 'pages/a.wxss': '.a{}\n.b { background: url(./a.png) }' }).problemLines).toEqual([
    'error pages/a.wxss:2:6: local file "./a.png" cannot be used in WXSS: use base64, the network, or <image>',
  ]);
  expect(build({ 'pages/a.wxss': '.a{}\n.b { top: 0' }).problemLines).toEqual([
    'error pages/a.wxss:2:1: Unclosed block',
  ]);
});

test('a font a sheet brings keeps its name, and what uses it falls back to Chinese glyphs', () => {
  const face = '@font-face { font-family: "Own"; src: url("data:font/woff2;base64,AA==") }';
  const css = pageCss(`${face}\n.a { font-family: "Own" }`) ?? '';
  expect(css).toContain(face);
  expect(css).toContain(`font-family: "Own", 'Noto Sans CJK SC'`);
});
