import { expect, test } from 'vitest';
import { judge, sizes } from '../../../scripts/wechat/verdict';

const app = '{"pages": ["pages/home/index"], "subPackages": [{"root": "shopper", "pages": ["me/index"]}]}';

const compiled = (files: Record<string, string>) =>
  new Map(Object.entries({ 'app.json': app, ...files }).map(([name, text]) => [name, Buffer.from(text)]));

test('a package whose requires all lead somewhere passes', () => {
  const files = compiled({
    'pages/home/index.js': "require('../../stores/home'); require('mobx-miniprogram'); require('/words/index');",
    'stores/home.js': '',
    'words/index.js': '',
    'miniprogram_npm/mobx-miniprogram/index.js': "require('./inner')",
    'miniprogram_npm/mobx-miniprogram/inner.js': '',
    'shopper/me/index.js': "require('../../stores/home'); require('../part')",
    'shopper/part.js': '',
  });
  expect(judge(files)).toEqual([]);
});

test.each([
  ['a require that leaves the root', { 'app.js': "var v=require('../typings/v')" }, /finds nothing/],
  ['a package that was not packed', { 'app.js': "var v=require('dayjs')" }, /finds nothing/],
  ['TypeScript in the package', { 'app.ts': '' }, /TypeScript/],
  [
    'a require into another subpackage',
    { 'app.js': "require('./shopper/part')", 'shopper/part.js': '' },
    /reaches into the subpackage shopper/,
  ],
  [
    'a page that app.json does not name',
    { 'shopper/lost/index.wxml': '', 'shopper/lost/index.json': '{}' },
    /^shopper\/lost\/index: a page/,
  ],
  ['a main package that is too large', { 'a.wxss': 'x'.repeat(400_001) }, /main package: 4000\d\d bytes/],
  ['a subpackage that is too large', { 'shopper/a.wxss': 'x'.repeat(2 * 1024 * 1024 + 1) }, /^shopper: /],
])('%s is told', (_name, files, sentence) => {
  expect(judge(compiled(files as Record<string, string>))).toEqual([expect.stringMatching(sentence)]);
});

test('pages that are named, in the main package or another, and components need no other mention', () => {
  const files = compiled({
    'pages/home/index.wxml': '',
    'pages/home/index.json': '{}',
    'shopper/me/index.wxml': '',
    'shopper/me/index.json': '{}',
    'parts/list.wxml': '',
    'parts/list.json': '{"component":true}',
  });
  expect(judge(files)).toEqual([]);
});

test('bytes are counted for the package they travel in', () => {
  const measured = sizes(compiled({ 'a.wxss': '12345', 'shopper/b.wxss': '123' }));
  expect(measured).toEqual([
    { root: '', bytes: 5 + app.length },
    { root: 'shopper', bytes: 3 },
  ]);
});
