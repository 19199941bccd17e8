import type { PageView } from '../contract';
import { relaunch } from './relaunch';
import type { Shell } from './shell';

/** The ··· of the capsule: sharing as far as the page allows it, settings, starting again. */
export async function openCapsuleMenu(
  shell: Shell,
  rows: (page: PageView) => { label: string; kind: 'chat' | 'moments' }[],
): Promise<void> {
  const page = shell.core.top();
  if (!page) return;
  const shares = shell.singlePage ? [] : rows(page);
  const choices: { label: string; act: () => unknown }[] = [
    ...shares.map(({ label, kind }) => ({ label, act: () => shell.share.start(kind, { from: 'menu' }) })),
    { label: '设置', act: () => shell.openSettings() },
    { label: '重新进入小程序', act: () => relaunch(shell.memory) },
  ];
  const chosen = await shell.actionSheet({ itemList: choices.map(({ label }) => label), itemColor: '', alertText: '' });
  if (chosen !== null) await choices[chosen]?.act();
}
