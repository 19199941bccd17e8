import { h } from '../dom';
import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import { hint, type Part, part } from './parts';

const SHOWN = 30;

/** Errors and warnings of the program and of the phone, newest first. */
export function logPart({ core, memory }: Shell): Part {
  const made = part(memory, {
    name: 'log',
    title: '错误和提醒',
    glyph: glyphs.log,
    unfolded: false,
    summary() {
      const { errors, warnings } = core.publish;
      return errors.length + warnings.length === 0 ? '没有' : `${errors.length} 错误 · ${warnings.length} 提醒`;
    },
    render() {
      const { errors, warnings } = core.publish;
      const rows = [
        ...[...errors].reverse().map((entry) => h('li', { class: 'log-error' }, wordsOf(entry))),
        ...[...warnings].reverse().map((entry) => h('li', { class: 'log-warning' }, wordsOf(entry))),
      ];
      return rows.length === 0
        ? [hint('一切安静。')]
        : [
            h('ul', { class: 'log' }, ...rows.slice(0, SHOWN)),
            rows.length > SHOWN ? hint('更多见浏览器控制台。') : null,
          ];
    },
  });
  setInterval(made.redraw, 1_500);
  return made;
}

function wordsOf(entry: unknown): string {
  if (entry instanceof Error) return entry.message;
  if (typeof entry === 'string') return entry;
  const { message } = (entry ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : JSON.stringify(entry);
}
