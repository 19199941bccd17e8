import type { Answer } from '../device/memory';
import { h } from '../dom';
import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import type { PanelControl } from './control';
import { choice, hint, type Part, part } from './parts';

const QUESTIONS: [question: string, words: string][] = [
  ['privacy', '隐私指引'],
  ['phone', '手机号'],
  ['address', '收货地址'],
  ['payment', '付款'],
  ['album', '保存到相册'],
  ['location', '位置'],
];
const ANSWERS = [
  ['ask', '每次询问'],
  ['accept', '允许'],
  ['reject', '拒绝'],
] as const;
const KEPT = [...ANSWERS, ['always', '总是允许']] as const;

/** How the phone answers when the program asks; templates appear once they were asked for. */
export function answersPart({ memory }: Shell, control: PanelControl): Part {
  const row = (question: string, words: string, choices: readonly (readonly [string, string])[]) =>
    choice(words, choices, memory.answer(question), (answer) => control.answer(question, answer as Answer));
  return part(memory, {
    name: 'answers',
    title: '授权怎么答',
    glyph: glyphs.shield,
    unfolded: false,
    summary: () => (Object.values(memory.state.answers).some((answer) => answer !== 'ask') ? '已预设' : '每次询问'),
    render() {
      const templates = new Set([
        ...Object.keys(memory.grants().subscriptions),
        ...Object.keys(memory.state.answers)
          .filter((question) => question.startsWith('subscribe:'))
          .map((question) => question.slice(10)),
      ]);
      return [
        ...QUESTIONS.map(([question, words]) => row(question, words, ANSWERS)),
        ...[...templates].map((template) => row(`subscribe:${template}`, `订阅 ${template}`, KEPT)),
        h(
          'div',
          { class: 'buttons' },
          h('button', { onclick: () => control.forgetGrants() }, `忘掉${memory.person().name}答过的`),
        ),
        hint('隐私指引选“允许”等于已经同意过；小程序自带的弹窗仍由人来点。'),
      ];
    },
  });
}
