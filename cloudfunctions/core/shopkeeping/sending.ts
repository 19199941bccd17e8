/** Messages that the shop sends, edited under a revision; what is wrong is said at its place. */
import type { Held, Notices, NoticesView } from '../../../typings/api/shop';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { defaultMessages, kinds, type MessageProblem, type Messages, messageKinds, shopSources } from '../messaging';
import { readMessages, saveMessages } from '../outbox';

/** Of so many places the sentences travel along. */
const TOLD = 20;

const sourcesOf = (sources: Record<string, { label: string }>) =>
  Object.entries(sources).map(([name, { label }]) => ({ name, label }));

const catalogue: NoticesView['kinds'] = messageKinds.map((kind) => ({
  kind,
  label: kinds[kind].label,
  sources: [...sourcesOf(kinds[kind].sources), ...sourcesOf(shopSources)],
}));

function view({ shape: _shape, ...content }: Messages, rev: number): NoticesView {
  return { content, rev, kinds: catalogue };
}

export async function shopNotices(env: Environment): Promise<Result<NoticesView>> {
  const { messages, rev } = await readMessages(env.store);
  return accept(view(messages, rev));
}

/** Refuses with OUTDATED, and INVALID_INPUT with a sentence for each place that is wrong: `at list.0.fields.thing1`. */
export async function saveNotices(
  env: Environment,
  { content, rev }: Held<Notices>,
  by: string,
): Promise<Result<NoticesView>> {
  const saved = await saveMessages(env, { ...content, shape: defaultMessages.shape }, { rev, by });
  if (saved.ok) return accept(view(saved.messages, saved.rev));
  return 'problems' in saved ? refuse('INVALID_INPUT', told(saved.problems)) : saved.refusal;
}

function told(problems: readonly MessageProblem[]): Record<string, string> {
  const places = problems.slice(0, TOLD).map(({ field, message }): [string, string] => [`at ${field}`, message]);
  return { field: `content.${problems[0]?.field ?? ''}`, ...Object.fromEntries(places) };
}
