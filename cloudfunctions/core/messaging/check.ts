/** Whether a merchant's templates can be filled: everything wrong with them, in sentences for the merchant. Pure. */
import * as v from 'valibot';
import { formatOf } from './formats';
import { kinds, shopSources, sourceType } from './kinds';
import { type MappedMessage, type Messages, messagesSchema } from './messages';

export interface MessageProblem {
  /** 'list.0.fields.thing1' */
  field: string;
  message: string;
}

export type CheckedMessages = { ok: true; messages: Messages } | { ok: false; problems: MessageProblem[] };

export function checkMessages(draft: unknown): CheckedMessages {
  const parsed = v.safeParse(messagesSchema, draft);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: '这一项的格式不对' }));
    return { ok: false, problems };
  }
  const { list, channels } = parsed.output;
  const problems = [...ofList('list', list), ...ofList('channels.officialAccount', channels.officialAccount)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, messages: parsed.output };
}

function ofList(path: string, list: readonly MappedMessage[]): MessageProblem[] {
  return list.flatMap((mapped, place) =>
    Object.keys(mapped.fields).flatMap((name) => {
      const message = problemOf(mapped, name);
      return message === null ? [] : [{ field: `${path}.${place}.fields.${name}`, message }];
    }),
  );
}

function problemOf({ kind, fields }: MappedMessage, name: string): string | null {
  const from = fields[name];
  const format = formatOf(name);
  if (!format || from === undefined) return '没有这种字段；字段名照模板详情里的写，例如 thing1、time2';
  if (typeof from !== 'string') return format.whole.test(from.text) ? null : `这里要填${format.hint}`;
  const type = sourceType(kind, from);
  if (type === null) return `「${kinds[kind].label}」没有叫 ${from} 的内容，可以用 ${namesOf(kind)}`;
  if (format.takes.includes(type)) return null;
  return `${from} 放不进这种字段，这里要填${format.hint}`;
}

function namesOf(kind: MappedMessage['kind']): string {
  const own = Object.entries(kinds[kind].sources);
  return [...own, ...Object.entries(shopSources)].map(([name, { label }]) => `${name}（${label}）`).join('、');
}
