import { expect, test } from 'vitest';
import { checkWords } from '../../../scripts/check/words';
import { checkWxml } from '../../../scripts/check/wxml';
import { checkWxss } from '../../../scripts/check/wxss';
import { told } from './project';

const sheet = (css: string) => ({ 'miniprogram/pages/home/home.wxss': css });

test('a style sheet of 2019 passes', async () => {
  const css = `@import '../../styles/type.wxss';
page { background: var(--bg); }
.card { display: flex; padding: 32rpx 0; font-size: calc(var(--fs) * .28); border: 1px solid var(--line); }
.card + .card { margin-top: 24rpx; }
.week { display: grid; grid-template-columns: repeat(7, 1fr); gap: 12rpx; }
.torn { -webkit-mask: radial-gradient(circle 12rpx at 0 0, transparent 98%, #000); mask: radial-gradient(circle 12rpx at 0 0, transparent 98%, black); }
@media (prefers-color-scheme: dark) { .card { transform: rotate(-8deg); } }
`;
  expect(await told(checkWxss, sheet(css))).toEqual([]);
});

test.each([
  [':has', '.a:has(.b) { top: 0; }'],
  [':is', '.a:is(.b, .c) { top: 0; }'],
  [':where', '.a:where(.b) { top: 0; }'],
  [':not with a list', '.a:not(.b, .c) { top: 0; }'],
  ['nesting', '.a { .b { top: 0; } }'],
  ['nesting with &', '.a { &:active { top: 0; } }'],
  ['color-mix', '.a { color: color-mix(in srgb, var(--a), var(--b)); }'],
  ['clamp', '.a { width: clamp(10px, 5vw, 20px); }'],
  ['container queries', '@container (min-width: 100px) { .a { top: 0; } }'],
  ['cascade layers', '@layer a { .a { top: 0; } }'],
  ['inset', '.a { inset: 0; }'],
  ['inset-inline', '.a { inset-inline: 0; }'],
  ['aspect-ratio', '.a { aspect-ratio: 1; }'],
  ['gap in a flex box', '.a { display: flex; gap: 12rpx; }'],
  ['dvh', '.a { height: 100dvh; }'],
  ['single transforms', '.a { rotate: 8deg; }'],
  ['media ranges', '@media (width > 400px) { .a { top: 0; } }'],
  ['align start', '.a { align-items: start; }'],
  ['an unprefixed mask', '.a { mask: linear-gradient(transparent, #000); }'],
  ['a hex colour', '.a { color: #fff; }'],
  ['a hex colour in a variable', '.a { --x: #fff; }'],
  ['a colour by name', '.a { color: white; }'],
  ['a colour function', '.a { color: rgba(0, 0, 0, .5); }'],
  ['1rpx', '.a { border-width: 1rpx; }'],
  ['an odd rpx', '.a { margin: 0 25rpx; }'],
  ['a fractional rpx', '.a { margin: 2.5rpx; }'],
  ['a local url', '.a { background: url(./seal.png); }'],
  ['a local url in quotes', '.a { background: url("/images/seal.png"); }'],
  ['broken syntax', '.a { top: 0; '],
])('%s in a style sheet is told', async (_name, css) => {
  const found = await told(checkWxss, sheet(`.first { top: 0; }\n${css}\n`));
  expect(found).toContainEqual(expect.stringMatching(/^miniprogram\/pages\/home\/home\.wxss:2 ./));
});

test('colour literals stand in tokens.wxss and in generated sheets', async () => {
  const found = await told(checkWxss, {
    'miniprogram/styles/tokens.wxss': 'page { --ink: #1c1b19; --shade: rgba(28, 27, 25, .06); }\n',
    'miniprogram/styles/icons.wxss': '/* Generated from icons/*.svg by scripts/icons.ts. */\n.i { color: #000; }\n',
  });
  expect(found).toEqual([]);
});

test.each([
  ['an element', 'view { top: 0; }'],
  ['an id', '#a { top: 0; }'],
  ['an attribute', '.a[hidden] { top: 0; }'],
  ['everything', '.a > * { top: 0; }'],
])('%s as selector of a component is told', async (_name, css) => {
  const found = await told(checkWxss, {
    'miniprogram/components/card/index.json': '{"component": true}',
    'miniprogram/components/card/index.wxss': `:host { display: block; }\n${css}\n`,
  });
  expect(found).toEqual([
    expect.stringMatching(/^miniprogram\/components\/card\/index\.wxss:2 .*class selectors only/),
  ]);
});

