import type { InboxMessage } from '../device/cloudLine';
import { h } from '../dom';
import { timeOf } from '../frame/statusBar';
import { glyphs } from '../glyphs';
import type { Shell } from '../shell';
import type { PanelControl } from './control';
import { hint, type Part, part } from './parts';
import { dayOf } from './when';

const POLL_MS = 4_000;

/** Messages that reached this person's WeChat; looked up only while somebody can see them. */
export function inboxPart(shell: Shell, control: PanelControl): Part {
  let messages: InboxMessage[] = [];
  let reachable = true;
  const made = part(shell.memory, {
    name: 'inbox',
    title: '收到的消息',
    glyph: glyphs.mail,
    unfolded: false,
    summary: () => (messages.length > 0 ? String(messages.length) : ''),
    render() {
      if (!reachable) return [hint('没有连上本机的云。')];
      if (messages.length === 0) return [hint('还没有消息。')];
      return messages.map((message) => bubble(message, control));
    },
  });
  const look = async () => {
    if (!shell.clock.hasCloud) {
      reachable = false;
      made.redraw();
      return;
    }
    if (document.hidden || !made.element.isConnected || made.element.offsetParent === null || shell.singlePage) return;
    try {
      messages = await shell.cloud.inbox();
      reachable = true;
    } catch (error) {
      // Without a local cloud there is no inbox; the part says so, a poll need not.
      if (reachable) console.debug('inbox', error);
      reachable = false;
    }
    made.redraw();
  };
  setInterval(look, POLL_MS);
  shell.clock.onChange(look);
  setTimeout(look, 500);
  return made;
}

function bubble(message: InboxMessage, control: PanelControl): HTMLElement {
  const { templateId, page, data, atMs } = message;
  const when = Number(atMs);
  const lines = Object.entries((data ?? {}) as Record<string, unknown>).map(([name, value]) => {
    const text = value !== null && typeof value === 'object' ? (value as { value?: unknown }).value : value;
    return h('div', { class: 'message-line' }, h('span', {}, name), h('span', {}, String(text)));
  });
  return h(
    'article',
    { class: 'message' },
    h(
      'header',
      {},
      h('strong', {}, '订阅消息'),
      h('time', {}, Number.isFinite(when) ? `${dayOf(when)} ${timeOf(when)}` : ''),
    ),
    h('small', {}, String(templateId)),
    ...lines,
    page ? h('button', { onclick: () => control.launch({ path: String(page), scene: 1014 }) }, '进入小程序查看') : null,
  );
}
