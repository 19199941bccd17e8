/** `npm run backup`: everything a shop has in the cloud, copied into a folder while the shop goes on. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LOCAL_URL, type Place, placeOf, UsageError } from '../place';
import { CODES, draw, passphrase, run, say } from './command';
import { Folder, newManifest } from './folder';
import { keyFor, newSeal } from './seal';
import { Source } from './source';
import { take } from './take';

const root = join(import.meta.dirname, '../..');

const USAGE = `用法：
  npm run backup -- --out 文件夹                    备份本机云
  npm run backup -- --env 环境编号 --out 文件夹     备份云开发环境；密钥写在 TENCENTCLOUD_SECRETID 和 TENCENTCLOUD_SECRETKEY（环境变量或 .env.deploy）

  --url      本机云的地址，默认 ${LOCAL_URL}
  --also     还要备份的其他集合，可以写几次
  --seal     用口令加密，口令写在环境变量 HUITOUKE_BACKUP_PASSPHRASE

中断了就原样再运行一次，会接着做。店铺不用停业。备份里有个人信息，没有店铺的密钥，密钥要另外保存。
${CODES}
`;

async function main(): Promise<number> {
  const { help, env, url, out, also, seal } = readOptions(process.argv.slice(2));
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (out === undefined) throw new UsageError('请用 --out 指明放在哪个文件夹');
  for (const name of also) if (!/^[\w-]{1,64}$/.test(name)) throw new UsageError(`${name} 不是集合的名字`);
  const place = placeOf({ env, url });
  const folder = await openFolder(resolve(out), place, seal);
  if (folder.manifest.endedAt !== null) throw new UsageError(`${out} 里已经有一份完整的备份：请换一个文件夹`);
  const begun = Date.now();
  await take(new Source(place), folder, also, draw);
  const { collections, files, missing } = folder.manifest;
  const pieces = Object.values(collections).flatMap((each) => each.pieces);
  const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0);
  const megabytes = [...pieces, ...files].reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  for (const id of missing) say(`文件已经不在：${id}`);
  say(
    `${rows} 条记录，${files.length} 个文件，共 ${megabytes.toFixed(1)} MB，用了 ${Math.round((Date.now() - begun) / 1000)} 秒`,
  );
  say('备份里没有店铺的密钥：请把首次部署时留下的密钥文件另外保存，没有它，手机号查不到，地址解不开。');
  return 0;
}

/** A new backup, or one that broke off. */
async function openFolder(dir: string, { env }: Place, sealing: boolean): Promise<Folder> {
  const earlier = await Folder.read(dir);
  if (!earlier) {
    const sealed = sealing ? newSeal(passphrase()) : null;
    const about = { id: randomUUID(), env, ...(await productHere()), begunAt: new Date().toISOString() };
    return Folder.create(dir, newManifest(about, sealed?.seal ?? null), sealed?.key ?? null);
  }
  if (earlier.env !== env) throw new UsageError(`这个文件夹里是环境 ${earlier.env} 的备份`);
  if (earlier.seal === null) return Folder.open(dir, earlier, null);
  const key = keyFor(earlier.seal, passphrase());
  if (!key) throw new UsageError('口令不对');
  return Folder.open(dir, earlier, key);
}

/** Of the copy of the product that makes the backup. */
async function productHere(): Promise<{ version: string; build: string | null }> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const built = await readFile(join(root, 'dist/manifest.json'), 'utf8').catch(() => '{}');
  const { build } = JSON.parse(built) as { build?: string };
  return { version, build: build ?? null };
}

function readOptions(args: string[]) {
  const text = { type: 'string' } as const;
  const yes = { type: 'boolean', default: false } as const;
  const also = { type: 'string', multiple: true, default: [] as string[] } as const;
  const options = { env: text, url: text, out: text, also, seal: yes, help: yes };
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

run(main, USAGE);
