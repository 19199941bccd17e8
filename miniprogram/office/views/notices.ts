/**
 * Message templates as they are edited: each kind with its switch, its template and a row for each of the template's fields. What is
 * switched off stays as it was typed until the page is left. Pure.
 */
import type { MessageKind } from '../../../typings/api/messages';
import type { FieldValue, MessageTemplate, Notices, NoticesView } from '../../../typings/api/shop';
import type { ShopWords } from '../words/shop/zh-Hans';
import { getAt } from './draft';
import type { Errors, Field, Section } from './form';

export type Channel = 'list' | 'official';
export const CHANNELS: readonly Channel[] = ['list', 'official'];

export interface TemplateRow {
  name: string;
  /** A source's name; FIXED for words that are always the same. */
  from: string;
  text: string;
}

export interface TemplateDraft {
  on: boolean;
  templateId: string;
  page: string;
  rows: TemplateRow[];
}

type Templates = Partial<Record<MessageKind, TemplateDraft>>;

export interface NoticesDraft {
  quiet: { from: string; to: string };
  perDay: number;
  sms: MessageKind[];
  list: Templates;
  official: Templates;
}

export const FIXED = 'fixed';
/** WeChat's templates have at most 5 fields, those of an Official Account more. */
const ROWS: Record<Channel, number> = { list: 5, official: 10 };
const EMPTY: TemplateRow = { name: '', from: FIXED, text: '' };

function rowOf([name, value]: [string, FieldValue]): TemplateRow {
  return typeof value === 'string' ? { name, from: value, text: '' } : { name, from: FIXED, text: value.text };
}

function templates(list: readonly MessageTemplate[], channel: Channel, kinds: NoticesView['kinds']): Templates {
  const one = ({ kind }: { kind: MessageKind }): [MessageKind, TemplateDraft] => {
    const found = list.find((each) => each.kind === kind);
    const rows = Object.entries(found?.fields ?? {}).map(rowOf);
    const free = Array.from({ length: Math.max(0, ROWS[channel] - rows.length) }, () => EMPTY);
    const { templateId = '', page = '' } = found ?? {};
    return [kind, { on: found !== undefined, templateId, page, rows: [...rows, ...free] }];
  };
  return Object.fromEntries(kinds.map(one));
}

export function noticesDraft({ content, kinds }: NoticesView): NoticesDraft {
  const { quiet, perDay, channels, list } = content;
  return {
    quiet,
    perDay,
    sms: channels.sms,
    list: templates(list, 'list', kinds),
    official: templates(channels.officialAccount, 'official', kinds),
  };
}

const isFilled = ({ name }: TemplateRow) => name.trim() !== '';

function listOf(all: Templates, kinds: NoticesView['kinds']): MessageTemplate[] {
  return kinds.flatMap(({ kind }) => {
    const draft = all[kind];
    if (!draft?.on) return [];
    const fields = draft.rows
      .filter(isFilled)
      .map(({ name, from, text }): [string, FieldValue] => [name.trim(), from === FIXED ? { text } : from]);
    const page = draft.page.trim();
    const one = { kind, templateId: draft.templateId.trim(), fields: Object.fromEntries(fields) };
    return [page ? { ...one, page } : one];
  });
}

export function noticesOf({ quiet, perDay, sms, list, official }: NoticesDraft, kinds: NoticesView['kinds']): Notices {
  return {
    quiet,
    perDay,
    list: listOf(list, kinds),
    channels: { officialAccount: listOf(official, kinds), sms },
  };
}

/** 'list.0.fields.thing1' of the settings, as the draft has it: 'list.memberDay.rows.2.from'. */
export function placeOf(path: string, draft: NoticesDraft, kinds: NoticesView['kinds']): string {
  const [, where = '', place = '', field = '', name = ''] =
    /^(list|channels\.officialAccount)\.(\d+)(?:\.(\w+)(?:\.(.+))?)?$/.exec(path) ?? [];
  if (where === '') return path === 'channels.sms' ? 'sms' : '';
  const channel: Channel = where === 'list' ? 'list' : 'official';
  const kind = kinds.filter((each) => draft[channel][each.kind]?.on)[Number(place)]?.kind;
  if (!kind) return '';
  const row = draft[channel][kind]?.rows.findIndex((each) => each.name.trim() === name) ?? -1;
  const within = field === 'fields' && row >= 0 ? `rows.${row}.from` : field === 'page' ? 'page' : 'templateId';
  return `${channel}.${kind}.${within}`;
}

