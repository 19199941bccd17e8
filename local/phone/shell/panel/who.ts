import { h, icon } from '../dom';
import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import type { PanelControl } from './control';
import { hint, type Part, part } from './parts';
import { stops } from './radios';

export function whoPart({ memory, singlePage }: Shell, control: PanelControl): Part {
  return part(memory, {
    name: 'who',
    title: '我是谁',
    glyph: glyphs.person,
    unfolded: true,
    summary: () => (singlePage ? '朋友圈里没有身份' : memory.person().name),
    render() {
      const { person: me } = memory.state;
      const people = memory.people();
      const tabindex = stops(people.map((person) => person.openid === me));
      const rows = people.map((person, index) =>
        h(
          'button',
          {
            class: 'person',
            role: 'radio',
            'aria-checked': person.openid === me,
            tabindex: tabindex[index],
            title: person.openid,
            onclick: () => person.openid !== me && control.become(person.openid),
          },
          h(
            'span',
            { class: 'face', style: `background:${person.colour}`, 'aria-hidden': 'true' },
            person.name.slice(0, 1),
          ),
          h('span', { class: 'person-name' }, person.name),
          h('small', {}, person.role),
        ),
      );
      const stranger = h(
        'button',
        { class: 'person', onclick: () => control.newPerson() },
        h('span', { class: 'face face-new' }, icon(glyphs.plus)),
        h('span', { class: 'person-name' }, '新的人'),
        h('small', {}, '从没来过'),
      );
      return [
        h('div', { class: 'people', role: 'radiogroup', 'aria-label': '我是谁' }, ...rows, stranger),
        hint('换人会重新打开小程序，每个人的本地数据各自分开。'),
      ];
    },
  });
}
