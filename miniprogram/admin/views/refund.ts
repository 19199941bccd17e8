import type { ActionView } from '../../../typings/api/staff';
import type { Fen } from '../../../typings/domain';
import { money } from '../../views/figures';
import type { PointsWords } from '../../words/index';
import type { AdminWords } from '../words/zh-Hans';
import { whoText } from './acts';
import { fenOf, keyedOf } from './amount';

/** Yuan as they were typed in a field, in whole fen; null for what is no amount. */
export function typedFen(text: string): Fen | null {
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,6}(\.\d{0,2})?$/.test(plain) ? fenOf(plain) : null;
}

/** The sheet that asks how much goes back. */
export interface RefundView {
  title: string;
  who: string;
  most: string;
  all: string;
  error: string;
  /** In fen; 0 while there is nothing that could go back. */
  fen: Fen;
  /** What the confirmation says once the amount was looked at. */
  text: string;
  yes: string;
}

export function refundView(action: ActionView, text: string, points: PointsWords, own: AdminWords): RefundView {
  const { recent } = own;
  const fen = typedFen(text) ?? (0 as Fen);
  const tooMuch = fen > action.refundableFen;
  return {
    title: recent.refundTitle,
    who: recent.refundWho(whoText(action, own)),
    most: recent.refundMost(money(action.refundableFen)),
    all: keyedOf(action.refundableFen),
    error: tooMuch ? recent.refundTooMuch(money(action.refundableFen)) : '',
    fen: tooMuch ? (0 as Fen) : fen,
    text: recent.refundText(points.name),
    yes: recent.refundYes(money(fen)),
  };
}
