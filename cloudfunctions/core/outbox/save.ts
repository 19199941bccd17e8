import * as v from 'valibot';
import type { Environment } from '../../platform/environment';
import type { Refusal } from '../../platform/refusal';
import type { Reader } from '../../platform/store';
import { checkMessages, defaultMessages, type MessageProblem, type Messages, messagesSchema } from '../messaging';
import { readRevised, saveRevised } from '../settings';

export async function readMessages(store: Reader): Promise<{ messages: Messages; rev: number }> {
  const { content, rev } = await readRevised(store, 'messages');
  return { messages: content ? v.parse(messagesSchema, content) : defaultMessages, rev };
}

export type SavedMessages =
  | { ok: true; messages: Messages; rev: number }
  | { ok: false; problems: MessageProblem[] }
  | { ok: false; refusal: Refusal };

/**
 * The whole settings of messages, made on the revision `rev`; nothing is saved while anything is wrong with them. Without a
 * revision, as the command line saves, they replace what is there.
 */
export async function saveMessages(
  env: Environment,
  draft: unknown,
  { rev, by }: { rev?: number; by: string } = { by: '' },
): Promise<SavedMessages> {
  const checked = checkMessages(draft);
  if (!checked.ok) return checked;
  const base = rev ?? (await readRevised(env.store, 'messages')).rev;
  const saved = await saveRevised(env, 'messages', checked.messages, base, by);
  return saved.ok ? { ok: true, messages: checked.messages, rev: saved.data.rev } : { ok: false, refusal: saved };
}
