/** The command line of `npm run deploy`. */
import { parseArgs } from 'node:util';
import { SCOPES, type Scope, type Wishes } from './model';

export const USAGE = `用法：
  npm run deploy -- --env 环境编号             把小程序的云端部分放到云开发环境里：先列出要改什么，问过再改
  npm run deploy -- --env 环境编号 --dry-run   只列出要改什么，什么也不改

  --only 部分           只看一部分：database（集合、索引、权限）、functions（云函数、定时、谁可以调用）、http（网址）
  --prune               声明里已经退役的索引和定时，真的删去；不认识的从来不动
  --yes                 不再问，直接改
  --dist 目录           用已经构建好的 dist，不重新构建（不写就先构建）
  --upload 版本号       云端好了以后，再上传小程序；需要 WX_APPID 和 WX_UPLOAD_KEY（代码上传密钥，文件或内容）
  --desc 说明           这个版本的说明
  --robot 编号          上传用的机器人，1 到 30，默认 1
  --rotate-field-key    换一把加密地址等内容的新钥匙，旧钥匙仍能读，定时任务会慢慢换完
  --retire-field-key kN 拿走一把已经没有内容在用的旧钥匙

  密钥写在 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY，地域写在 TENCENTCLOUD_REGION（默认 ap-shanghai），
  都可以放在环境变量或 .env.deploy 里；商户自己的值（如 HUITOUKE_PAY_V3）也放在那里，没写的保持云上原样。

做完了或没有要做的，退出码 0；平台不答应，1；用法不对或缺东西，2；要你先拿主意，3。
`;

export class UsageError extends Error {}

export interface Upload {
  version: string;
  desc: string;
  robot: number;
}

export interface Options extends Wishes {
  env: string;
  dist: string | null;
  dryRun: boolean;
  yes: boolean;
  upload: Upload | null;
}

const ENV_ID = /^[a-zA-Z0-9][a-zA-Z0-9-]{2,63}$/;
const VERSION = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/;
const KEY_ID = /^k[1-9]\d?$/;
const ROBOTS = 30;
/** WeChat shows a version's note in one line. */
const DESC_MAX = 100;

/** @throws UsageError */
export function readOptions(args: string[]): Options | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const { env, only = null, upload: version, 'retire-field-key': retireFieldKey = null } = values;
  if (env === undefined || !ENV_ID.test(env)) throw new UsageError('请用 --env 写明环境编号');
  if (only !== null && !isScope(only)) throw new UsageError(`--only 只能是 ${SCOPES.join('、')}`);
  if (retireFieldKey !== null && !KEY_ID.test(retireFieldKey))
    throw new UsageError('--retire-field-key 后面写钥匙的编号，如 k1');
  const rotateFieldKey = values['rotate-field-key'] ?? false;
  if (rotateFieldKey && retireFieldKey !== null) throw new UsageError('换新钥匙和拿走旧钥匙，要分两次做');
  if ((rotateFieldKey || retireFieldKey !== null) && only !== null && only !== 'functions')
    throw new UsageError(`钥匙在云函数里：--only ${only} 碰不到`);
  if (version === undefined && (values.desc !== undefined || values.robot !== undefined))
    throw new UsageError('--desc 和 --robot 要和 --upload 一起写');
  return {
    env,
    only,
    prune: values.prune ?? false,
    rotateFieldKey,
    retireFieldKey,
    dist: values.dist ?? null,
    dryRun: values['dry-run'] ?? false,
    yes: values.yes ?? false,
    upload: version === undefined ? null : readUpload(version, values.desc ?? '', values.robot ?? '1'),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    env: text,
    only: text,
    dist: text,
    upload: text,
    desc: text,
    robot: text,
    'retire-field-key': text,
    'rotate-field-key': flag,
    'dry-run': flag,
    prune: flag,
    yes: flag,
    help: flag,
  } as const;
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

function readUpload(version: string, desc: string, robot: string): Upload {
  if (!VERSION.test(version)) throw new UsageError('--upload 后面写版本号，如 1.4.0');
  if (desc.length > DESC_MAX) throw new UsageError(`--desc 最多 ${DESC_MAX} 个字`);
  const number = Number(robot);
  if (!Number.isInteger(number) || number < 1 || number > ROBOTS)
    throw new UsageError(`--robot 是 1 到 ${ROBOTS} 的整数`);
  return { version, desc, robot: number };
}

function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
