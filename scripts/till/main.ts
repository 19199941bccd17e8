/** `npm run till`: a small till on the command line, against the running local cloud. */
import { parseArgs } from 'node:util';
import type { MemberRef, QuoteInput } from '../../typings/api/partner';
import type { Fen, Points } from '../../typings/domain';
import { CloudNotRunning, LOCAL_URL } from '../cloud-store';
import { type Client, Refused } from './client';
import { stand } from './counter';
import { openTill } from './key';
import { fenOf } from './money';
import { couponDoneText, couponText, deductionText, quoteText } from './offer-text';
import { actOnCoupon, type CouponVerb, deduct, endDeduction, quote, showCoupon } from './offers';
import { eventText, memberText, orderText } from './receipt';
import { complete, giveBack, lookUp, newMember, newOrderId, paidOf, refundOf, sell, showOrder } from './sales';
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
  npm run till -- quote --member 会员 --amount 128.00 [--coupon 券码] [--points 300]   试算
  npm run till -- coupon 券码 [--amount 128.00]        看券
  npm run till -- coupon use 券码 --order 订单 --amount 128.00    用券；reserve 留住，release 放开，undo 撤销
  npm run till -- points --member 会员码 --points 300 --amount 128.00   留住积分
  npm run till -- points capture 抵扣号                抵扣；release 和 return 退回

  会员：会员号（12 位）、会员码（18 位）、手机号，其他当作卡号
  --open      收款后还要发货，先不算完成
  --order     收款时自己定订单号        --refund  退款时自己定退款号
  --store     门店编号                  --url     本机云的地址，默认 ${LOCAL_URL}
`;

class UsageError extends Error {}

/** Verbs that are followed by words, and how many at most. */
const WORDS: { [verb: string]: number | undefined } = { coupon: 2, points: 2 };

type Values = ReturnType<typeof readCommand>['values'];
type Verb = (till: Client, values: Values, words: readonly string[]) => Promise<string>;

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
  quote: async (till, values) => quoteText(await quote(till, quoteIn(values)), till.now()),
  coupon,
  points,
};

const COUPON_TITLES: Record<CouponVerb, string> = {
  reserve: '已留住',
  use: '已用券',
  release: '已放开',
  undo: '已撤销',
};

async function coupon(till: Client, values: Values, [first = '', second]: readonly string[]): Promise<string> {
  const fen = values.amount === undefined ? undefined : fenIn(values);
  if (second === undefined) return couponText(await showCoupon(till, digitsOf(first), fen));
  if (!Object.hasOwn(COUPON_TITLES, first)) throw new UsageError(`券没有 ${first} 这个用法`);
  const verb = first as CouponVerb;
  if (fen === undefined && (verb === 'use' || verb === 'reserve')) fenIn(values);
  const act = {
    code: digitsOf(second),
    orderId: orderIn(values),
    fen: verb === 'use' || verb === 'reserve' ? fen : undefined,
  };
  return couponDoneText(COUPON_TITLES[verb], await actOnCoupon(till, verb, act));
}

async function points(till: Client, values: Values, [first, second]: readonly string[]): Promise<string> {
  if (first === undefined) {
    const input = {
      deductionId: newOrderId(till.now()),
      member: whoIn(values),
      points: pointsIn(values),
      channel: 'till' as const,
    };
    return deductionText(await deduct(till, { ...input, amountFen: fenIn(values) as Fen }));
  }
  if (first !== 'capture' && first !== 'release' && first !== 'return')
    throw new UsageError(`积分没有 ${first} 这个用法`);
  if (second === undefined) throw new UsageError('请写抵扣号');
  return deductionText(await endDeduction(till, second, first));
}

function quoteIn(values: Values): QuoteInput {
  const { coupon: codes, points: asked, order: orderId } = values;
  return {
    member: whoIn(values),
    amountFen: fenIn(values) as Fen,
    channel: 'till',
    ...(codes === undefined ? {} : { coupons: codes.map(digitsOf) }),
    ...(asked === undefined ? {} : { points: pointsIn(values) }),
    ...(orderId === undefined ? {} : { orderId }),
  };
}

function pointsIn({ points: text = '' }: Values): Points {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('--points 请写积分，例如 300');
  return Number(text) as Points;
}

/** As it is shown in fours, or scanned. */
function digitsOf(text: string): string {
  return text.replace(/[\s-]/g, '');
}

async function main(): Promise<void> {
  const { verb, words, values } = readCommand(process.argv.slice(2));
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const act = verb === undefined ? undefined : verbs[verb];
  if (verb !== undefined && !act) throw new UsageError(`没有 ${verb} 这个用法`);
  const till = await openTill(values.url ?? LOCAL_URL);
  if (act) process.stdout.write(`${await act(till, values, words)}\n`);
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
