/** The timer's part: payments whose time is over, money on its way back, and what WeChat is to be told. */
import type { Environment } from '../../platform/environment';
import { type OpenPay, openPay, type PayAccount, type PayPort } from '../../platform/pay';
import { type TellShipping, tellShipping } from '../../platform/shipping';
import type { Settings } from '../settings';
import { closePayment } from './ask';
import { endPayment } from './end';
import type { Payment } from './payment';
import { type Looked, workOff } from './queue';
import { sweepRefunds } from './refunds';
import { sweepShipments } from './shipments';

export interface PaymentsSwept {
  payments: number;
  refunds: number;
  shipments: number;
}

/** The way to WeChat Pay of an account, opened once for a sweep. */
export type Ports = (account: PayAccount) => Promise<PayPort | null>;

/**
 * About two days of looks to which WeChat gave no clear answer. Then the points go back all the same: should money have
 * come, or still come, it follows them.
 */
const TRIES = 12;

export async function sweepPayments(
  env: Environment,
  settings: Settings,
  stopAt: number,
  open: OpenPay = openPay,
  tell: TellShipping = tellShipping,
): Promise<PaymentsSwept> {
  const ports = once(env, open);
  const payments = await workOff<Payment>(env, 'payments', stopAt, (payment) => lookAt(env, settings, ports, payment));
  const refunds = await sweepRefunds(env, ports, stopAt);
  const shipments = await sweepShipments(env, tell, stopAt);
  return { payments, refunds, shipments };
}

async function lookAt(env: Environment, settings: Settings, ports: Ports, payment: Payment): Promise<Looked> {
  const port = await ports(payment.account);
  const asked = port && (await closePayment(env, settings, payment, port));
  if (asked?.ok) {
    await rest(env, payment);
    return 'done';
  }
  if (payment.tries < TRIES) return 'later';
  env.alarm(`trade ${payment._id}: WeChat does not say what has become of it`);
  const ended = await endPayment(env, settings, payment, 'released');
  if (!ended.ok) return 'later';
  await rest(env, payment);
  return 'done';
}

/** What was released before has now been asked about once more: nothing can come any more. */
async function rest(env: Environment, { _id, state, look }: Payment): Promise<void> {
  if (state === 'open') return;
  await env.store.update('payments', _id, { look }, { set: { look: null } });
}

function once(env: Environment, open: OpenPay): Ports {
  const opened = new Map<string, Promise<PayPort | null>>();
  return (account) => {
    const name = JSON.stringify(account);
    const known = opened.get(name) ?? open(account);
    if (!opened.has(name)) {
      opened.set(name, known);
      known.then(
        (port) => {
          if (!port) env.alarm('the keys of the merchant are missing, or belong to another one');
        },
        () => undefined,
      );
    }
    return known;
  };
}
