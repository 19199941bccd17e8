/** What happens to payments, in every order and with every accident. */
import { tradeOf } from '../../../cloudfunctions/core/payments';
import { type Store, StoreError } from '../../../cloudfunctions/platform/store';
import type { EpochMs } from '../../../typings/domain';
import { Random } from '../../laws/random';
import type { Memory, Request } from './memory-store';
import { callBack, giveUp, look, MINUTE, payingWorld, reserve, WITHIN, wrongAfter } from './paying';
import { type Deviation, type Ending, play } from './schedule';
import { WeChatPay } from './wechat-pay';
import { NOON, tick } from './world';

const after = (minutes: number) => (NOON + minutes * MINUTE) as EpochMs;
const TRADE = tradeOf('m', 'tap');

type Act = (store: Store, pay: WeChatPay) => Promise<unknown>;

/** WeChat is no part of the schedule: an act there takes its turn with a question to the database. */
const comesToIt = (store: Store) => store.find('payments', { where: { _id: TRADE }, limit: 1 });

const acts = {
  checkout: (store, pay) => reserve(store, pay, 'tap'),
  'checkout and pay': async (store, pay) => {
    await reserve(store, pay, 'tap');
    pay.pay(TRADE, after(1));
  },
  'pay too little': async (store, pay) => {
    await comesToIt(store);
    pay.pay(TRADE, after(1), 1);
  },
  pay: async (store, pay) => {
    await comesToIt(store);
    pay.pay(TRADE, after(1));
  },
  'call-back': (store, pay) => callBack(store, pay, TRADE, after(1)),
  'give up': (store, pay) => giveUp(store, pay, TRADE, after(2)),
  'time-out': async (store, pay) => {
    await tick(store, WITHIN + 10);
    await look(store, pay, after(WITHIN + 10));
  },
} satisfies Record<string, Act>;

export type ActName = keyof typeof acts;

/**
 * Every one of these acts in turn and mixed, each of its requests cut off, unanswered, refused or late.
 * @param ends counts how the runs end
 */
export function law(names: ActName[], ends = new Map<unknown, number>()) {
  return async (deviations: Deviation[]): Promise<Ending> => {
    const [memory, pay] = [await payingWorld(), new WeChatPay()];
    const processes = names.map((name) => ({ name, run: (store: Store) => acts[name](store, pay) }));
    const ending = await play(memory, processes, deviations);
    const wrong = await wrongAfter(memory, pay);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    count(ends, memory);
    return ending;
  };
}

function count(ends: Map<unknown, number>, memory: Memory): void {
  for (const { state } of memory.all('payments')) ends.set(state, (ends.get(state) ?? 0) + 1);
}

/** Four trades of one member at once, on a database and a WeChat that fail one time in ten. */
export async function chaos(seed: number, ends: Map<unknown, number>): Promise<string[]> {
  const [memory, pay, random] = [await payingWorld(), new WeChatPay(), new Random(seed)];
  const unsure = memory.store(async (request: Request) => {
    const fate = random.next();
    if (fate < 0.05) throw new StoreError(request.name, 'refused');
    const answer = request.apply();
    if (fate < 0.1) throw new StoreError(request.name, 'timed out');
    return answer;
  });
  pay.fate = () => (random.next() < 0.9 ? 'answered' : random.next() < 0.5 ? 'unheard' : 'unanswered');
  const keys = ['a', 'b', 'c', 'd'];
  const trades = keys.map((key) => tradeOf('m', key));
  const one = async (index: number): Promise<void> => {
    const [key, trade] = [keys[index] as string, trades[index] as string];
    const steps: (() => Promise<unknown>)[] = [
      () => reserve(unsure, pay, key),
      async () => pay.pay(trade, after(1), random.next() < 0.3 ? 1 : undefined),
      () => callBack(unsure, pay, trade, after(1)),
      () => callBack(unsure, pay, trade, after(2)),
      () => giveUp(unsure, pay, trade, after(2)),
      () => look(unsure, pay, after(WITHIN + 10)),
    ];
    await Promise.allSettled([reserve(unsure, pay, key)]);
    for (let turn = 0; turn < 6; turn += 1) {
      const step = steps[Math.floor(random.next() * steps.length)];
      await step?.().catch(() => 'failed');
    }
  };
  await Promise.all(keys.map((_, index) => one(index)));
  const wrong = await wrongAfter(memory, pay);
  count(ends, memory);
  return wrong;
}
