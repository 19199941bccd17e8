/** `npm run restore`: a backup put into an empty environment. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LOCAL_URL, placeOf, UsageError } from '../place';
import { CODES, draw, passphrase, run, say } from './command';
import { Folder } from './folder';
import { proveWhole, restore } from './restore';
import { keyFor } from './seal';
import { Source } from './source';

const USAGE = `用法：
  npm run restore -- --from 文件夹                    恢复到本机云
  npm run restore -- --from 文件夹 --env 环境编号     恢复到云开发环境；密钥写在 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY（环境变量或 .env.deploy）

  --url      本机云的地址，默认 ${LOCAL_URL}
  --resume   接着上次中断的恢复

只能恢复到空的环境：先用 npm run deploy -- --env 环境编号 --only database 建好集合，恢复之后再部署其余的。
加密的备份，口令写在环境变量 HUITOUKE_BACKUP_PASSPHRASE。
${CODES}
`;

async function main(): Promise<number> {
  const { help, env, url, from, resume } = readOptions(process.argv.slice(2));
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (from === undefined) throw new UsageError('请用 --from 指明备份在哪个文件夹');
  const place = placeOf({ env, url });
  const folder = await openFolder(resolve(from));
  await proveWhole(folder, draw);
  const { documents, files, mismatches, wrong } = await restore(new Source(place), folder, resume, draw);
  for (const line of wrong) say(line);
  say(`${documents} 条记录，${files} 个文件，${mismatches} 处不一致`);
  if (mismatches > 0) return 1;
  const target = env === undefined ? '' : ` -- --env ${env}`;
  say(`接下来：
  1. 用备份那家店的密钥部署（HUITOUKE_SECRET 和 HUITOUKE_FIELD_KEYS，不要新生成）${env === undefined ? '' : `：npm run deploy${target}`}
  2. 等一次定时任务（十分钟），然后核对账目：npm run books${target}
  3. 打开小程序看一眼；确认无误以后，再停用旧的环境`);
  return 0;
}

async function openFolder(dir: string): Promise<Folder> {
  const about = await Folder.read(dir);
  if (!about) throw new UsageError(`${dir} 里没有备份`);
  if (about.seal === null) return Folder.open(dir, about, null);
  const key = keyFor(about.seal, passphrase());
  if (!key) throw new UsageError('口令不对');
  return Folder.open(dir, about, key);
}

function readOptions(args: string[]) {
  const text = { type: 'string' } as const;
  const yes = { type: 'boolean', default: false } as const;
  const options = { env: text, url: text, from: text, resume: yes, help: yes };
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

run(main, USAGE);