export function generalSection(kinds: NoticesView['kinds'], { notices: words }: ShopWords): Section {
  const options = kinds.map(({ kind, label }) => ({ value: kind, label }));
  return {
    title: words.when,
    fields: [
      { type: 'time', name: 'quiet.from', label: words.quietFrom, required: true },
      { type: 'time', name: 'quiet.to', label: words.quietTo, hint: words.quietHint, required: true },
      { type: 'whole', name: 'perDay', label: words.perDay, from: 1, to: 5, unit: '', required: true },
      { type: 'choices', name: 'sms', label: words.sms, hint: words.smsHint, options, max: options.length },
    ],
  };
}

/** The form of the one kind that is open: fields of the template as far as they are named, and one more. */
export function kindSections(
  draft: NoticesDraft,
  channel: Channel,
  { kind, sources }: NoticesView['kinds'][number],
  { notices: words }: ShopWords,
): Section[] {
  const path = `${channel}.${kind}`;
  const one = getAt(draft, path) as TemplateDraft | undefined;
  const on: Field = { type: 'switch', name: `${path}.on`, label: words.on };
  if (!one?.on) return [{ title: '', fields: [on] }];
  const named = one.rows.reduce((last, row, place) => (isFilled(row) ? place : last), -1);
  const options = [...sources.map(({ name, label }) => ({ value: name, label })), { value: FIXED, label: words.fixed }];
  const rows = one.rows.slice(0, named + 2).map(({ from, name }, place): Section => {
    const at = `${path}.rows.${place}`;
    const fields: Field[] = [
      {
        type: 'line',
        name: `${at}.name`,
        label: words.name,
        hint: words.nameHint,
        placeholder: words.namePlaceholder,
        max: 32,
      },
      { type: 'choice', name: `${at}.from`, label: words.from, options },
      { type: 'line', name: `${at}.text`, label: words.text, max: 32, required: true },
    ];
    // A field without a name is none; nothing more is asked of it.
    const asked = name.trim() === '' ? 1 : from === FIXED ? 3 : 2;
    return { title: words.field(String(place + 1)), fields: fields.slice(0, asked) };
  });
  const head: Section = {
    title: '',
    fields: [
      on,
      {
        type: 'line',
        name: `${path}.templateId`,
        label: words.templateId,
        hint: words.templateHint,
        max: 64,
        required: true,
      },
      { type: 'line', name: `${path}.page`, label: words.page, hint: words.pageHint, max: 140 },
    ],
  };
  return [head, ...rows];
}

/** Of all kinds that are on, open or not. */
export function noticesErrors(draft: NoticesDraft, { notices: words }: ShopWords): Errors {
  const errors: Record<string, string> = {};
  for (const channel of CHANNELS)
    for (const [kind, one] of Object.entries(draft[channel])) {
      if (!one.on) continue;
      const path = `${channel}.${kind}`;
      if (!/^[A-Za-z0-9_-]{8,64}$/.test(one.templateId.trim())) errors[`${path}.templateId`] = words.wrongId;
      const names = one.rows.map(({ name }) => name.trim());
      names.forEach((name, place) => {
        if (name === '') return;
        if (!/^[a-z_]{2,20}\d{1,3}$/.test(name)) errors[`${path}.rows.${place}.name`] = words.wrongName;
        else if (names.indexOf(name) !== place) errors[`${path}.rows.${place}.name`] = words.twice;
      });
      if (names.every((name) => name === '')) errors[`${path}.rows.0.name`] = words.noFields;
    }
  return errors;
}
