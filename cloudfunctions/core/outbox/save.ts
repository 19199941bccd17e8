import type { Environment } from '../../platform/environment';
import { ensure } from '../../platform/store';
import { type CheckedMessages, checkMessages } from '../messaging';

/** The whole settings of messages; of two at once the last stands. Nothing is saved while anything is wrong with them. */
export async function saveMessages(env: Environment, draft: unknown): Promise<CheckedMessages> {
  const checked = checkMessages(draft);
  if (!checked.ok) return checked;
  const { messages } = checked;
  if (!(await ensure(env.store, 'settings', { _id: 'messages', ...messages } as { _id: string })))
    await env.store.update('settings', 'messages', {}, { set: { ...messages } });
  return checked;
}
