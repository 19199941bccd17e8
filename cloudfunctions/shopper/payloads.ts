/** What each action takes; nothing else is let in. */
import * as v from 'valibot';
import type { DayKey, MonthDay, MonthKey } from '../../typings/domain';
import { isDayKey, isMonthKey } from '../core/calendar';
import { isMonthDay } from '../core/membership';

const day = v.pipe(
  v.string(),
  v.check(isDayKey),
  v.transform((text) => text as DayKey),
);
const month = v.pipe(
  v.string(),
  v.check(isMonthKey),
  v.transform((text) => text as MonthKey),
);
const monthDay = v.pipe(
  v.string(),
  v.check(isMonthDay),
  v.transform((text) => text as MonthDay),
);
const version = v.pipe(v.string(), v.minLength(1), v.maxLength(32));

const NICKNAME_MAX = 16;
// Unicode classes take V8 a while to look up: each expression is made when a nickname comes, not while loading.
/** Controls, line breaks, halves of a character, and marks that turn the direction of the text around them. */
const unprintable = () => /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\u202A-\u202E\u2066-\u2069]/u;
/** Zero-width marks come along with names that were pasted. Emoji need joiner, variant and tag: those stay. */
const zeroWidth = () => /(?![\u200D\uFE00-\uFE0F\u{E0020}-\u{E007F}\u202A-\u202E\u2066-\u2069])\p{DI}/gu;
/** A letter, digit or sign that leaves ink: not the fillers and the empty Braille cell that look like nothing. */
const visible = () => /(?!\p{DI}|\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;

const nickname = v.pipe(
  v.string(),
  v.maxLength(200),
  v.transform((text) => text.replace(zeroWidth(), '')),
  v.trim(),
  v.check((text) => visible().test(text)),
  v.check((text) => [...text].length >= 1 && [...text].length <= NICKNAME_MAX),
  v.check((text) => !unprintable().test(text)),
);

export const nothing = v.strictObject({});

/** Small letters and spaces are forgiven, wherever the code came from. */
const inviteCode = v.pipe(
  v.string(),
  v.maxLength(32),
  v.transform((text) => text.replace(/\s/g, '').toUpperCase()),
  v.check((text) => text !== ''),
);

export const joining = v.strictObject({
  termsVersion: version,
  privacyVersion: version,
  invite: v.exactOptional(
    v.strictObject({ code: inviteCode, by: v.picklist(['card', 'group', 'moments', 'code', 'typed']) }),
  ),
});

export const profile = v.pipe(
  v.strictObject({
    nickname: v.exactOptional(nickname),
    avatar: v.exactOptional(v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300))),
  }),
  v.check((input) => input.nickname !== undefined || input.avatar !== undefined),
);

export const signingIn = v.strictObject({ day: v.exactOptional(day) });

export const makingUp = v.strictObject({ day });

export const calendarMonth = v.strictObject({ month: v.exactOptional(month) });

const page = (cursorMax: number) =>
  v.strictObject({
    cursor: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(cursorMax))),
    limit: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(50))),
  });

export const historyPage = page(384);
export const inboxPage = page(256);

export const birthday = v.strictObject({ day: monthDay });

/** What the phone-number button hands out is a short text of letters and digits; its form is WeChat's own business. */
export const phoneClaim = v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(256)) });
