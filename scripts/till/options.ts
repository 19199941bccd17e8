/** What was typed after `npm run till --`. */
import { parseArgs } from 'node:util';
import type { MemberRef } from '../../typings/api/partner';
import type { Fen, Points } from '../../typings/domain';
import { fenOf } from './money';
import { memberOf } from './who';

export class UsageError extends Error {}

/** Verbs that are followed by words, and how many at most. */
const WORDS: { [verb: string]: number | undefined } = { coupon: 2, points: 2 };

export type Values = ReturnType<typeof readCommand>['values'];
export function readCommand(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    member: text,
    amount: text,
    order: text,
    refund: text,
    store: text,
    url: text,
    coupon: { type: 'string', multiple: true },
    points: text,
    open: flag,
    offline: flag,
    help: flag,
  } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    const [verb, ...words] = positionals;
    const more = words[WORDS[verb ?? ''] ?? 0];
    if (more !== undefined) throw new Error(`多了 ${more}`);
    return { verb, words, values };
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

export function whoIn({ member }: Values): MemberRef {
  const ref = memberOf(member ?? '');
  if (!ref) throw new UsageError('--member 请写会员号、会员码、手机号或卡号');
  return ref;
}

export function identityIn(values: Values): { phone: string } | { card: string } {
  const ref = whoIn(values);
  if ('phone' in ref || 'card' in ref) return ref;
  throw new UsageError('--member 请写手机号或卡号');
}

export function fenIn({ amount }: Values): Fen {
  const fen = fenOf(amount ?? '');
  if (fen === null) throw new UsageError('--amount 请写金额，例如 128 或 128.50');
  return fen as Fen;
}

export function orderIn({ order }: Values): string {
  if (order === undefined || order === '') throw new UsageError('--order 请写订单号');
  return order;
}

export function pointsIn({ points: text = '' }: Values): Points {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('--points 请写积分，例如 300');
  return Number(text) as Points;
}

/** As it is shown in fours, or scanned. */
export function digitsOf(text: string): string {
  return text.replace(/[\s-]/g, '');
}
