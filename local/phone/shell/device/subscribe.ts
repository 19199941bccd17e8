import { h } from '../dom';
import { openPrompt } from '../sheets/prompt';
import type { Shell } from '../shell';
import { CloudRefusal } from './cloudLine';

export type Consent = 'accept' | 'reject';

/** One tap asks for at most this many templates (WeChat, all versions). */
export const MAX_TEMPLATES = 3;

/**
 * Asks for subscription messages and records each accepted one with the cloud as one consent; 'off' when they are switched off. Kept answers
 * ("总是保持") and answers of the side panel are not asked again.
 */
export async function askConsents(
  shell: Shell,
  templates: string[],
  appName: string,
): Promise<Record<string, Consent> | 'off'> {
  const { memory } = shell;
  if (memory.grants().messages === false) return 'off';
  memory.grant({ messages: true });
  const answers: Record<string, Consent> = {};
  const open: string[] = [];
  for (const template of templates) {
    const set = memory.answer(`subscribe:${template}`);
    const kept = memory.grants().subscriptions[template];
    if (set === 'accept' || set === 'always') answers[template] = 'accept';
    else if (set === 'reject') answers[template] = 'reject';
    else if (kept) answers[template] = kept;
    else open.push(template);
  }
  if (open.length > 0) Object.assign(answers, await ask(shell, open, appName));
  const accepted = templates.filter((template) => answers[template] === 'accept');
  for (const template of accepted) await record(shell, template);
  return answers;
}

async function record(shell: Shell, templateId: string): Promise<void> {
  try {
    await shell.cloud.post('/local/consents', { as: shell.cloud.as, templateId, count: 1 });
  } catch (error) {
    // A program without functions may still ask; nobody can send it anything.
    if (!(error instanceof CloudRefusal) || error.code !== 'NO_LOCAL_CLOUD') throw error;
    shell.core.report('warning', `the consent to ${templateId} is not recorded: ${error.message}`);
  }
}

async function ask(shell: Shell, templates: string[], appName: string): Promise<Record<string, Consent>> {
  const boxes = templates.map((template) => h('input', { type: 'checkbox', checked: true, value: template }));
  const keep = h('input', { type: 'checkbox' });
  const allowed = await openPrompt(shell.layers, {
    app: appName,
    title: '发送一次性订阅消息',
    text: '允许后，每种消息可以收到一次',
    body: [
      ...boxes.map((box) => h('label', { class: 'check-row' }, box.value, box)),
      h('label', { class: 'check-row small' }, keep, '总是保持以上选择，不再询问'),
    ],
    yes: '允许',
    no: '取消',
  });
  const answers: Record<string, Consent> = {};
  for (const box of boxes) answers[box.value] = allowed && box.checked ? 'accept' : 'reject';
  if (keep.checked) shell.memory.grant({ subscriptions: { ...shell.memory.grants().subscriptions, ...answers } });
  return answers;
}
