/** The till with a cashier in front of it: asks, rings up, prints. */
import { createInterface } from 'node:readline';
import type { Client } from './client';
import { Refused } from './client';
import { fenOf } from './money';
import { Drawer } from './offline';
import { eventText, memberText } from './receipt';
import { giveBack, lookUp, paidOf, refundOf, sell } from './sales';
import { memberOf } from './who';

const MENU = '1 收款  2 退款  3 查会员  0 结束';

/** Reads lines, so that it can be fed from a file as well. */
class Cashier {
  readonly #lines = createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]();

  async ask(question: string): Promise<string | null> {
    process.stdout.write(`${question}：`);
    const { value, done } = await this.#lines.next();
    if (!process.stdin.isTTY) process.stdout.write('\n');
    return done ? null : String(value).trim();
  }
}

/** @param offline collects the sales and sends them at the end */
export async function stand(till: Client, offline: boolean): Promise<void> {
  const cashier = new Cashier();
  const drawer = new Drawer();
  const tell = (text: string) => process.stdout.write(`${text}\n\n`);
  for (;;) {
    const choice = await cashier.ask(MENU);
    if (choice === null || choice === '0' || choice === '') break;
    try {
      if (choice === '1') await ringUp(till, cashier, tell, offline ? drawer : null);
      else if (choice === '2') await takeBack(till, cashier, tell, offline ? drawer : null);
      else if (choice === '3') await find(till, cashier, tell);
      else tell('请输入 1、2、3 或 0');
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      tell(refused.message);
    }
  }
  if (drawer.size > 0) await drawer.send(till, tell);
}

type Tell = (text: string) => void;

async function ringUp(till: Client, cashier: Cashier, tell: Tell, drawer: Drawer | null): Promise<void> {
  const member = memberOf((await cashier.ask('会员号、会员码、手机号或卡号')) ?? '');
  if (!member) return tell('没有认出这位会员');
  const fen = fenOf((await cashier.ask('实收金额（元）')) ?? '');
  if (fen === null) return tell('金额不对，例如 128 或 128.50');
  const input = paidOf({ member, fen }, till.now());
  if (drawer) {
    drawer.put({ type: 'paid', ...input });
    return tell(`已收下，离线 ${drawer.size} 笔  订单 ${input.orderId}`);
  }
  tell(eventText('已记账', await sell(till, input), till.now()));
}

async function takeBack(till: Client, cashier: Cashier, tell: Tell, drawer: Drawer | null): Promise<void> {
  const orderId = (await cashier.ask('订单号')) ?? '';
  if (orderId === '') return tell('请输入订单号');
  const fen = fenOf((await cashier.ask('退款金额（元）')) ?? '');
  if (fen === null) return tell('金额不对，例如 28 或 28.50');
  const input = refundOf(fen, undefined, till.now());
  if (drawer) {
    drawer.put({ type: 'refunded', orderId, ...input });
    return tell(`已收下，离线 ${drawer.size} 笔`);
  }
  tell(eventText('已退款', await giveBack(till, orderId, input), till.now()));
}

async function find(till: Client, cashier: Cashier, tell: Tell): Promise<void> {
  const member = memberOf((await cashier.ask('会员号、会员码、手机号或卡号')) ?? '');
  if (!member) return tell('没有认出这位会员');
  tell(memberText((await lookUp(till, member)).member));
}
