import type { CaseView } from '../../../typings/api/staff';
import type { CaseReasonArgs } from '../../../typings/codes';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { dayText } from '../../views/dates';
import { giftText } from '../../views/gift-text';
import type { PointsWords, Words } from '../../words/index';
import type { AdminWords } from '../words/zh-Hans';
import { type PersonView, personView, tailOf } from './person';

/** A reward that somebody has to decide, as a card. */
export interface CaseCard {
  key: string;
  person: PersonView;
  what: string;
  friend: string;
  gift: string;
  waiting: string;
  reasons: string[];
  /** Whom the buttons are about, for a reader's ears. */
  spoken: string;
}

export interface CaseSetting {
  now: EpochMs;
  today: DayKey;
  points: PointsWords;
  words: Words;
  own: AdminWords;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Both rewards of one friend can be cases. */
export function keyOf({ id, what }: Pick<CaseView, 'id' | 'what'>): string {
  return `${what}:${id}`;
}

export function caseCard(one: CaseView, setting: CaseSetting): CaseCard {
  const { now, today, points, words, own } = setting;
  const { cases } = own;
  const person = personView(one.inviter, points, words, own);
  const what = cases.what[one.what];
  const gift = giftText(one.gift, points, words);
  return {
    key: keyOf(one),
    person,
    what,
    friend: one.friend
      ? cases.friend(one.friend.nickname ?? own.found.nobody, dayText(one.friend.joinedOn, today, words))
      : '',
    gift: cases.gift(gift),
    waiting: waitingText(now - one.at, own),
    reasons: one.reasons.map((reason) => reasonText(reason, points, own)),
    spoken: [person.name, person.tail, what, gift].join(words.card.comma),
  };
}

/** What the confirmation says. */
export function decisionAsk(
  one: CaseView,
  pay: boolean,
  { points, words, own }: Pick<CaseSetting, 'points' | 'words' | 'own'>,
): { title: string; text: string; yes: string; kind: 'fill' | 'danger' } {
  const { cases } = own;
  const name = one.inviter.nickname ?? cases.someone(tailOf(one.inviter.number));
  const gift = giftText(one.gift, points, words);
  return pay
    ? { title: cases.payTitle(name, gift), text: cases.payText, yes: cases.payYes, kind: 'fill' }
    : { title: cases.refuseTitle(name), text: cases.refuseText(gift), yes: cases.refuseYes, kind: 'danger' };
}

function waitingText(ms: number, { cases }: AdminWords): string {
  if (ms >= DAY_MS) return cases.days(Math.floor(ms / DAY_MS));
  return ms >= HOUR_MS ? cases.hours(Math.floor(ms / HOUR_MS)) : cases.fresh;
}

type Sentences = {
  [Code in keyof CaseReasonArgs]: (
    args: Record<string, string | number>,
    points: PointsWords,
    own: AdminWords,
  ) => string;
};

const REASONS: Sentences = {
  sameAddress: ({ count }, _points, { cases }) => cases.reasons.sameAddress(Number(count)),
  speed: ({ count }, _points, { cases }) => cases.reasons.speed(Number(count)),
  chain: (_args, _points, { cases }) => cases.reasons.chain,
  knownCustomer: (_args, _points, { cases }) => cases.reasons.knownCustomer,
  risk: ({ rank }, _points, { cases }) => cases.reasons.risk(Number(rank)),
  riskUnknown: (_args, _points, { cases }) => cases.reasons.riskUnknown,
  budget: (_args, points, { cases }) => cases.reasons.budget(points.name),
};

/** A reason that is newer than this phone is said in general. */
function reasonText({ code, args }: CaseView['reasons'][number], points: PointsWords, own: AdminWords): string {
  const known: Partial<Record<string, Sentences[keyof Sentences]>> = REASONS;
  return known[code]?.(args, points, own) ?? own.cases.reasons.other;
}
