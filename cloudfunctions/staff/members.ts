/** Members, as the staff look after them. */
import * as v from 'valibot';
import type { MemberActions } from '../../typings/api/members';
import type { MonthDay, Points } from '../../typings/domain';
import { ADJUST_MAX } from '../core/care';
import {
  adjust,
  approvals,
  books,
  couponsOf,
  decide,
  freeze,
  gifts,
  grant,
  mendStreak,
  merge,
  mergeView,
  profile,
  putBirthday,
  redemptionsOfMember,
  search,
  TAGS_MAX,
  tag,
  timeline,
} from '../core/members';
import { isMonthDay } from '../core/membership';
import type { Action } from '../platform/router';
import { command, question } from './duty';
import { nothing } from './payloads';

/** Of documents whose `_id` is a digest or random. */
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const cursor = v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)));
const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
/** No characters that are not seen, nor such as turn the line around. */
const isPlain = (text: string) => !/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u.test(text);
const words = (from: number, to: number) =>
  v.pipe(
    v.string(),
    v.maxLength(to * 4),
    v.trim(),
    v.check((text) => isPlain(text) && [...text].length >= from && [...text].length <= to),
  );
/** The member reads it. */
const reason = words(2, 40);
const STREAK_MAX = 3_650;
const GRANT_MAX = 5;

const finding = v.strictObject({
  text: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
  filter: v.exactOptional(v.picklist(['all', 'new', 'frozen', 'counter'])),
  cursor,
});
const one = v.strictObject({ id });
const paged = v.strictObject({ id, cursor });
const wallet = v.strictObject({ id, segment: v.picklist(['usable', 'used', 'expired']), cursor });
const taken = v.strictObject({ id, segment: v.picklist(['open', 'ended']), cursor });
const points = v.pipe(
  whole(-ADJUST_MAX, ADJUST_MAX),
  v.check((n) => n !== 0),
  v.transform((n) => n as Points),
);
const adjusting = v.strictObject({ id, points, reason, note: words(0, 200) });
const mending = v.strictObject({ id, days: whole(1, STREAK_MAX), reason });
const monthDay = v.custom<MonthDay>((text) => typeof text === 'string' && isMonthDay(text));
const birthday = v.strictObject({ id, birthday: v.nullable(monthDay) });
const pausing = v.strictObject({ id, frozen: v.boolean(), reason });
const other = v.strictObject({ id, other: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) });
const pair = v.strictObject({ from: id, into: id });
const tagging = v.strictObject({
  id,
  tags: v.pipe(v.array(words(1, 20)), v.maxLength(TAGS_MAX)),
  rev: whole(0, Number.MAX_SAFE_INTEGER - 1),
});
const template = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,64}$/));
const granting = v.strictObject({ id, template, count: whole(1, GRANT_MAX), reason });
const listing = v.strictObject({ segment: v.picklist(['waiting', 'decided']), cursor });
const deciding = v.strictObject({ id, agree: v.boolean() });

const about = (subject: string, facts: Record<string, string | number>, name = '') => ({ subject, name, facts });

export const memberActions: Record<keyof MemberActions, Action> = {
  'members.search': question('members.search', finding, search),
  'members.view': question('members.view', one, profile),
  'members.timeline': question('members.timeline', paged, (env, _staff, input) => timeline(env, input)),
  'members.coupons': question('members.coupons', wallet, (env, _staff, input) => couponsOf(env, input)),
  'members.redemptions': question('members.redemptions', taken, (env, _staff, input) =>
    redemptionsOfMember(env, input),
  ),
  'members.books': question('members.books', one, books),
  'members.adjust': command('members.adjust', adjusting, adjust, (input, { approval }) =>
    about(input.id, { points: input.points, reason: input.reason, note: input.note, asked: approval ? 1 : 0 }),
  ),
  'members.adjustStreak': command('members.adjustStreak', mending, mendStreak, (input, { from, to }) =>
    about(input.id, { from, to, reason: input.reason }),
  ),
  // The day itself is nobody's but the member's.
  'members.birthday': command('members.birthday', birthday, putBirthday, (input) =>
    about(input.id, { cleared: input.birthday === null ? 1 : 0 }),
  ),
  'members.freeze': command('members.freeze', pausing, freeze, (input, { changed }) =>
    changed ? about(input.id, { frozen: input.frozen ? 1 : 0, reason: input.reason }) : null,
  ),
  'members.mergeView': question('members.mergeView', other, mergeView),
  'members.merge': command('members.merge', pair, merge, (input, { points: moved, growth }) =>
    about(input.into, { from: input.from, points: moved, growth }),
  ),
  'members.tag': command('members.tag', tagging, tag, (input, { tags }) => about(input.id, { tags: tags.length })),
  'members.gifts': question('members.gifts', nothing, (env) => gifts(env)),
  'members.grant': command('members.grant', granting, grant, (input, { name, count }) =>
    about(input.id, { template: input.template, count, reason: input.reason }, name),
  ),
  'approvals.list': question('approvals.list', listing, approvals),
  'approvals.decide': command('approvals.decide', deciding, decide, (input, { approval, alone }) =>
    about(approval.member.id, {
      approval: input.id,
      points: approval.points,
      agreed: input.agree ? 1 : 0,
      alone: alone ? 1 : 0,
    }),
  ),
};
