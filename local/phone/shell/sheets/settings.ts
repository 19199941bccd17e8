import { SCOPES } from '../device/permissions';
import { h } from '../dom';
import type { Shell } from '../shell';
import { openFullPage } from './fullPage';

/** wx.openSetting: switches for every scope that was ever asked for. */
export function openSettings(shell: Shell): Promise<void> {
  const asked = Object.entries(shell.memory.grants().scopes);
  if (asked.length === 0) return openFullPage(shell.layers, '设置', '这个小程序还没有申请过授权。');
  const rows = asked.map(([scope, granted]) => {
    const box = h('input', { type: 'checkbox', role: 'switch', checked: granted });
    box.addEventListener('change', () => shell.permissions.setScope(scope, box.checked));
    return h('label', { class: 'check-row' }, SCOPES[scope]?.words ?? scope, box);
  });
  return openFullPage(shell.layers, '设置', h('div', { class: 'group' }, ...rows));
}
