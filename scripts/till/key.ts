/** The till's own key in the local cloud: made at the first use, found again by its name. */
import type { Environment } from '../../cloudfunctions/platform/environment';
import { askControl, openEnvironment, takeSecrets } from '../cloud-store';
import { Client, type Key } from './client';

const NAME = '命令行收银机';

/** @throws CloudNotRunning */
export async function openTill(url: string): Promise<Client> {
  await takeSecrets(url);
  const { offsetMs } = await askControl<{ offsetMs: number }>(url, '/local/clock');
  const key = await ownKey(await openEnvironment(url));
  return new Client(url.replace(/\/+$/, ''), key, () => Date.now() + offsetMs);
}

/** Its orders belong to the key, so it must be the same every time. The secret follows from the shop's. */
async function ownKey(env: Environment): Promise<Key> {
  const { createPartner, listPartners, rights, secretOf } = await import('../../cloudfunctions/core/partners');
  const own = (await listPartners(env)).filter(({ name, state }) => name === NAME && state === 'on').at(-1);
  if (own) {
    // A key from before there were coupons.
    if (own.rights.length < rights.length) await env.store.update('partners', own._id, {}, { set: { rights } });
    return { id: own._id, secret: secretOf(own._id, own.salt) };
  }
  const made = await createPartner(env, { name: NAME, rights: [...rights], stores: null });
  if (!made.ok) throw new Error('没有建成收银机的密钥，请用 npm run partner -- list 看看是不是太多了');
  return { id: made.data.partner._id, secret: made.data.secret };
}
