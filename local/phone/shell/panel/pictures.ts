import { h } from '../dom';
import type { Shell } from '../shell';
import type { PanelControl } from './control';

/** As many as a thumb would scroll through. */
const SHOWN = 4;
/** Stands for a person the shop has never seen. */
const STRANGER = '';

/** Pictures that the program saved or sent, newest first: held before somebody's phone, which reads the code in them. */
export function pictureRows(
  { memory, core, hardware }: Shell,
  control: PanelControl,
  tell: (text: string) => void,
): HTMLElement[] {
  const from = (urls: readonly string[], how: string) =>
    urls.map((url, index) => ({ url, how: `${how} ${index + 1}` }));
  const all = [...from(hardware.savedPictures, '存下的图片'), ...from(hardware.sentPictures, '发出的图片')];
  return all
    .reverse()
    .slice(0, SHOWN)
    .map(({ url, how }) => {
      const others = memory.people().filter(({ openid }) => openid !== memory.state.person);
      const who = h(
        'select',
        { 'aria-label': '谁来扫' },
        ...others.map(({ openid, name }) => h('option', { value: openid }, name)),
        h('option', { value: STRANGER }, '新的人'),
      );
      const scan = async () => {
        try {
          const openid = who.value === STRANGER ? control.addPerson() : who.value;
          const text = await control.scanPicture(url, openid);
          tell(text === null ? '这张图片里没有找到码' : '认出来了，正在打开');
        } catch (error) {
          core.report('error', error);
        }
      };
      return h(
        'article',
        { class: 'card' },
        h('img', { src: url, alt: how }),
        h('div', { class: 'card-words' }, h('strong', {}, how)),
        h('div', { class: 'buttons' }, who, h('button', { onclick: () => void scan() }, '扫这张图')),
      );
    });
}
