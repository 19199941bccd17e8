/** Members as the staff's pages draw them. Pure. */
import type { Failure } from '../../../typings/api/envelope';
import type { ApprovalView, MemberProfile, MemberRow, MergePreview } from '../../../typings/api/members';
import type { DayKey } from '../../../typings/domain';
import { dayText, momentText } from '../../views/dates';
import { figure, inFours, money, signed } from '../../views/figures';
import { keepText, upText } from '../../views/progress';
import type { PointsWords, Words } from '../../words/index';
import type { MembersWords } from '../words/members/zh-Hans';
import type { ActKind, Wrongs } from './correcting';

export interface Setting {
  today: DayKey;
  points: PointsWords;
  words: Words;
  own: MembersWords;
}

export interface RowView {
  id: string;
  avatar: string;
  /** '' for who has no nickname. */
  initial: string;
  name: string;
  tier: string;
  /** 已暂停, 没绑微信; ''. */
  state: string;
  warn: boolean;
  number: string;
  joined: string;
  points: string;
  spoken: string;
}

export function rowView(row: MemberRow, { today, points, words, own }: Setting): RowView {
  const { search } = own;
  // Of a closed account the number is all there is.
  const gone = row.state === 'closed';
  const name = gone ? search.gone : (row.nickname ?? search.nobody);
  const balance = gone ? '' : words.figures.points(figure(row.available), points.unit);
  const tier = gone ? '' : row.tier.name;
  const state =
    row.state === 'frozen'
      ? search.frozen
      : row.state === 'closed'
        ? search.closed
        : row.inWeChat
          ? ''
          : search.counter;
  const number = inFours(row.number);
  return {
    id: row.id,
    avatar: row.avatar ?? '',
    initial: [...(row.nickname ?? '')][0] ?? '',
    name,
    tier,
    state,
    warn: row.state !== 'active',
    number,
    joined: search.joined(dayText(row.joinedOn, today, words)),
    points: balance,
    spoken: [name, number, tier, state, balance].filter(Boolean).join(words.card.comma),
  };
}

export interface ProfileView extends RowView {
  /** 12 digits without gaps. */
  plain: string;
  facts: string[];
  inviter: { id: string; text: string } | null;
  warning: string;
  /** Six at most; `warn` for what is owed. */
  figures: { label: string; value: string; warn: boolean }[];
  progress: string;
  orders: string;
  ordersHint: string;
  coupons: string;
  redemptions: string;
  tags: string[];
  frozen: boolean;
  closed: boolean;
}

export function profileView(view: MemberProfile, setting: Setting): ProfileView {
  const { today, points, words, own } = setting;
  const { member, totals } = view;
  const { card } = own;
  const facts = [
    member.inWeChat ? card.inWeChat : card.counter,
    view.phoneBound ? card.phone : card.noPhone,
    view.birthdaySet ? card.birthday : card.noBirthday,
    view.merged > 0 ? card.merged(view.merged) : '',
  ].filter(Boolean);
  const last = totals.lastOrderOn;
  return {
    ...rowView(member, setting),
    plain: member.number,
    facts,
    inviter: view.inviter && {
      id: view.inviter.id,
      text: card.invited(view.inviter.nickname ?? inFours(view.inviter.number)),
    },
    warning: member.state === 'frozen' ? card.frozen : member.state === 'closed' ? card.closed : '',
    figures: figuresOf(view, setting),
    progress: progressOf(view, setting),
    orders: last ? card.last(dayText(last, today, words)) : card.noOrder,
    ordersHint: totals.complete ? '' : card.recent,
    coupons: card.usable(figure(view.coupons)),
    redemptions: card.open(figure(view.redemptions)),
    tags: view.tags,
    frozen: member.state === 'frozen',
    closed: member.state === 'closed',
    points: words.figures.points(figure(view.points.available), points.unit),
  };
}

function figuresOf({ points, growth, streak, totals }: MemberProfile, setting: Setting): ProfileView['figures'] {
  const { today, words, own } = setting;
  const { card } = own;
  const plain = (label: string, value: string) => ({ label, value, warn: false });
  // What is owed matters more than what ends, and that more than what waits.
  const third =
    points.debt > 0
      ? { label: card.debt, value: figure(points.debt), warn: true }
      : points.expiring
        ? plain(card.expiring(dayText(points.expiring.lastDay, today, words)), figure(points.expiring.points))
        : plain(card.growth, figure(growth));
  return [
    plain(card.available(setting.points.name), figure(points.available)),
    plain(card.pending, figure(points.pending)),
    third,
    plain(card.streak, words.figures.days(streak)),
    plain(card.orders, figure(totals.orders)),
    plain(card.spent, money(totals.spentFen)),
  ];
}

