import type { ActionView } from '../../../typings/api/staff';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { momentText } from '../../views/dates';
import { figure, money, signed } from '../../views/figures';
import type { PointsWords, Words } from '../../words/index';
import type { AdminWords } from '../words/zh-Hans';

const MINUTE_MS = 60_000;

/** One act at the counter as a row. */
export interface ActRow {
  id: string;
  icon: string;
  what: string;
  who: string;
  when: string;
  /** '¥128', right end; '' when no money was paid. */
  amount: string;
  points: string;
  undone: boolean;
  undoneText: string;
  /** Minutes in which it can still be undone; '' when it cannot. */
  undo: string;
  undoHint: string;
  /** '退款' while something of a sale may still be refunded. */
  refund: string;
  spoken: string;
}

export interface ActSetting {
  today: DayKey;
  now: EpochMs;
  points: PointsWords;
  words: Words;
  own: AdminWords;
}

const ICONS: Record<ActionView['kind'], string> = {
  coupon: 'ticket',
  redemption: 'bag',
  sale: 'receipt',
  refund: 'undo',
  member: 'me',
};

/** Whole minutes, at least one while there is any time; 0 when it is over. */
export function minutesLeft(until: EpochMs | null, now: EpochMs): number {
  return until === null || until <= now ? 0 : Math.ceil((until - now) / MINUTE_MS);
}

export function whatText(action: ActionView, own: AdminWords): string {
  const kind = own.recent.kinds[action.kind];
  return action.name ? `${kind} ${action.name}` : kind;
}

export function whoText({ member }: ActionView, own: AdminWords): string {
  return own.recent.who(member.nickname ?? '', member.number.slice(-4));
}

export function actRow(action: ActionView, { today, now, points, words, own }: ActSetting): ActRow {
  const what = whatText(action, own);
  const who = whoText(action, own);
  const at = momentText(action.day, action.time, today, words);
  const when = own.recent.at(at, action.store ? own.found.by(action.by, action.store) : action.by);
  const minutes = action.undone ? 0 : minutesLeft(action.undoUntil, now);
  return {
    id: action.id,
    icon: ICONS[action.kind],
    what,
    who,
    when,
    amount: action.fen === 0 ? '' : money(action.kind === 'refund' ? -action.fen : action.fen),
    points: action.points === 0 ? '' : words.figures.points(signed(action.points), points.unit),
    undone: action.undone,
    undoneText: action.undone ? own.recent.undone : '',
    undo: minutes > 0 ? own.undo.label : '',
    undoHint: minutes > 0 ? own.undo.left(figure(minutes)) : '',
    refund: !action.undone && action.refundableFen > 0 ? own.recent.refund : '',
    spoken: own.recent.spoken(what, who, at),
  };
}

/** What the confirmation says before something is undone. */
export function undoAsk(action: ActionView, points: PointsWords, own: AdminWords): { title: string; text: string } {
  const { undo } = own;
  const text = action.kind === 'sale' ? undo.sale(points.name) : undo[action.kind];
  return { title: undo.title(whatText(action, own)), text };
}
