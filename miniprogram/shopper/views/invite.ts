import type { FriendView, InviteView, StageView } from '../../../typings/api/friends';
import type { DayKey } from '../../../typings/domain';
import { dayText } from '../../views/dates';
import { figure, money } from '../../views/figures';
import { giftText } from '../../views/gift-text';
import type { RuleView } from '../../views/guide';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import { guideView } from './rules';
import { snug } from './snug';

export interface Setting {
  today: DayKey;
  points: PointsWords;
  words: PageWords;
}

export interface InviteFace {
  /** What both get. */
  both: { who: string; gift: string }[];
  steps: { index: number; title: string; lines: string[] }[];
  code: string;
  counts: { code: string; figure: string; word: string }[];
  rules: RuleView[];
}

export interface FriendRow {
  id: string;
  avatar: string;
  name: string;
  joined: string;
  stages: { text: string; tone: 'paid' | 'waiting' | 'none' }[];
  spoken: string;
}

function stepsOf({ terms }: InviteView, { points, words }: Setting): InviteFace['steps'] {
  const { invitePage: own } = words;
  const [registered, firstOrder, friend] = [terms.registered, terms.firstOrder, terms.friend].map((gift) =>
    giftText(gift, points, words),
  );
  const steps = [
    { title: own.send, lines: [own.sendHint] },
    {
      title: own.joins,
      lines: [
        ...(registered ? [own.joinsGift(registered)] : []),
        ...(friend ? [own.joinsFriend(friend)] : []),
        own.joinsPlain,
      ],
    },
    ...(terms.firstOrder && firstOrder
      ? [
          {
            title: own.orders,
            lines: [
              own.ordersGift(firstOrder),
              terms.firstOrder.minimumFen > 0 ? own.ordersFrom(money(terms.firstOrder.minimumFen)) : own.ordersAny,
            ],
          },
        ]
      : []),
  ];
  return steps.map((step, index) => ({ index: index + 1, ...step }));
}

/** ABCD 2345: read aloud in two breaths. */
function inTwo(code: string): string {
  return code.length === 8 ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}

/** What the inviter gets of both stages together. */
function ownGift({ terms }: InviteView, { points, words }: Setting): string {
  const parts = [terms.registered, terms.firstOrder].map((gift) => giftText(gift, points, words));
  return parts.filter((part) => part !== '').join(words.invitePage.plus);
}

export function inviteFace(view: InviteView, setting: Setting): InviteFace {
  const { points, words } = setting;
  const { invitePage: own } = words;
  const { friends, earned, waiting } = view.counts;
  const friend = giftText(view.terms.friend, points, words);
  const you = ownGift(view, setting);
  return snug({
    both: [...(you ? [{ who: own.you, gift: you }] : []), { who: own.friend, gift: friend || own.nothing }],
    steps: stepsOf(view, setting),
    code: inTwo(view.code),
    counts: [
      { code: 'friends', figure: figure(friends), word: own.counts.friends },
      { code: 'earned', figure: figure(earned), word: own.counts.earned(points.name) },
      { code: 'waiting', figure: figure(waiting), word: own.counts.waiting },
    ],
    rules: guideView(view.terms.rows, points, words),
  });
}

function waitingText(stage: StageView, gift: string, day: string, words: PageWords): string {
  const { reasons, due } = words.invitePage;
  if (stage.reason === null) return day ? due(gift, day) : reasons.other(gift);
  const all: { [reason: string]: string | ((gift: string, day: string) => string) | undefined } = reasons;
  const sentence = all[stage.reason] ?? reasons.other;
  return typeof sentence === 'function' ? sentence(gift, day) : sentence;
}

function stageRow(stage: StageView, { today, points, words }: Setting): FriendRow['stages'][number] {
  const { invitePage: own } = words;
  const gift = giftText(stage.gift, points, words);
  const day = stage.day ? dayText(stage.day, today, words) : '';
  const text = stage.state === 'paid' ? own.paid(gift, day) : waitingText(stage, gift, day, words);
  return { text: snug(own.stage(own.stages[stage.stage], text)), tone: stage.state };
}

export function friendRow(friend: FriendView, setting: Setting): FriendRow {
  const { words, today } = setting;
  const name = friend.nickname ?? words.invitePage.noName;
  const joined = words.invitePage.joinedOn(dayText(friend.joinedOn, today, words));
  const stages = friend.stages.map((stage) => stageRow(stage, setting));
  const spoken = [name, joined, ...stages.map(({ text }) => text)].join(words.card.comma);
  return { id: friend.id, avatar: friend.avatar ?? '', name, joined, stages, spoken };
}