function progressOf({ progress, growth, member }: MemberProfile, { today, words }: Setting): string {
  const said = [words.progress.growth(figure(growth))];
  if (progress.keep) said.push(keepText(progress.keep, member.tier, today, words));
  else said.push(progress.next ? upText(progress.next, words) : words.progress.top);
  return said.join(words.card.comma);
}

/** What of a problem says where it stands. */
interface Refused {
  code: string;
  details?: Failure['details'];
}

/** The fields that a refusal is about; null when it is about none of them. */
export function refusedAt({ code, details }: Refused, act: ActKind | null, own: MembersWords): Wrongs | null {
  const field = details?.field?.replace(/^payload\./, '');
  if (code === 'INSUFFICIENT') return { points: own.points.short(figure(Number(details?.available ?? 0))) };
  if (act === 'merge') return refusedMerger(code, details?.reason, field, own);
  if (code === 'INVALID_INPUT' && field === 'reason') return { reason: own.reason.plain };
  if (code === 'INVALID_INPUT' && field === 'days') return { days: own.streak.same };
  if (code === 'INVALID_INPUT' && field?.startsWith('tags')) return { tag: own.reason.plain };
  if (code === 'COUPON_OFF') return { template: own.grant.none };
  return null;
}

function refusedMerger(code: string, reason: unknown, field: string | undefined, { merge }: MembersWords) {
  const sentences: Record<string, string | undefined> = {
    same: merge.same,
    bothWeChat: merge.bothWeChat,
    noWeChat: merge.noWeChat,
    gone: merge.gone,
  };
  if (code === 'NOT_ALLOWED') return { other: sentences[String(reason)] ?? merge.wrong };
  return code === 'MEMBER_NOT_FOUND' || (code === 'INVALID_INPUT' && field === 'other') ? { other: merge.wrong } : null;
}

export interface MergeView {
  from: RowView;
  into: RowView;
  brings: string[];
}

export function mergeView(preview: MergePreview, setting: Setting): MergeView {
  const { words, own, points } = setting;
  const { merge } = own;
  const brings = [
    merge.points(words.figures.points(figure(preview.points), points.unit)),
    preview.growth === 0 ? '' : merge.growth(figure(preview.growth)),
    preview.coupons === 0 ? '' : merge.coupons(figure(preview.coupons)),
    preview.redemptions === 0 ? '' : merge.redemptions(figure(preview.redemptions)),
  ].filter(Boolean);
  return { from: rowView(preview.from, setting), into: rowView(preview.into, setting), brings };
}

export interface ApprovalCard {
  id: string;
  member: string;
  name: string;
  number: string;
  points: string;
  gain: boolean;
  reason: string;
  note: string;
  asked: string;
  /** What has become of it; '' while it waits. */
  state: string;
  warn: boolean;
  hint: string;
  agree: string;
  decline: string;
  spoken: string;
}

/** @param may whether the reader may decide anything at all */
export function approvalCard(one: ApprovalView, may: boolean, { today, points, words, own }: Setting): ApprovalCard {
  const { approvals } = own;
  const name = one.member.nickname ?? own.search.nobody;
  const amount = words.figures.points(signed(one.points), points.unit);
  const waiting = one.state === 'waiting';
  const refusals: Record<string, string | undefined> = approvals.refusal;
  return {
    id: one.id,
    member: one.member.id,
    name,
    number: inFours(one.member.number),
    points: amount,
    gain: one.points > 0,
    reason: one.reason,
    note: one.note ? approvals.note(one.note) : '',
    asked: approvals.asked(one.by, momentText(one.day, one.time, today, words)),
    state: waiting
      ? ''
      : one.decidedBy
        ? approvals.by(approvals.state[one.state], one.decidedBy)
        : approvals.state[one.state],
    warn: one.state === 'refused',
    hint:
      one.state === 'refused'
        ? (refusals[one.refusal ?? ''] ?? approvals.refusal.other)
        : waiting && one.own && !one.open
          ? approvals.own
          : '',
    agree: !one.open ? '' : one.state === 'refused' ? approvals.retry : approvals.agree,
    decline: waiting && may ? (one.own ? approvals.withdraw : approvals.decline) : '',
    spoken: [name, amount, one.reason].join(words.card.comma),
  };
}
