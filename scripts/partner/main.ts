/** `npm run partner -- create | list | rotate | off`: keys of tills, web shops and CRMs, in the running local cloud. */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import type { Issued, Partner } from '../../cloudfunctions/core/partners';
import type { Refusal, Result } from '../../cloudfunctions/platform/refusal';
import { CloudNotRunning, LOCAL_URL, openEnvironment, takeSecrets } from '../cloud-store';

const USAGE = `用法：
  npm run partner -- create --name 前台收银 --rights orders,members.read [--store default]
  npm run partner -- list
  npm run partner -- rotate 密钥编号     换一个新的签名密钥，旧的随即作废
  npm run partner -- off 密钥编号        停用，不能恢复

  --rights   members.read（查会员）、members.write（建会员）、orders（订单）、
             coupons（用券）、points（积分抵扣），用逗号分开
  --store    只代表这些门店，用逗号分开；不写就是全部门店
  --url      本机云的地址，默认 ${LOCAL_URL}
`;

class UsageError extends Error {}

async function main(): Promise<void> {
  const { verb, id, values } = readCommand(process.argv.slice(2));
  if (verb === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const url = values.url ?? LOCAL_URL;
  await takeSecrets(url);
  const env = await openEnvironment(url);
  const partners = await import('../../cloudfunctions/core/partners');
  if (verb === 'list') {
    const list = await partners.listPartners(env);
    process.stdout.write(list.length === 0 ? '还没有密钥\n' : list.map(row).join(''));
    return;
  }
  if (verb === 'create') {
    const input = v.safeParse(partners.partnerInput, {
      name: values.name ?? '',
      rights: listed(values.rights),
      stores: values.store === undefined ? null : listed(values.store),
    });
    if (!input.success) throw new UsageError(`--${optionOf(v.getDotPath(input.issues[0]))} 没有写对`);
    show(accepted(await partners.createPartner(env, input.output)));
    return;
  }
  if (id === undefined) throw new UsageError('请写明密钥编号');
  if (verb === 'rotate') show(accepted(await partners.rotatePartner(env, id)));
  else {
    accepted(await partners.switchOffPartner(env, id));
    process.stdout.write(`已停用 ${id}，十秒之内全部失效\n`);
  }
}

function readCommand(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { name: text, rights: text, store: text, url: text, help: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    const [verb = 'help', id, more] = positionals;
    if (!['create', 'list', 'rotate', 'off', 'help'].includes(verb) || more !== undefined) throw new Error(verb);
    return { verb: values.help ? 'help' : verb, id, values };
  } catch (slip) {
    throw new UsageError(slip instanceof Error ? slip.message : String(slip));
  }
}

function listed(text: string | undefined): string[] {
  return (text ?? '').split(/[,，]/).map((each) => each.trim());
}

function optionOf(path: string | null): string {
  const [field] = (path ?? 'name').split('.');
  return field === 'stores' ? 'store' : (field ?? 'name');
}

function accepted<T>(result: Result<T>): T {
  if (result.ok) return result.data;
  throw new Error(sentenceOf(result));
}

function sentenceOf({ code }: Refusal): string {
  if (code === 'NOT_FOUND') return '没有这个密钥，npm run partner -- list 可以看到全部';
  if (code === 'PARTNER_OFF') return '这个密钥已经停用，请另建一个';
  return `没有成功（${code}），请再试一次`;
}

function show({ partner, secret }: Issued): void {
  process.stdout.write(
    `${row(partner)}签名密钥：${secret}\n签名密钥只显示这一次，请存放在收银软件里，不要发给别人。\n`,
  );
}

function row({ _id, name, rights, stores, state }: Partner): string {
  const where = stores === null ? '全部门店' : stores.join('、');
  return `${_id}  ${state === 'on' ? '启用' : '停用'}  ${name}  ${rights.join(',')}  ${where}\n`;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}`);
    else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : error instanceof CloudNotRunning ? 3 : 1);
  },
);
