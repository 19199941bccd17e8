import { h } from '../dom';
import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import type { PanelControl } from './control';
import { choice, hint, type Part, part } from './parts';

/** Scene values of WeChat's list that matter to a shop. */
export const SCENES: readonly (readonly [string, string])[] = [
  ['1001', '1001 发现栏小程序主入口'],
  ['1007', '1007 单人聊天里的卡片'],
  ['1008', '1008 群聊里的卡片'],
  ['1011', '1011 扫二维码'],
  ['1014', '1014 订阅消息'],
  ['1035', '1035 公众号菜单'],
  ['1047', '1047 扫小程序码'],
  ['1089', '1089 下拉最近使用'],
  ['1104', '1104 我的小程序'],
  ['1154', '1154 朋友圈单页模式'],
  ['1155', '1155 从单页模式进来'],
];

export function entryPart({ memory, core, singlePage }: Shell, control: PanelControl): Part {
  return part(memory, {
    name: 'entry',
    title: '从哪里进来',
    glyph: glyphs.door,
    unfolded: false,
    summary: () => (singlePage ? '单页模式' : String(core.launch.scene)),
    render: () => [
      choice('场景', SCENES, String(memory.state.scene), (scene) => control.setScene(Number(scene))),
      h(
        'div',
        { class: 'buttons' },
        h('button', { onclick: () => control.launch() }, '从首页重新打开'),
        h('button', { onclick: () => control.launch({ path: location.hash.replace(/^#\/?/, '') }) }, '打开这一页'),
        h('button', { onclick: () => (core.publish.away ? control.comeBack() : control.putAway()) }, '切到后台'),
      ),
      hint('朋友圈单页模式：没有身份、不能跳转、没有标签栏。'),
    ],
  });
}
