/** The public entries of a local cloud, for those who make the demo shop's history. */
import type { Issued } from '../../cloudfunctions/core/partners';
import type { Cloud } from '../../local/cloud/contract';
import type { Door } from '../../local/demo/make';
import type { Answer } from '../../typings/api/envelope';
import { askControl } from '../cloud-store';

/** What a call of a function answers. */
type Fired<T> = { result?: T; error?: { code: string; message: string } };

/** @param key of the till that rings up the sales */
export async function doorOf(cloud: Cloud, url: string, { partner, secret }: Issued): Promise<Door> {
  const [{ signatureOf }, { setupCode }] = await Promise.all([
    import('../../cloudfunctions/core/partners'),
    import('../../cloudfunctions/core/staffing'),
  ]);
  let sent = 0;
  return {
    shopper: async (openid, action, payload, key, address) => {
      const data = { action, payload, ...(key === undefined ? {} : { key }) };
      return (await cloud.call(openid, 'shopper', data, address)) as never;
    },
    staff: async (openid, action, payload, key) =>
      (await cloud.call(openid, 'staff', { action, payload, ...(key === undefined ? {} : { key }) })) as never,
    setupCode: setupCode(),
    till: async <T>(path: string, body: object, key: string): Promise<T> => {
      const text = JSON.stringify(body);
      sent += 1;
      const nonce = `demo-${String(sent).padStart(16, '0')}`;
      const { now } = await askControl<{ now: number }>(url, '/local/clock');
      const signed = {
        method: 'POST',
        target: path,
        time: String(now),
        nonce,
      };
      const signature = signatureOf(secret, { ...signed, body: Buffer.from(text) });
      const response = await fetch(`${url}/http/partner${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-huitouke-key': partner._id,
          'x-huitouke-time': signed.time,
          'x-huitouke-nonce': signed.nonce,
          'x-huitouke-signature': signature,
          'idempotency-key': key,
        },
        body: text,
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    moveClock: async (now) => {
      await askControl(url, '/local/clock', { now });
    },
    tick: async () => {
      const { result, error } = await askControl<Fired<Answer<unknown>>>(url, '/local/timer', { name: 'timer' });
      if (!result?.ok) throw new Error(`timer: ${result ? result.error.code : error?.code}`);
    },
  };
}
