/** Secrets of an environment in the local cloud. */
import { expect, test } from 'vitest';
import { openShop } from './shop/shop';

test('secrets stay as they were made, are told to this machine alone, and no log has them', async () => {
  const shop = await openShop(1);
  try {
    const ask = async () =>
      (await (await fetch(`${shop.origin}/local/secrets`)).json()) as { secrets: Record<string, string> };
    const { secrets } = await ask();
    const secret = secrets.HUITOUKE_SECRET ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(await ask()).toEqual({ secrets });
    expect((await shop.partner('GET', '/v1/ping')).status).toBe(200);
    expect(JSON.stringify(await shop.logs())).not.toContain(secret);
    const foreign = await fetch(`${shop.origin}/local/secrets`, { headers: { origin: 'https://example.com' } });
    expect(foreign.status).toBe(403);
  } finally {
    await shop.close();
  }
});
