/** What the shop sends, by which template of its own, and when: the settings document 'messages'. */
import * as v from 'valibot';
import type { MessageKind } from '../../../typings/api/messages';
import type { ShopView } from '../../../typings/api/shopper';
import { messageKinds } from './kinds';

const kind = v.picklist(messageKinds);
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** Name of a field as the template shows it: 'thing1', 'character_string12'. */
const fieldName = v.pipe(v.string(), v.regex(/^[a-z_]{2,20}\d{1,3}$/));
/** A source by its name (kinds.ts), or words that are always the same. */
const fieldValue = v.union([
  v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z]{0,19}$/)),
  v.strictObject({ text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(32)) }),
]);

/** WeChat's templates have at most 5 fields, those of an Official Account more. */
const FIELDS_MAX = 10;

const mappedSchema = v.strictObject({
  kind,
  templateId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/)),
  fields: v.pipe(
    v.record(fieldName, fieldValue),
    v.check((fields) => {
      const count = Object.keys(fields).length;
      return count >= 1 && count <= FIELDS_MAX;
    }),
  ),
  /** Page of the mini-program that a tap leads to, with its query; the kind's own when absent. */
  page: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9/]{2,80}(\?[\w=&%.-]{1,60})?$/))),
});

const mappedOnce = v.pipe(
  v.array(mappedSchema),
  v.maxLength(messageKinds.length),
  v.check((list) => new Set(list.map((each) => each.kind)).size === list.length, 'each kind once'),
);

export const messagesSchema = v.strictObject({
  shape: v.literal(1),
  list: mappedOnce,
  /** On the wall in the programme's zone; nothing is sent from `from` until `to`. The same twice: at any hour. */
  quiet: v.strictObject({ from: time, to: time }),
  /** Messages a member gets in a day, all kinds together. */
  perDay: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(5)),
  /** Ways beside the subscription message, for members whose consent to that is missing. Off while their lists are empty. */
  channels: v.strictObject({
    officialAccount: mappedOnce,
    sms: v.pipe(v.array(kind), v.maxLength(messageKinds.length)),
  }),
});

export type Messages = v.InferOutput<typeof messagesSchema>;
export type MappedMessage = Messages['list'][number];

export const defaultMessages: Messages = {
  shape: 1,
  list: [],
  quiet: { from: '21:00', to: '09:00' },
  perDay: 2,
  channels: { officialAccount: [], sms: [] },
};

/** What the phone may ask consent for. */
export function templateIds({ list }: Messages): ShopView['messages'] {
  return Object.fromEntries(list.map((each) => [each.kind, each.templateId]));
}

/** Whether the shop sends messages of this kind at all, by whichever way. */
export function sends({ list, channels }: Messages, kind: MessageKind): boolean {
  return [...list, ...channels.officialAccount].some((each) => each.kind === kind) || channels.sms.includes(kind);
}
