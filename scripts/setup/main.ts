/** `npm run setup`: the set-up code, with which the shop's first owner signs in on the staff page. */
import { parseArgs } from 'node:util';
import { CloudNotRunning, LOCAL_URL, openEnvironment, takeSecrets } from '../cloud-store';
import { CloudRefusal, connect } from '../deploy/cloud-api';
import { UsageError } from '../deploy/options';
import { readFunction } from '../deploy/survey';
import { accessOf } from '../deploy/values';
import { readSaid } from '../said';

const USAGE = `用法：
  npm run setup                       显示本机云的开店码：在小程序里进入「我的 → 设置 → 我是店员」，填上它，就是店主
  npm run setup -- --env 环境编号     显示已经部署的环境的开店码；密钥同部署：TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY，
                                      写在环境变量或 .env.deploy 里

  --url      本机云的地址，默认 ${LOCAL_URL}
`;

const HOW = '在「我的 → 设置 → 我是店员」填上它，就是店主。有了店主以后它就不再有用；在那以前，不要发给别人。';

const SECRET = 'HUITOUKE_SECRET';
/** The function that compares the code. */
const HOLDER = 'staff';

async function main(): Promise<void> {
  const asked = readCommand(process.argv.slice(2));
  if (asked === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  if ('env' in asked) await takeDeployed(asked.env);
  else await takeSecrets(asked.url);
  const claimed = 'url' in asked && (await isOwned(asked.url));
  const { setupCode } = await import('../../cloudfunctions/core/staffing');
  if (claimed) process.stdout.write('本店已经有店主：开店码不再有用，店员请让店主邀请\n');
  else process.stdout.write(`开店码：${setupCode()}\n${HOW}\n`);
}

async function isOwned(url: string): Promise<boolean> {
  const { store } = await openEnvironment(url);
  const { isClaimed } = await import('../../cloudfunctions/core/staffing');
  return isClaimed(store);
}

/** The secret of a deployed shop is what its functions hold. */
async function takeDeployed(env: string): Promise<void> {
  const api = connect(accessOf(readSaid(process.cwd())));
  const { found } = await readFunction(api, env, HOLDER).catch((cause: unknown) => {
    if (!(cause instanceof CloudRefusal)) throw cause;
    throw new Error(
      `读不到环境 ${env} 的云函数 ${HOLDER}：${cause.code}，${cause.reason}（请求编号 ${cause.requestId}）`,
    );
  });
  const { [SECRET]: secret } = found.variables;
  if (!secret) throw new Error(`环境 ${env} 还没有 ${SECRET}：请先 npm run deploy -- --env ${env}`);
  process.env[SECRET] = secret;
}

function readCommand(args: string[]): 'help' | { url: string } | { env: string } {
  const options = { url: { type: 'string' }, env: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { help, url, env } = parse(() => parseArgs({ args, options, strict: true }).values);
  if (help) return 'help';
  if (env === undefined) return { url: url ?? LOCAL_URL };
  if (url !== undefined) throw new UsageError('--env 和 --url 只能写一个');
  return { env };
}

function parse<Values>(read: () => Values): Values {
  try {
    return read();
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
    process.exit(error instanceof UsageError ? 2 : error instanceof CloudNotRunning ? 3 : 1);
  },
);
