import { SCOPES } from '../device/permissions';
import { h } from '../dom';
import { appName } from '../openType';
import type { Shell } from '../shell';
import { openPrompt } from './prompt';

/** WeChat's own privacy pop-up for programs that do not bring one. */
export function askPrivacy(shell: Shell): Promise<boolean> {
  const name = appName(shell);
  const read = h(
    'button',
    { onclick: () => void shell.openNotice('用户隐私保护指引', `《${name}用户隐私保护指引》`) },
    `《${name}用户隐私保护指引》`,
  );
  return openPrompt(shell.layers, {
    app: name,
    title: '用户隐私保护提示',
    body: [h('p', {}, '使用前请阅读', read, '，同意后可以继续使用。')],
    yes: '同意',
    no: '拒绝',
  });
}

export function askScope(shell: Shell, scope: string): Promise<boolean> {
  return openPrompt(shell.layers, {
    app: appName(shell),
    title: SCOPES[scope]?.words ?? scope,
    yes: '允许',
    no: '拒绝',
  });
}
