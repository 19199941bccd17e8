import { h } from '../dom';
import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import type { ClockMove, PanelControl } from './control';
import { hint, type Part, part } from './parts';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;

export function whenPart(shell: Shell, control: PanelControl): Part {
  const { memory, clock } = shell;
  const move = (change: ClockMove) => {
    control.moveClock(change).catch((error: unknown) => shell.core.report('error', error));
  };
  const made = part(memory, {
    name: 'when',
    title: '今天是哪天',
    glyph: glyphs.calendar,
    unfolded: true,
    summary: () => (clock.moved ? '已拨动' : ''),
    render() {
      const now = clock.now();
      const input = h('input', { type: 'date', value: dayOf(now), 'aria-label': '到某一天' });
      input.addEventListener('change', () => {
        // The same time of day on the chosen day, in the shop's zone.
        const at = clock.now();
        if (input.value) move({ now: at + daysBetween(dayOf(at), input.value) * DAY_MS });
      });
      return [
        h('p', { class: 'today' }, wordsOf(now)),
        h(
          'div',
          { class: 'buttons' },
          h('button', { onclick: () => move({ advanceDays: 1 }) }, '+1 天'),
          h('button', { onclick: () => move({ advanceDays: 7 }) }, '+7 天'),
          input,
          clock.moved ? h('button', { onclick: () => move({ reset: true }) }, '回到今天') : null,
        ),
        hint('云函数、数据库和手机一起走到那一天；时钟照常走。'),
      ];
    },
  });
  clock.onChange(made.redraw);
  return made;
}

export function dayOf(ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(ms);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function wordsOf(ms: number): string {
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone: ZONE,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'long',
  }).formatToParts(ms);
  const get = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${get('year')} 年 ${get('month')} 月 ${get('day')} 日 ${get('weekday')}`;
}
