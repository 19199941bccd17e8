import { codesOnPage, decodePicture, miniCode } from '../device/code';
import { withRecent } from '../device/memory';
import { h } from '../dom';
import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import type { PanelControl } from './control';
import { hint, type Part, part } from './parts';
import { pictureRows } from './pictures';

export function scanPart(shell: Shell, control: PanelControl): Part {
  const { memory, core } = shell;
  const note = h('p', { class: 'hint', 'aria-live': 'polite' });
  const typed = h('input', { placeholder: '码的内容', 'aria-label': '码的内容', autocomplete: 'off' });
  const show = (text: string) => {
    if (text === '') return;
    if (miniCode(text) && !document.querySelector('.scanner')) {
      note.textContent = '是小程序码，正在打开';
      control.enterByCode(text);
      return;
    }
    control.scanText(text);
    note.textContent = document.querySelector('.scanner') ? '' : `下一次扫一扫会扫到：${text}`;
  };
  const file = h('input', { type: 'file', accept: 'image/*', class: 'visually-hidden', 'aria-label': '从图片识别' });
  file.addEventListener('change', async () => {
    const picture = file.files?.[0];
    file.value = '';
    if (!picture) return;
    try {
      const text = await decodePicture(picture);
      if (text === null) note.textContent = '这张图片里没有找到码';
      else show(text);
    } catch (error) {
      core.report('error', error);
    }
  });
  const form = h(
    'form',
    { class: 'buttons' },
    typed,
    h('button', {}, '扫'),
    h('label', { class: 'file-button' }, file, '选图片'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show(typed.value);
  });
  /** One person's phone held before another's: the code stays at hand while the panel changes who holds the phone. */
  const look = () => {
    const page = document.querySelector<HTMLIFrameElement>('iframe[data-active]')?.contentDocument;
    const seen = page ? codesOnPage(page) : [];
    for (const text of seen) memory.set({ recentCodes: withRecent(memory.state.recentCodes, text) });
    drawRecent();
    note.textContent = seen.length === 0 ? '屏幕上没有二维码' : '已记下屏幕上的码：换成要扫它的人，打开扫一扫就能选到';
  };
  const recent = h('div', { class: 'chips' });
  const drawRecent = () =>
    recent.replaceChildren(...memory.state.recentCodes.map((text) => h('button', { onclick: () => show(text) }, text)));
  const made = part(memory, {
    name: 'scan',
    title: '扫一个码',
    glyph: glyphs.scan,
    unfolded: false,
    render: () => [
      form,
      h('div', { class: 'buttons' }, h('button', { onclick: look }, '记下屏幕上的码')),
      recent,
      ...pictureRows(shell, control, (text) => {
        note.textContent = text;
      }),
      note,
      hint('普通码交给小程序的扫一扫；小程序码直接打开它指的页面。'),
    ],
  });
  drawRecent();
  const redraw = () => {
    drawRecent();
    made.redraw();
  };
  return { element: made.element, redraw };
}
