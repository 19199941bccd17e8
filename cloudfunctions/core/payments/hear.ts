/** WeChat says that money has come. Said by a signed call-back or by the answer to a question, never by the phone. */
import type { PaymentState } from '../../../typings/api/mall';
import type { Fen } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { merchantOf, type Paid } from '../../platform/pay';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Command, execute, printOf } from '../account';
import { memberOrigin, stampOf } from '../membership';
import { noticeBirth } from '../messaging';
import type { Settings } from '../settings';
import { endPayment, ownerOf } from './end';
import { lateKey, type Payment, refOfTrade } from './payment';
import { refundBirth } from './refund';

/**
 * Ends as 'captured', or as 'late' when everything has gone back before: then the money follows. What is not the amount
 * that was asked for buys nothing and goes back too. Refuses with PAYMENT_NOT_FOUND what belongs to another trade or
 * merchant, and with BUSY. The same news may come any number of times.
 */
export async function hearPaid(
  env: Environment,
  settings: Settings,
  payment: Payment,
  paid: Paid,
): Promise<Result<PaymentState>> {
  if (paid.trade !== payment._id || paid.mchId !== merchantOf(payment.account)) {
    env.alarm(`trade ${payment._id}: what was paid belongs to another trade or merchant`);
    return refuse('PAYMENT_NOT_FOUND');
  }
  const right = paid.amountFen === payment.amountFen;
  if (!right) env.alarm(`trade ${payment._id}: ${paid.amountFen} fen were paid instead of ${payment.amountFen}`);
  const ended = await endPayment(env, settings, payment, right ? 'captured' : 'released', paid.transactionId);
  if (!ended.ok) return ended;
  if (ended.data.end === 'captured') return accept('captured');
  return goesBack(env, settings, payment, paid);
}

async function goesBack(
  env: Environment,
  settings: Settings,
  payment: Payment,
  paid: Paid,
): Promise<Result<PaymentState>> {
  const owner = await ownerOf(env, settings, payment.memberId);
  if (!owner.ok) return owner;
  const booked = await execute(env, owner.data, late(env, payment, paid), stampOf(env, settings, memberOrigin));
  if (!booked.ok) return booked;
  const set = { state: 'late', transactionId: paid.transactionId, look: null };
  await env.store.update('payments', payment._id, { state: { in: ['open', 'released'] } }, { set });
  return accept('late');
}

function late({ now }: Environment, { _id, name }: Payment, paid: Paid): Command {
  const key = lateKey(_id);
  const print = printOf('pay.late', _id);
  const fen = paid.amountFen as Fen;
  return {
    key,
    print,
    known: () => 'ask',
    inAnyState: true,
    rule: (member) => {
      const births = [
        refundBirth(_id, member._id, fen, now),
        noticeBirth(member._id, `payment:${_id}:back`, 'moneyBack', { name, fen }, now),
      ];
      const because = [{ code: 'pay.late', args: { fen }, result: 0 }];
      const draft = { key, kind: 'late' as const, ref: refOfTrade(_id), moves: [], because, print, result: {}, births };
      return accept({ change: {}, drafts: [draft] });
    },
  };
}
