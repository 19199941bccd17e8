/** `npm run setup`: the set-up code of the running local cloud, with which the shop's first owner signs in on the staff page. */
import { parseArgs } from 'node:util';
import { CloudNotRunning, LOCAL_URL, openEnvironment, takeSecrets } from '../cloud-store';

const USAGE = `用法：
  npm run setup            显示开店码：在小程序里进入「我的 → 设置 → 我是店员」，填上它，就是店主

  --url      本机云的地址，默认 ${LOCAL_URL}
`;

const HOW = '在「我的 → 设置 → 我是店员」填上它，就是店主。有了店主以后它就不再有用；在那以前，不要发给别人。';

class UsageError extends Error {}

async function main(): Promise<void> {
  const asked = readCommand(process.argv.slice(2));
  if (asked === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  await takeSecrets(asked.url);
  const env = await openEnvironment(asked.url);
  const { isClaimed, setupCode } = await import('../../cloudfunctions/core/staffing');
  if (await isClaimed(env.store)) process.stdout.write('本店已经有店主：开店码不再有用，店员请让店主邀请\n');
  else process.stdout.write(`开店码：${setupCode()}\n${HOW}\n`);
}

function readCommand(args: string[]): 'help' | { url: string } {
  try {
    const options = { url: { type: 'string' }, help: { type: 'boolean' } } as const;
    const { values } = parseArgs({ args, options, strict: true });
    return values.help ? 'help' : { url: values.url ?? LOCAL_URL };
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
