import type { PaymentPage } from '../../../typings/api/mall';
import { figure, money } from '../../views/figures';
import { tintOf } from '../../views/reward';
import type { Said } from './reward';

/** The payment page, ready to draw. */
export interface PaymentFace {
  /** pay: to be made · wait: made, not yet heard of · late: not heard of for long · done · released · refunded: it came too late */
  stage: 'pay' | 'wait' | 'late' | 'done' | 'released' | 'refunded';
  title: string;
  hint: string;
  name: string;
  picture: string;
  initial: string;
  tint: number;
  rows: { label: string; value: string }[];
  leftLabel: string;
  /** The server's instant at which everything goes back; 0 when no clock runs. */
  until: number;
  pay: string;
  cancel: string;
  again: string;
  toList: string;
}

export interface Watched {
  waiting: boolean;
  noticeIsLate: boolean;
}

function stageOf({ payment }: PaymentPage, { waiting, noticeIsLate }: Watched): PaymentFace['stage'] {
  const ended = { captured: 'done', released: 'released', late: 'refunded' } as const;
  if (payment.state !== 'open') return ended[payment.state];
  if (noticeIsLate) return 'late';
  return waiting ? 'wait' : 'pay';
}

export function paymentView(page: PaymentPage, watched: Watched, { points, words, own }: Said): PaymentFace {
  const { payment } = page;
  const { payment: say } = own;
  const stage = stageOf(page, watched);
  const set = payment.points > 0 ? words.figures.points(figure(payment.points), points.unit) : '';
  const titles: Record<PaymentFace['stage'], [string, string]> = {
    pay: [say.wanted, set ? say.back(set) : say.backPlain],
    wait: [say.confirming, say.confirmingHint],
    late: [say.late, say.lateHint],
    done: [say.captured, ''],
    released: [say.released, set ? say.releasedHint(set) : say.releasedPlain],
    refunded: [say.lateMoney, say.lateMoneyHint(money(payment.cashFen))],
  };
  const [title, hint] = titles[stage];
  const over = stage === 'released' || stage === 'refunded';
  return {
    stage,
    title,
    hint,
    name: own.exchange.times(payment.name, payment.quantity),
    picture: payment.picture ?? '',
    initial: [...payment.name][0] ?? '',
    tint: tintOf(payment.trade),
    rows: over
      ? []
      : [
          ...(set ? [{ label: say.points(points.name), value: set }] : []),
          { label: say.money, value: money(payment.cashFen) },
        ],
    leftLabel: say.left,
    until: stage === 'pay' ? payment.until : 0,
    pay: say.go,
    cancel: say.cancel,
    again: say.again,
    toList: say.toList,
  };
}

/** The question before it is given up. */
export function cancelQuestion({ payment }: PaymentPage, { points, words, own }: Said) {
  const { cancelTitle, cancelText, cancelTextPlain, cancelYes, cancelNo } = own.payment;
  const set = words.figures.points(figure(payment.points), points.unit);
  return {
    title: cancelTitle,
    text: payment.points > 0 ? cancelText(set) : cancelTextPlain,
    yes: cancelYes,
    no: cancelNo,
  };
}
