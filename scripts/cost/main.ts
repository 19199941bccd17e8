/** `npm run cost`: what a shop of so many members costs a month, from what was measured. */
import { parseArgs } from 'node:util';
import { UsageError } from '../place';
import { habits } from './habits';
import { MEASURED } from './measured';
import { actsOf, monthOf, perMonth } from './month';
import { PRICES } from './prices';

const USAGE = `用法：
  npm run cost                            估算 1,000 位和 100,000 位会员每月的费用
  npm run cost -- --members 人数          估算这么多会员的费用

  --calls    每位会员每月的调用次数，默认用实测的
`;

const MEMBERS_MAX = 100_000_000;
const grouped = (n: number) => Math.round(n).toLocaleString('en-US');

function main(): void {
  const { help, members, calls } = readOptions(process.argv.slice(2));
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const measured = perMonth(MEASURED.occasions, habits());
  const each = calls === undefined ? measured : numberOf('--calls', calls);
  const shops = members === undefined ? [1_000, 100_000] : [numberOf('--members', members)];
  process.stdout.write(
    `每位当月来过的会员 ${each.toFixed(0)} 次调用；定时任务空转一次 ${MEASURED.idleTick} 次，有新账时 ${MEASURED.busyTick} 次\n`,
  );
  for (const shop of shops) process.stdout.write(linesOf(shop, each));
  process.stdout.write(`
次数是云函数调用加数据库请求，按演示店铺最后一个月的习惯实测：npm run bench -- calls
套餐：${PRICES.plan.name}，含 ${grouped(PRICES.plan.calls)} 次，套餐本身的月费以控制台为准；${PRICES.plan.source}（${PRICES.plan.seen}）
资源包：${PRICES.packs.source}（${PRICES.packs.seen}），一个月有效
价格和计数方式上线前请再核对。
`);
}

function linesOf(members: number, each: number): string {
  const month = monthOf(members, each, MEASURED, actsOf(habits()));
  const packs = Object.entries(month.packs).flatMap(([size, n]) =>
    n > 0 ? [`${grouped(Number(size))} 次 × ${n}`] : [],
  );
  return `
${grouped(members)} 位会员：
  会员 ${grouped(month.memberCalls)} 次，定时任务 ${grouped(month.timerCalls)} 次，合计每月 ${grouped(month.calls)} 次
  超出套餐 ${grouped(month.beyond)} 次：${packs.length === 0 ? '不用加购资源包' : `加购 ${packs.join('，')}，共 ¥${grouped(month.yuan)}`}
`;
}

function numberOf(name: string, text: string): number {
  const n = Number(text);
  if (!(n > 0 && n <= MEMBERS_MAX)) throw new UsageError(`${name} 要写一个正数`);
  return n;
}

function readOptions(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { members: text, calls: text, help: { type: 'boolean', default: false } } as const;
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
