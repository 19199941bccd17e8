import type { AboutView, CopiedFriend, CopyPart, CopySection } from '../../../typings/api/account';
import type { CouponView } from '../../../typings/api/coupons';
import type { RedemptionView } from '../../../typings/api/mall';
import type { EntryView, NoticeView } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { monthDayText } from '../../views/dates';
import { inFours, money } from '../../views/figures';
import { noticeText } from '../../views/notice';
import { stubFace } from '../../views/ticket';
import type { PointsWords } from '../../words/index';
import type { Cell, Sheet } from '../services/workbook';
import type { PageWords } from '../words/zh-Hans';
import { lineView } from './because';

/** A member's own data as sheets of a workbook: every line says in words what it is. */

export interface CopySetting {
  today: DayKey;
  points: PointsWords;
  words: PageWords;
}

type Row = readonly Cell[];
type PartOf<S extends CopySection> = Extract<CopyPart, { section: S }>;
type Renders = { [S in CopySection]: (part: PartOf<S>, setting: CopySetting) => Row[] };

/** Days with their year: the file is read years later. */
const RENDERS: Renders = {
  about: ({ about }, setting) => aboutRows(about, setting),
  entries: ({ rows }, setting) => rows.map((entry) => entryRow(entry, setting)),
  coupons: ({ rows }, setting) => rows.map((coupon) => couponRow(coupon, setting)),
  redemptions: ({ rows }, setting) => rows.map((redemption) => redemptionRow(redemption, setting)),
  payments: ({ rows }, { words }) =>
    rows.map(({ day, time, name, cashFen, state, trade }) => {
      return [day, time, name, money(cashFen), words.copying.payments[state], trade];
    }),
  notices: ({ rows }, setting) => rows.map((notice) => noticeRow(notice, setting)),
  consents: ({ rows }, { points, words }) =>
    rows.map(({ day, kind, state }) => {
      return [day, words.reminders.kinds[kind](points.name).title, words.copying.consents[state]];
    }),
  friends: ({ rows }, setting) => rows.map((friend) => friendRow(friend, setting)),
  assists: ({ rows }, { words }) =>
    rows.map(({ day, name, helpers, needed, state }) => [day, name, helpers, needed, words.copying.assists[state]]),
};

/** Rows of one part. */
export function copyRows(part: CopyPart, setting: CopySetting): Row[] {
  const render = RENDERS[part.section] as (part: CopyPart, setting: CopySetting) => Row[];
  return render(part, setting);
}

/** Every section has its sheet, also one without rows: it then says that there is nothing. */
export function copySheets(rows: ReadonlyMap<CopySection, readonly Row[]>, { words }: CopySetting): Sheet[] {
  const sections = Object.keys(RENDERS) as CopySection[];
  return sections.map((section) => {
    const { sections: names, heads, about } = words.copying;
    const own = rows.get(section) ?? [];
    return { name: names[section], head: heads[section], rows: own.length > 0 ? own : [[about.none]] };
  });
}

function aboutRows(view: AboutView, { today, points, words }: CopySetting): Row[] {
  const { about, by } = words.copying;
  const { agreed } = view;
  return [
    [about.made, today],
    [about.number, inFours(view.number)],
    [about.nickname, view.nickname ?? about.none],
    [about.avatar, view.avatar ? about.avatarSet : about.none],
    [about.joinedOn, view.joinedOn],
    [about.birthday, view.birthday ? monthDayText(view.birthday, words) : about.none],
    ...view.identities.map(({ kind, day }): Row => [about.identities[kind], about.since(day)]),
    [about.agreed, agreed ? about.agreedTo(agreed.termsVersion, agreed.privacyVersion, agreed.day) : about.none],
    [about.invitedBy, view.invitedBy ? by[view.invitedBy] : about.none],
    [about.tier, view.tier],
    [about.growth, view.growth],
    [about.available(points.name), view.points.available],
    [about.waiting(points.name), view.points.waiting],
    [about.debt(points.name), view.points.debt],
    [about.streak, words.figures.days(view.streak)],
    [about.rights, view.rights.map(({ name }) => name).join(words.conditions.listed) || about.none],
    [about.tags, view.tags.join(words.conditions.listed) || about.none],
  ];
}

function entryRow(entry: EntryView, { today, points, words }: CopySetting): Row {
  const why = entry.because
    .map((because) => lineView(because, { today, points, words }))
    .map(({ text, result }) => (result ? words.copying.line(text, result) : text))
    .join(words.banner.separator);
  const { day, time, points: moved, balanceAfter, growth, store, lastDay, id } = entry;
  return [day, time, moved, balanceAfter, why, growth, store, lastDay ?? '', id];
}

function couponRow(coupon: CouponView, { words }: CopySetting): Row {
  const { ticket } = words;
  const { figure, unit, condition } = stubFace(coupon.value, words);
  const { state, used } = coupon;
  return [
    coupon.name,
    `${figure}${unit}`,
    condition,
    state === 'usable' ? words.wallet.segments.usable : ticket.states[state],
    ticket.sources[coupon.source],
    coupon.from,
    coupon.until,
    used ? ticket.usedAt(words.dates.at(used.day, used.time), used.store) : '',
  ];
}

function redemptionRow(redemption: RedemptionView, { words }: CopySetting): Row {
  const { exchange, copying } = words;
  const { address, shipping, ended } = redemption;
  const end = copying.redemptions[redemption.state];
  return [
    redemption.day,
    redemption.time,
    redemption.name,
    redemption.quantity,
    redemption.points,
    money(redemption.cashFen),
    exchange.ways[redemption.way],
    address?.name ?? '',
    address?.phone ?? '',
    address ? `${address.province}${address.city}${address.district}${address.detail}` : '',
    shipping ? `${shipping.carrier} ${shipping.number}` : '',
    ended ? copying.stageOn(end, ended.day) : end,
  ];
}

function noticeRow(notice: NoticeView, { points, words }: CopySetting): Row {
  return [notice.day, notice.time, noticeText(notice, points, words)];
}

function friendRow({ day, by, stages }: CopiedFriend, { words: { copying } }: CopySetting): Row {
  const told = stages.map(({ state, day: on }) => {
    return on ? copying.stageOn(copying.stages[state], on) : copying.stages[state];
  });
  return [day, copying.by[by], ...told];
}
