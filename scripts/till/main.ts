/** `npm run till`: a small till on the command line, against the running local cloud. */
import { parseArgs } from 'node:util';
import type { MemberRef } from '../../typings/api/partner';
import { CloudNotRunning, LOCAL_URL } from '../cloud-store';
import { type Client, Refused } from './client';
import { stand } from './counter';
import { openTill } from './key';
import { fenOf } from './money';
import { eventText, memberText, orderText } from './receipt';
import { complete, giveBack, lookUp, newMember, paidOf, refundOf, sell, showOrder } from './sales';
import { memberOf } from './who';

const USAGE = `用法：
  npm run till                                         站在收银台前，一步一步来
  npm run till -- --offline                            先收下，结束时一起送
  npm run till -- sale --member 会员 --amount 128.00   收款
  npm run till -- refund --order 订单 --amount 28.00   退款
  npm run till -- completed --order 订单               订单完成
  npm run till -- order --order 订单                   看订单
  npm run till -- member --member 会员                 看会员
  npm run till -- new --member 手机号或卡号            建会员

  会员：会员号（12 位）、会员码（18 位）、手机号，其他当作卡号
  --open      收款后还要发货，先不算完成
  --order     收款时自己定订单号        --refund  退款时自己定退款号
  --store     门店编号                  --url     本机云的地址，默认 ${LOCAL_URL}
`;

class UsageError extends Error {}

type Values = ReturnType<typeof readCommand>['values'];
type Verb = (till: Client, values: Values) => Promise<string>;

const verbs: Record<string, Verb> = {
  sale: async (till, values) => {
    const { order: orderId, store: storeId, open } = values;
    const input = paidOf({ member: whoIn(values), fen: fenIn(values), orderId, storeId, open }, till.now());
    return eventText('已记账', await sell(till, input), till.now());
  },
  refund: async (till, values) => {
    const input = refundOf(fenIn(values), values.refund, till.now());
    return eventText('已退款', await giveBack(till, orderIn(values), input), till.now());
  },
  completed: async (till, values) => eventText('已完成', await complete(till, orderIn(values)), till.now()),
  order: async (till, values) => orderText(await showOrder(till, orderIn(values))),
  member: async (till, values) => memberText((await lookUp(till, whoIn(values))).member),
  new: async (till, values) => {
    const { created, member } = await newMember(till, identityIn(values));
    return `${created ? '已建会员' : '已经是会员'}\n${memberText(member)}`;
  },
};

async function main(): Promise<void> {
  const { verb, values } = readCommand(process.argv.slice(2));
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const act = verb === undefined ? undefined : verbs[verb];
  if (verb !== undefined && !act) throw new UsageError(`没有 ${verb} 这个用法`);
  const till = await openTill(values.url ?? LOCAL_URL);
  if (act) process.stdout.write(`${await act(till, values)}\n`);
  else await stand(till, values.offline ?? false);
}

function readCommand(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    member: text,
    amount: text,
    order: text,
    refund: text,
    store: text,
    url: text,
    open: flag,
    offline: flag,
    help: flag,
  } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    const [verb, more] = positionals;
    if (more !== undefined) throw new Error(`多了 ${more}`);
    return { verb, values };
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

function whoIn({ member }: Values): MemberRef {
  const ref = memberOf(member ?? '');
  if (!ref) throw new UsageError('--member 请写会员号、会员码、手机号或卡号');
  return ref;
}

function identityIn(values: Values): { phone: string } | { card: string } {
  const ref = whoIn(values);
  if ('phone' in ref || 'card' in ref) return ref;
  throw new UsageError('--member 请写手机号或卡号');
}

function fenIn({ amount }: Values): number {
  const fen = fenOf(amount ?? '');
  if (fen === null) throw new UsageError('--amount 请写金额，例如 128 或 128.50');
  return fen;
}

function orderIn({ order }: Values): string {
  if (order === undefined || order === '') throw new UsageError('--order 请写订单号');
  return order;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const told = error instanceof Error ? error.message : String(error);
    process.stderr.write(error instanceof UsageError ? `${told}\n\n${USAGE}` : `${told}\n`);
    process.exit(
      error instanceof UsageError ? 2 : error instanceof CloudNotRunning ? 3 : error instanceof Refused ? 4 : 1,
    );
  },
);
