/** `npm run books`: proves every member's books and those of stock, coupons and friends' rewards, in the local cloud or in a real environment, and exports the chain. */
import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { FriendBooks, StockBooks } from '../../cloudfunctions/core/account';
import type { Reader } from '../../cloudfunctions/platform/store';
import { StoreError } from '../../cloudfunctions/platform/store';
import { LOCAL_URL, type Place, placeOf, UsageError } from '../place';
import { allBooks, allStocks, checkCoupons } from './check';
import { openDatabase } from './database';
import { promisesOf } from './friends';
import { FIRST, lastLine, linesOf, verify } from './lines';
import { drawProgress, endProgress } from './progress';

const USAGE = `用法：
  npm run books                          核对本机云里每一位会员的账，还有库存、券，以及邀请和助力的奖励
  npm run books -- --env 环境编号        核对云开发环境；密钥写在 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY（环境变量或 .env.deploy）
  npm run books -- --export 文件         同时把账目逐行导出（只有账目和校验值，没有个人信息）
  npm run books -- --verify 文件         只核对导出的文件，不连接任何环境

  --url      本机云的地址，默认 ${LOCAL_URL}

账目全对，退出码 0；有不对的，1；用法不对，2；连不上，3。
`;

interface Checked {
  members: number;
  entries: number;
  stocks: number;
  coupons: number;
  /** Rewards paid for what friends have done. */
  rewards: number;
  mismatches: number;
}

async function main(): Promise<number> {
  const { help, env, url, export: exported, verify: file } = readOptions(process.argv.slice(2));
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (file !== undefined) {
    if (env !== undefined || url !== undefined || exported !== undefined) throw new UsageError('--verify 只能单独使用');
    return verifyFile(file);
  }
  const { members, entries, stocks, coupons, rewards, mismatches } = await check(placeOf({ env, url }), exported);
  const limited = stocks + coupons > 0 ? `${stocks} 项库存，${coupons} 张券，` : '';
  const paid = rewards > 0 ? `${rewards} 份邀请和助力的奖励，` : '';
  process.stdout.write(`${members} 位会员，${entries} 笔账，${limited}${paid}${mismatches} 处不对\n`);
  return mismatches === 0 ? 0 : 1;
}

async function check(place: Place, file: string | undefined): Promise<Checked> {
  const database = openDatabase(place);
  const total = await database.members();
  const out = file === undefined ? null : await openFile(file);
  if (out) await write(out, [FIRST]);
  const done: Checked = { members: 0, entries: 0, stocks: 0, coupons: 0, rewards: 0, mismatches: 0 };
  const stocked = new StockBooks(await allStocks(database));
  const [friends, promised] = [new FriendBooks(), await promisesOf(database)];
  for await (const book of allBooks(database)) {
    for (const sentence of book.wrong) report(`会员 ${book.member.number}：${sentence}`);
    done.members += 1;
    done.entries += book.facts.length;
    done.mismatches += book.wrong.length;
    stocked.add(book);
    friends.add(book);
    if (out) await write(out, linesOf(book));
    drawProgress(done.members, total);
  }
  endProgress();
  await checkLimited(database, stocked, done);
  const after = await promisesOf(database);
  const unpaid = friends.wrong(promised, after);
  for (const sentence of unpaid) report(`好友 ${sentence.replace(': ', '：')}`);
  done.rewards = after.filter(({ state }) => state === 'paid').length;
  done.mismatches += unpaid.length;
  if (out) {
    await write(out, [lastLine(done.members, done.entries)]);
    out.end();
    await once(out, 'close');
  }
  return done;
}

/** What is limited: how it stands by itself, and that what was sold is what the members' entries have taken. */
async function checkLimited(database: Reader, stocked: StockBooks, done: Checked): Promise<void> {
  const stocks = await allStocks(database);
  const { wrong, moving } = stocked.result(stocks);
  const { coupons, wrong: wrongCoupons } = await checkCoupons(database);
  for (const sentence of wrong) report(`库存 ${sentence}`);
  for (const id of moving) report(`库存 ${id}：核对时正有人兑换，没有和会员的账对照，请稍后再核对一次`);
  for (const sentence of wrongCoupons) report(`券 ${sentence}`);
  done.stocks = stocks.length;
  done.coupons = coupons;
  done.mismatches += wrong.length + wrongCoupons.length;
}

async function verifyFile(file: string): Promise<number> {
  const stream = createReadStream(file, 'utf8');
  await once(stream, 'open').catch((cause: Error) => {
    throw new UsageError(`读不了 ${file}：${cause.message}`);
  });
  const { accounts, facts, wrong } = await verify(
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }),
  );
  for (const sentence of wrong) report(sentence);
  process.stdout.write(`${accounts} 位会员，${facts} 笔账，${wrong.length} 处不对\n`);
  return wrong.length === 0 ? 0 : 1;
}

function readOptions(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { env: text, url: text, export: text, verify: text, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

async function openFile(file: string): Promise<WriteStream> {
  const out = createWriteStream(file, 'utf8');
  await once(out, 'open').catch((cause: Error) => {
    throw new UsageError(`写不了 ${file}：${cause.message}`);
  });
  return out;
}

async function write(out: WriteStream, lines: readonly string[]): Promise<void> {
  if (!out.write(lines.map((line) => `${line}\n`).join(''))) await once(out, 'drain');
}

function report(sentence: string): void {
  endProgress();
  process.stdout.write(`${sentence}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    endProgress();
    if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}`);
    else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : error instanceof StoreError ? 3 : 1);
  },
);
