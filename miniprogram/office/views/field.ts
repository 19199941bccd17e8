/** One field of a form: what is typed becomes a value, a value becomes text, and what is wrong with it is said. Pure. */
import { figure, money, tenths, times } from '../../views/figures';
import type { FormWords } from '../words/form/zh-Hans';
import type { Choice, Field } from './form';

/** Values of numbers are hundredths, tenths or ones of what is typed. */
const PLACES = { whole: 0, money: 2, factor: 2, rate: 1 } as const;
type NumberType = keyof typeof PLACES;
/** Typed digits before the point; more is no number of a shop. */
const DIGITS_MAX = 12;

function placesOf({ type }: Field): number | null {
  return type in PLACES ? PLACES[type as NumberType] : null;
}

/** As a till reads it: full-width digits, a currency sign and thousands marks are let through. */
function plain(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s,¥]/g, '');
}

/**
 * What typed text means. A number that cannot be read stays the text that was typed: nothing a person wrote is thrown away,
 * and checkField says what is wrong with it. An emptied number is null.
 */
export function read(field: Field, typed: string): unknown {
  const places = placesOf(field);
  if (places === null) return typed;
  const text = plain(typed);
  if (text === '') return null;
  const [, sign = '', ones = '', tail = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  const readable = ones !== '' && ones.length <= DIGITS_MAX && tail.length <= places;
  return readable ? Number(`${sign}${ones}${tail.padEnd(places, '0')}`) : typed;
}

/** A value as it stands in its box. */
export function typedOf(field: Field, value: unknown): string {
  const places = placesOf(field);
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' || places === null) return '';
  return String(value / 10 ** places);
}

/** A field that is asked as one of a few, side by side. */
const SIDE_BY_SIDE = 3;
const LABELS_MAX = 15;

export function isSideBySide(options: readonly Choice[]): boolean {
  const length = options.reduce((all, { label }) => all + [...label].length, 0);
  return options.length <= SIDE_BY_SIDE && length <= LABELS_MAX && options.every(({ hint }) => !hint);
}

export interface Moment {
  day: string;
  time: string;
}

/** '2026-11-22 09:30', in the programme's zone: the phone computes no zones. */
export function momentOf(value: unknown): Moment {
  const [day = '', time = ''] = typeof value === 'string' ? value.split(' ') : [];
  return { day, time };
}

/** A day alone begins at its first minute. */
export function momentText({ day, time }: Moment): string | null {
  return day ? `${day} ${time || '00:00'}` : null;
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The sentence that stands at the field; '' when nothing is wrong. The server checks again. */
export function checkField(field: Field, value: unknown, words: FormWords): string {
  if (field.type === 'switch') return '';
  if (isEmpty(value) || (typeof value === 'string' && value.trim() === ''))
    return field.required ? missing(field, words) : '';
  return wrong(field, value, words);
}

function missing({ type }: Field, { wrong: say }: FormWords): string {
  if (type === 'pictures') return say.noPicture;
  return ['choice', 'choices', 'day', 'moment', 'time', 'colour'].includes(type) ? say.notChosen : say.empty;
}

function wrong(field: Field, value: unknown, words: FormWords): string {
  const { wrong: say } = words;
  const text = typeof value === 'string' ? value : '';
  if (field.type === 'line' || field.type === 'text') {
    const length = text.trim().length;
    return length > field.max ? say.tooLong(figure(field.max), figure(length)) : '';
  }
  if (field.type === 'whole' || field.type === 'money' || field.type === 'factor' || field.type === 'rate')
    return wrongNumber(field, value, words);
  if (field.type === 'choices' && Array.isArray(value) && value.length > field.max)
    return say.tooMany(figure(field.max));
  if (field.type === 'pictures' && Array.isArray(value) && value.length > field.max)
    return say.tooMany(figure(field.max));
  if (field.type === 'day' && !/^\d{4}-\d{2}-\d{2}$/.test(text)) return say.notChosen;
  if (field.type === 'moment' && !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text)) return say.notChosen;
  if (field.type === 'time' && !/^\d{2}:\d{2}$/.test(text)) return say.notChosen;
  if (field.type === 'colour' && !/^#[0-9A-Fa-f]{6}$/.test(text)) return say.colour;
  return '';
}

function wrongNumber(
  field: Extract<Field, { type: NumberType }>,
  value: unknown,
  { wrong: say, units }: FormWords,
): string {
  if (typeof value !== 'number') return say[field.type];
  if (value >= field.from && value <= field.to) return '';
  const shown = { whole: figure, money, factor: times, rate: tenths }[field.type];
  const unit = field.type === 'whole' ? units[field.unit] : field.type === 'money' ? '' : units[field.type];
  return say.outside(`${shown(field.from)}${unit}`, `${shown(field.to)}${unit}`);
}

/** A value as somebody would say it, for what changed and for two who changed it at once. */
export function said(field: Field | undefined, value: unknown, words: FormWords): string {
  if (isEmpty(value)) return words.nothing;
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (field?.type === 'choice') return labelOf(field.options, value);
  if (field?.type === 'choices' && Array.isArray(value))
    return value.map((each) => labelOf(field.options, each)).join(words.listed);
  if (field?.type === 'pictures') return words.picture;
  if (typeof value === 'number') return saidNumber(field, value, words);
  return typeof value === 'string' ? value : words.several;
}

function labelOf(options: readonly Choice[], value: unknown): string {
  return options.find((each) => each.value === value)?.label ?? String(value);
}

function saidNumber(field: Field | undefined, value: number, { units }: FormWords): string {
  if (field?.type === 'money') return money(value);
  if (field?.type === 'factor') return `${times(value)}${units.factor}`;
  if (field?.type === 'rate') return `${tenths(value)}${units.rate}`;
  return `${figure(value)}${field?.type === 'whole' ? units[field.unit] : ''}`;
}
