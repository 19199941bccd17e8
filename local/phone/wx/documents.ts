import { h } from '../shell/dom';
import { appName } from '../shell/openType';
import { openPrompt } from '../shell/sheets/prompt';
import { type Api, asynchronous, Failure, need, type Options, type Surroundings, text } from './api';

/** What WeChat's viewer shows (developers.weixin.qq.com, wx.openDocument). */
const SHOWN = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'];
const KB = 1024;

/** Files that leave the program: shown by WeChat's viewer, or sent to a chat. */
export function documents(around: Surroundings): Record<string, Api> {
  const { core, shell } = around;
  const fileOf = (options: Options): { name: string; blob: Blob } => {
    need(options, 'filePath', 'String');
    const path = text(options, 'filePath');
    const blob = shell.files.blob(path);
    if (!blob) throw new Failure(`file doesn't exist: ${path}`);
    return { name: path.slice(path.lastIndexOf('/') + 1), blob };
  };
  const handOver = (name: string, blob: Blob): string => {
    const url = URL.createObjectURL(blob);
    shell.hardware.documents.push({ name, url });
    core.changed();
    return url;
  };
  return {
    openDocument: asynchronous(around, 'openDocument', (options) => {
      const { name, blob } = fileOf(options);
      const type = text(options, 'fileType') || (name.split('.').pop() ?? '');
      if (!SHOWN.includes(type.toLowerCase())) throw new Failure(`filetype not supported: ${type}`);
      const url = handOver(name, blob);
      // The browser has no such viewer: the file is handed to the machine, whose programs do. Success is told at once,
      // as WeChat tells it when the viewer stands.
      void openPrompt(shell.layers, {
        app: appName(shell),
        doing: '打开文档',
        title: name,
        text: sized(blob),
        body: [h('a', { href: url, download: name }, '存到这台电脑')],
        yes: '看完了',
        no: '返回',
      });
    }),
    shareFileMessage: asynchronous(around, 'shareFileMessage', async (options) => {
      if (!core.gesture.inTap) throw new Failure('can only be invoked by user TAP gesture.');
      const file = fileOf(options);
      const name = text(options, 'fileName') || file.name;
      const sent = await openPrompt(shell.layers, {
        app: appName(shell),
        doing: '',
        title: '发送给朋友',
        body: [h('div', { class: 'share-card' }, h('b', {}, name), h('p', {}, sized(file.blob)))],
        yes: '发送',
        no: '取消',
      });
      if (!sent) throw new Failure('cancel');
      handOver(name, file.blob);
      shell.toast.show({ title: '已发送', icon: 'success', durationMs: 1_500, mask: false });
    }),
  };
}

function sized({ size }: Blob): string {
  return `${Math.max(1, Math.round(size / KB))} KB`;
}
