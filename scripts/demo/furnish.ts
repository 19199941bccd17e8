/** What the demo shop has before anybody comes: pictures, coupons, rewards, how it takes money, whom one can ask. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import QRCode from 'qrcode';
import { defaultShop } from '../../cloudfunctions/core/shop';
import type { Trade } from '../../cloudfunctions/core/trade';
import type { Environment } from '../../cloudfunctions/platform/environment';
import { demoCategories, demoRewards } from '../../local/demo/catalogue';
import { demoTemplates } from '../../local/demo/coupons';
import { demoMessages } from '../../local/demo/messages';
import type { EpochMs } from '../../typings/domain';

const PICTURES = join(import.meta.dirname, '../../local/demo/pictures');
/** Whose files they are: nobody's who can hold the phone. */
const UPLOADER = 'oHuitouke_demo_pictures_0000';

/** A group of nobody: what is shown has to be a code that a scanner reads. */
const GROUP_CODE = 'https://local.weixin/group/hemu';

/** A number of no merchant: on this machine nobody is asked for money. */
const demoTrade: Trade = {
  shape: 1,
  trade: 'food',
  pay: { adapter: 'cloudPay', subMchId: '1900000001' },
  payWithinMinutes: 15,
  tellShipping: true,
};

/** @param today first instant of today in the shop's zone */
export async function furnish(env: Environment, url: string, today: EpochMs): Promise<void> {
  const pictures = await uploadPictures(url);
  const pictureOf = (name: string) => {
    const file = pictures.get(name);
    if (file === undefined) throw new Error(`no drawing is called ${name}`);
    return file;
  };
  const [{ installCatalogue }, { saveMessages }] = await Promise.all([
    import('../../cloudfunctions/core/catalogues'),
    import('../../cloudfunctions/core/outbox'),
  ]);
  const rewards = demoRewards(today, pictureOf);
  const installed = await installCatalogue(env, { categories: demoCategories, templates: demoTemplates, rewards });
  if (!installed.ok) throw new Error(`the demo's catalogue is refused: ${JSON.stringify(installed)}`);
  const messages = await saveMessages(env, demoMessages);
  if (!messages.ok) throw new Error(`the demo's messages are refused: ${JSON.stringify(messages)}`);
  const group = await upload(url, 'shop/group.png', await QRCode.toBuffer(GROUP_CODE, { width: 430, margin: 2 }));
  const shop = {
    ...defaultShop,
    service: { kind: 'wechat' as const },
    group: { title: '禾木老友群', text: '新菜试吃、当天空位，都先在群里说。', picture: group },
    officialAccount: true,
  };
  await env.store.add('settings', { _id: 'shop', ...shop } as { _id: string });
  await env.store.add('settings', { _id: 'trade', ...demoTrade } as { _id: string });
}

/** File ids by the drawings' names. */
async function uploadPictures(url: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of await readdir(PICTURES)) {
    files.set(name.replace(/\.svg$/, ''), await upload(url, `rewards/${name}`, await readFile(join(PICTURES, name))));
  }
  return files;
}

async function upload(url: string, path: string, body: Buffer): Promise<string> {
  const query = new URLSearchParams({ path, as: UPLOADER });
  const response = await fetch(`${url}/local/upload?${query}`, { method: 'POST', body: new Uint8Array(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const { fileID } = (await response.json()) as { fileID: string };
  return fileID;
}
