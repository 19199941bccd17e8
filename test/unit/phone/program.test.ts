import { expect, test } from 'vitest';
import { lintWxml } from '../../../local/phone/build/lint';
import { build, place } from './place';

test('a program without mistakes has no problems', () => {
  expect(build({}).problemLines).toEqual([]);
});

test('pages of subpackages have their full path, the entry page comes first', () => {
  const { bundle } = build({
    'app.json': '{"pages":["pages/a"],"entryPagePath":"sub/b","subpackages":[{"root":"/sub/","pages":["b"]}]}',
    'sub/b.js': 'Page({})',
    'sub/b.wxml': '',
  });
  expect(bundle.app.pages).toEqual(['sub/b', 'pages/a']);
  expect(bundle.app.packageOf).toEqual({ 'pages/a': '', 'sub/b': 'sub' });
});

test('components are found beside, from the root, in the nearest package folder, and in node_modules', () => {
  const component = (path: string) => ({
    [`${path}.js`]: 'Component({})',
    [`${path}.wxml`]: '<view/>',
    [`${path}.json`]: '{"component":true}',
  });
  const { bundle, problemLines } = build({
    'app.json': '{"pages":["pages/a"],"usingComponents":{"everywhere":"components/e/index"}}',
    'pages/a.json': JSON.stringify({
      usingComponents: {
        beside: 'parts/b',
        root: '/components/r',
        folder: './parts/f',
        near: 'pack/n',
        far: 'far-ui/button/button',
      },
    }),
    ...component('components/e/index'),
    ...component('pages/parts/b'),
    ...component('components/r'),
    ...component('pages/parts/f/index'),
    ...component('pages/miniprogram_npm/pack/n'),
    ...component('miniprogram_npm/pack/n'),
    'node_modules/far-ui/package.json': '{"name":"far-ui","miniprogram":"dist"}',
    'node_modules/far-ui/dist/button/button.js': 'require("../text"); Component({})',
    'node_modules/far-ui/dist/button/button.wxml': '<view/>',
    'node_modules/far-ui/dist/button/button.json': '{"component":true}',
    'node_modules/far-ui/dist/text.js': '',
  });
  expect(problemLines).toEqual([]);
  expect(bundle.units['pages/a']?.usingComponents).toEqual({
    everywhere: 'components/e/index',
    beside: 'pages/parts/b',
    root: 'components/r',
    folder: 'pages/parts/f/index',
    near: 'pages/miniprogram_npm/pack/n',
    far: 'miniprogram_npm/far-ui/button/button',
  });
  expect(bundle.modules.map((module) => module.path)).toContain('miniprogram_npm/far-ui/text.js');
});

test('a package without a mini-program build is bundled once, its own dependencies apart', () => {
  const { bundle, modules, problemLines } = build({
    'app.js': 'require("plain"); App({})',
    'pages/a.js': 'import { one } from "plain"; Page({ data: { one } })',
    'node_modules/plain/package.json': '{"name":"plain","main":"lib/main"}',
    'node_modules/plain/lib/main.js': 'exports.one = require("./one"); exports.two = require("other");',
    'node_modules/plain/lib/one.js': 'module.exports = 1;',
    'node_modules/other/package.json': '{"name":"other"}',
    'node_modules/other/index.js': 'module.exports = 2;',
  });
  expect(problemLines).toEqual([]);
  expect(
    bundle.modules
      .map((module) => module.path)
      .filter((path) => path.includes('npm'))
      .sort(),
  ).toEqual(['miniprogram_npm/other/index.js', 'miniprogram_npm/plain/index.js']);
  expect(modules.get('miniprogram_npm/plain/index.js')?.code).toMatch(/module\d?\.exports = 1/);
});

test('each module has a source map that leads to its own source, one line down', () => {
  const { modules } = build({ 'pages/a.js': '', 'pages/a.ts': 'const x: number = 1;\nPage({ data: { x } });' });
  const module = modules.get('pages/a.js');
  const map = JSON.parse(module?.map ?? '{}') as { mappings: string; sources: string[]; sourcesContent: string[] };
  expect(map.sources).toEqual(['/source/pages/a.ts']);
  expect(map.sourcesContent[0]).toContain('const x: number');
  expect(map.mappings.startsWith(';AAAA')).toBe(true);
  expect(module?.code.split('\n')[0]).toContain('__define("pages/a.js"');
});

