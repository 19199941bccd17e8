/**
 * What a template's field may hold, by the beginning of its name (developers.weixin.qq.com, subscribeMessage.send,
 * 订阅消息参数值内容限制说明), and how a value is brought into that form: a message that WeChat would not take for a long
 * name or a strange letter is shortened instead. Pure.
 */
import type { DayKey } from '../../../typings/domain';
import type { SourceType } from './kinds';

export interface Value {
  type: SourceType;
  value: string | number;
}

interface Format {
  /** Types of sources that it can show. */
  takes: readonly SourceType[];
  /** What it takes as it stands; words of the merchant's own are held to it. */
  whole: RegExp;
  /** As a merchant reads it. */
  hint: string;
  shown(value: Value): string;
}

const THING = 20;
const PHRASE = 5;
const STRING = 32;
const NAME_HAN = 10;
const NAME_LATIN = 20;
/** Where nothing of a value can be shown, something must stand: an empty field is refused. */
const NOTHING = { thing: '无', phrase: '通知', string: '-', name: '会员', phone: '0' };

const text = (value: Value) => (isDay(value) ? chineseDay(String(value.value) as DayKey) : String(value.value));
const isDay = ({ type }: Value) => type === 'from' || type === 'until';
const never = (): string => {
  throw new Error('this field takes words of the merchant alone');
};
const own = (whole: RegExp, hint: string): Format => ({ takes: [], whole, hint, shown: never });

export const formats = {
  thing: {
    takes: ['text', 'number', 'phone', 'from', 'until'],
    whole: /^.{1,20}$/su,
    hint: '20 个字以内',
    shown: (value) => shortened(oneLine(text(value)), THING) || NOTHING.thing,
  },
  number: {
    takes: ['number'],
    whole: /^-?\d{1,32}(\.\d+)?$/,
    hint: '32 位以内的数字',
    shown: ({ value }) => String(value),
  },
  character_string: {
    takes: ['text', 'number', 'phone', 'from', 'until'],
    whole: /^[\x20-\x7e]{1,32}$/,
    hint: '32 位以内的数字、字母或符号',
    shown: ({ value }) => kept(String(value), /[^\x20-\x7e]/g, STRING) || NOTHING.string,
  },
  phrase: {
    takes: ['text'],
    whole: /^\p{Script=Han}{1,5}$/u,
    hint: '5 个以内的汉字',
    shown: ({ value }) => kept(String(value), /[^\p{Script=Han}]/gu, PHRASE) || NOTHING.phrase,
  },
  name: {
    takes: ['text'],
    whole: /^([\p{Script=Han}·]{1,10}|[A-Za-z .·]{1,20})$/u,
    hint: '10 个以内的汉字，或 20 个以内的字母',
    shown: ({ value }) =>
      kept(String(value), /[^\p{Script=Han}·]/gu, NAME_HAN) ||
      kept(String(value), /[^A-Za-z .·]/g, NAME_LATIN) ||
      NOTHING.name,
  },
  time: {
    takes: ['from', 'until'],
    whole: /^(\d{4}年\d{1,2}月\d{1,2}日 )?\d{1,2}:\d{2}(~\d{1,2}:\d{2})?$/,
    hint: '时间，例如 15:01',
    shown: ({ type, value }) => `${chineseDay(value as DayKey)} ${type === 'from' ? '00:00' : '23:59'}`,
  },
  date: {
    takes: ['from', 'until'],
    whole: /^\d{4}年\d{1,2}月\d{1,2}日$/,
    hint: '日期，例如 2026年10月1日',
    shown: ({ value }) => chineseDay(value as DayKey),
  },
  phone_number: {
    takes: ['phone'],
    whole: /^[\d+\- ()]{1,17}$/,
    hint: '17 位以内的电话号码',
    shown: ({ value }) => kept(String(value), /[^\d+\- ()]/g, 17) || NOTHING.phone,
  },
  amount: own(/^[¥$€£]?\d{1,10}(\.\d{1,2})?元?$/, '金额，例如 12.50元'),
  letter: own(/^[A-Za-z]{1,32}$/, '32 位以内的字母'),
  symbol: own(/^[^\p{L}\p{N}]{1,5}$/u, '5 位以内的符号'),
  car_number: own(/^.{1,8}$/su, '8 位以内的车牌号'),
  const: own(/^.{1,20}$/su, '模板里列出的词'),
} as const satisfies Record<string, Format>;

/** The format of a field by its name, 'thing12'; null for one that is not known. */
export function formatOf(field: string): Format | null {
  const type = field.replace(/\d+$/, '');
  return Object.hasOwn(formats, type) ? formats[type as keyof typeof formats] : null;
}

/** WeChat counts characters without saying whether an emoji is one or two; in both ways it is no longer than this. */
function shortened(whole: string, max: number): string {
  if (whole.length <= max) return whole;
  let short = '';
  for (const character of whole) {
    if (short.length + character.length > max - 1) break;
    short += character;
  }
  return `${short}…`;
}

function kept(whole: string, strange: RegExp, max: number): string {
  return [...whole.replace(strange, '')].slice(0, max).join('').trim();
}

/** Controls, line breaks and marks without width become blanks. */
function oneLine(whole: string): string {
  return whole.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function chineseDay(day: DayKey): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
