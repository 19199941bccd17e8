/** `npm run till`: a small till on the command line, against the running local cloud. */
import { CloudNotRunning, LOCAL_URL } from '../cloud-store';
import { type Client, Refused } from './client';
import { stand } from './counter';
import { openTill } from './key';
import { quoteText } from './offer-text';
import { coupon, points, quoteIn } from './offer-verbs';
import { quote } from './offers';
import { fenIn, identityIn, orderIn, readCommand, UsageError, type Values, whoIn } from './options';
import { eventText, memberText, orderText } from './receipt';
import { complete, giveBack, lookUp, newMember, paidOf, refundOf, sell, showOrder } from './sales';

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