test.each<[string, Record<string, string>, string]>([
  ['JSON', { 'pages/a.json': '{\n "a": 1,\n}' }, 'error pages/a.json:3:1: '],
  ['script syntax', { 'pages/a.js': 'Page({\n  a b\n})' }, 'error pages/a.js:2:5: '],
  ['template syntax', { 'pages/a.wxml': '<view>\n{{ a b }}</view>' }, 'error pages/a.wxml:2:'],
  ['WXS syntax', { 'pages/a.wxml': '<wxs module="m">\nlet a = () => 1;\n</wxs>' }, 'error pages/a.wxml:2:'],
  [
    'WXS that throws',
    { 'pages/a.wxml': '<wxs module="m">var a = null; a.b;</wxs>' },
    'error a WXS module fails while loading',
  ],
  [
    'a missing module',
    { 'pages/a.js': '\nrequire("./nowhere")' },
    'error pages/a.js:2:9: module "./nowhere" not found',
  ],
  [
    'a missing component',
    { 'pages/a.json': '{"usingComponents":{"x":"/x"}}' },
    'error pages/a.json: component "/x" of <x> not found',
  ],
  ['a missing page', { 'app.json': '{"pages":["pages/a","pages/b"]}' }, 'error app.json: page "pages/b" not found'],
  ['a missing include', { 'pages/a.wxml': '<include src="b.wxml"/>' }, 'error pages/a.wxml: "pages/b.wxml" not found'],
  ['a missing wxs', { 'pages/a.wxml': '<wxs src="b.wxs" module="b"/>' }, 'error pages/a.wxml: "pages/b.wxs" not found'],
  [
    'a tab that is no page',
    {
      'app.json':
        '{"pages":["pages/a"],"tabBar":{"list":[{"pagePath":"pages/a","text":"a"},{"pagePath":"b","text":"b"}]}}',
    },
    'error app.json: tabBar.list: "b" is not a page',
  ],
])('%s is told with its place', (_name, files, expected) => {
  const { problemLines } = build(files);
  expect(problemLines).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
});

test.each<[string, Record<string, string>, string]>([
  ['plugins', { 'app.json': '{"pages":["pages/a"],"plugins":{}}' }, 'warning app.json: plugins are not supported'],
  [
    'a plugin component',
    { 'pages/a.json': '{"usingComponents":{"x":"plugin://p/x"}}' },
    'warning pages/a.json: <x> is plugin://p/x',
  ],
  ['Skyline', { 'pages/a.json': '{"renderer":"skyline"}' }, 'warning pages/a.json: Skyline is not supported'],
  ['style preprocessors', { 'pages/a.less': '' }, 'warning pages/a.less: style preprocessors are not supported'],
])('%s: what is not supported says so', (_name, files, expected) => {
  expect(build(files).problemLines).toEqual([expect.stringContaining(expected)]);
});

test("WeChat's own compiler refuses templates that glass-easel takes", () => {
  const root = place({ 'good.wxml': '<view wx:if="{{a}}"/>', 'pages/bad.wxml': '<view/>\n<view x="{{a ?? b}}"/>' });
  expect(lintWxml(root)).toEqual([
    expect.objectContaining({
      level: 'error',
      file: 'pages/bad.wxml',
      line: 2,
      message: expect.stringContaining('wcc:'),
    }),
  ]);
});

test('templates in imports and includes are compiled with the page', () => {
  const { templates, problemLines } = build({
    'pages/a.wxml': '<import src="../parts/t.wxml"/><template is="t" data="{{a}}"/><include src="/parts/i"/>',
    'parts/t.wxml': '<template name="t">{{a}}</template>',
    'parts/i.wxml': '<view>included</view>',
  });
  expect(problemLines).toEqual([]);
  expect(templates).toContain('"parts/t"');
  expect(templates).toContain('included');
});

test('blanks around the sign of an attribute are taken, as WeChat takes them', () => {
  const { problemLines, templates } = build({
    'pages/a.wxml':
      '<!-- a = "1" --><view a = "{{x > 1}}" b= \'y\'\n  c ="p = \'q\'">m = "n"</view><wxs module="w">var z = "1"</wxs>',
  });
  expect(problemLines).toEqual([]);
  for (const kept of ['"p = \'q\'"', 'm = \\"n\\"']) expect(templates).toContain(kept);
});