test('a page written as a component is styled as a page', async () => {
  const found = await told(checkWxss, {
    'miniprogram/app.json': '{"pages": ["pages/home/home"]}',
    'miniprogram/pages/home/home.json': '{"component": true}',
    ...sheet('page { top: 0; }\n'),
  });
  expect(found).toEqual([]);
});

const template = (wxml: string) => ({ 'miniprogram/pages/home/home.wxml': wxml });

test('a template that WeChat accepts passes', async () => {
  const wxml = `<wxs module="m">module.exports = { f: function (a) { return a } }</wxs>
<!-- 首页 -->
<view wx:if="{{a < b && c > 1}}" style="width:{{w}}rpx" aria-label="{{words.card}}" bindtap="open">{{m.f(x)}} · 1/2</view>
<template is="row" data="{{...row, big: true}}"/>
`;
  expect(await told(checkWxml, template(wxml))).toEqual([]);
  expect(await told(checkWords, template(wxml))).toEqual([]);
});

test.each([
  ['??', '<view>{{a ?? b}}</view>'],
  ['?.', '<view>{{a?.b}}</view>'],
  ['typeof', '<view>{{typeof a}}</view>'],
  ['a spread array', '<view wx:for="{{[...a]}}"></view>'],
  ['a template string', '<view>{{`a`}}</view>'],
  ['an end tag that does not fit', '<view><text></view>'],
  ['an odd rpx in a style', '<view style="width: 25rpx"></view>'],
  ['a colour in a style', '<view style="color: #fff"></view>'],
])('%s in a template is told', async (_name, wxml) => {
  const found = await told(checkWxml, { ...template(`<view></view>\n${wxml}\n`), 'miniprogram/b.wxml': '<view/>' });
  expect(found).toContainEqual(expect.stringMatching(/^miniprogram\/pages\/home\/home\.wxml:2 ./));
});

test('text outside words/ is told, comments and words are not', async () => {
  const found = await told(checkWords, {
    'miniprogram/words/zh-Hans.ts': "export const words = { sign: '签到' };\n",
    'miniprogram/app.json': '{\n"window": {"navigationBarTitleText": "禾木"},\n"tabBar": {"list": [{"text": "首页"}]}}',
    'miniprogram/pages/me/me.json': '{\n"navigationBarTitleText": "我的"}',
    'miniprogram/pages/me/me.wxml':
      '<view>{{w.a}}</view>\n<view>签到</view>\n<view aria-label="card"/>\n<view>{{a ? "是" : b}}</view>\n<view>Points</view>',
    'miniprogram/pages/me/me.wxss': '.a::after {\n  content: "已用";\n}',
    'miniprogram/stores/home.ts': `// 首页\nexport const a = 'ok';\nexport const b = \`第\${a}天\`;\nconst c = '积分';\n`,
  });
  expect(found.map((line) => line.slice(0, line.indexOf(' ')))).toEqual([
    'miniprogram/pages/me/me.wxml:2',
    'miniprogram/pages/me/me.wxml:3',
    'miniprogram/pages/me/me.wxml:4',
    'miniprogram/pages/me/me.wxml:5',
    'miniprogram/stores/home.ts:3',
    'miniprogram/stores/home.ts:3',
    'miniprogram/stores/home.ts:4',
    'miniprogram/app.json:2',
    'miniprogram/pages/me/me.json:2',
    'miniprogram/pages/me/me.wxss:2',
  ]);
});

test('a word that one language lacks, or none has, is told', async () => {
  const found = await told(checkWords, {
    'miniprogram/words/zh-Hans.ts': `export const zhHans = { card: { name: '名', of: (n: number) => \`\${n}\` }, list: ['一'] };\n`,
    'miniprogram/words/zh-Hant.ts': "export const zhHant: Words = { card: { name: '名' }, list: ['一'] };\n",
    'miniprogram/pages/me/me.wxml': '<view>{{words.card.name}}{{words.name}}</view>\n<view>{{words.nmae}}</view>',
  });
  expect(found).toEqual([
    expect.stringMatching(/^miniprogram\/words\/zh-Hant\.ts:1 "card\.of"/),
    expect.stringMatching(/^miniprogram\/pages\/me\/me\.wxml:2 words\.nmae/),
  ]);
});
