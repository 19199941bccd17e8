import { h } from '../dom';
import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import type { PanelControl } from './control';
import { hint, type Part, part } from './parts';

/** Cards that were sent, to be opened as whoever got them. */
export function cardsPart({ memory }: Shell, control: PanelControl): Part {
  const nameOf = (openid: string) => memory.people().find((person) => person.openid === openid)?.name ?? openid;
  return part(memory, {
    name: 'cards',
    title: '分享出去的卡片',
    glyph: glyphs.share,
    unfolded: false,
    summary: () => (memory.state.cards.length > 0 ? String(memory.state.cards.length) : ''),
    render() {
      if (memory.state.cards.length === 0) return [hint('还没有分享。点手机右上角 ··· 转发。')];
      return memory.state.cards.map((card) => {
        const others = memory.people().filter(({ openid }) => openid !== card.from);
        const select = h(
          'select',
          { 'aria-label': '谁打开' },
          ...others.map(({ openid, name }) => h('option', { value: openid }, name)),
        );
        const open = h(
          'button',
          { onclick: () => control.openCard(card.id, card.kind === 'chat' ? select.value : undefined) },
          card.kind === 'chat' ? '打开' : '在朋友圈打开',
        );
        return h(
          'article',
          { class: 'card' },
          card.image ? h('img', { src: card.image, alt: '' }) : null,
          h(
            'div',
            { class: 'card-words' },
            h('strong', {}, card.title),
            h('small', {}, `${nameOf(card.from)} · ${card.kind === 'chat' ? '聊天' : '朋友圈'}`),
            h('code', {}, card.path),
          ),
          h('div', { class: 'buttons' }, card.kind === 'chat' ? select : null, open),
        );
      });
    },
  });
}
