import { SCOPES } from '../device/permissions';
import { h } from '../dom';
import type { Shell } from '../shell';
import { openFullPage } from './fullPage';

/** wx.openSetting: switches for every scope that was ever asked for, and for subscription messages. */
export function openSettings(shell: Shell): Promise<void> {
  const groups = [scopeRows(shell), messageRows(shell)].filter((rows) => rows.length > 0);
  if (groups.length === 0) return openFullPage(shell.layers, '设置', '这个小程序还没有申请过授权。');
  return openFullPage(
    shell.layers,
    '设置',
    h('div', {}, ...groups.map((rows) => h('div', { class: 'group' }, ...rows))),
  );
}

function switchRow(label: string, checked: boolean, change: (on: boolean) => void): HTMLElement {
  const box = h('input', { type: 'checkbox', role: 'switch', checked });
  box.addEventListener('change', () => change(box.checked));
  return h('label', { class: 'check-row' }, label, box);
}

function scopeRows({ memory, permissions }: Shell): HTMLElement[] {
  return Object.entries(memory.grants().scopes).map(([scope, granted]) =>
    switchRow(SCOPES[scope]?.words ?? scope, granted, (on) => {
      unanswer(memory, SCOPES[scope]?.answer ?? scope);
      permissions.setScope(scope, on);
    }),
  );
}

/** What is switched by hand counts, whatever the side panel would have answered. */
function unanswer(memory: Shell['memory'], question: string): void {
  if (memory.answer(question) !== 'ask') memory.set({ answers: { ...memory.state.answers, [question]: 'ask' } });
}

/** The main switch, and one for each template with an answer that is kept. */
function messageRows({ memory }: Shell): HTMLElement[] {
  const { messages, subscriptions } = memory.grants();
  if (messages === undefined) return [];
  const kept = Object.entries(subscriptions).map(([template, answer]) =>
    switchRow(`订阅消息 ${template}`, answer === 'accept', (on) => {
      unanswer(memory, `subscribe:${template}`);
      memory.grant({ subscriptions: { ...memory.grants().subscriptions, [template]: on ? 'accept' : 'reject' } });
    }),
  );
  return [switchRow('接收订阅消息', messages, (on) => memory.grant({ messages: on })), ...kept];
}
