/** The commands a shopkeeper and a programmer run, as processes of their own beside a running cloud. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from './shop/shop';

const root = fileURLToPath(new URL('../..', import.meta.url));

let shop: Shop;
beforeAll(async () => {
  shop = await openShop(1);
});
afterAll(() => shop.close());

interface Ran {
  code: number;
  out: string;
  err: string;
}

function run(command: 'partner' | 'till', args: string[], { typed = '', url = shop.origin } = {}): Promise<Ran> {
  const script = ['--import', 'tsx', `scripts/${command}/main.ts`, ...args, '--url', url];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, script, { cwd: root }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin?.end(typed);
  });
}

test('a key is made, listed, changed and switched off, and its secret is shown once', async () => {
  const made = await run('partner', ['create', '--name', '前台收银', '--rights', 'orders,members.read']);
  const [, id = '', secret = ''] = /^(p\w+) [\s\S]*签名密钥：([\w-]{43})\n/.exec(made.out) ?? [];
  const ping = (key: { id: string; secret: string }) => shop.partner('GET', '/v1/ping', undefined, { key });
  expect((await ping({ id, secret })).body).toMatchObject({ partner: '前台收银', rights: ['orders', 'members.read'] });
  const listed = await run('partner', ['list']);
  expect(listed.out).toContain(`${id}  启用  前台收银`);
  expect(listed.out).not.toContain(secret);
  const rotated = await run('partner', ['rotate', id]);
  const [, next = ''] = /签名密钥：([\w-]{43})\n/.exec(rotated.out) ?? [];
  expect(next).not.toBe(secret);
  await shop.advance(10_001);
  expect((await ping({ id, secret })).status).toBe(401);
  expect((await ping({ id, secret: next })).status).toBe(200);
  expect((await run('partner', ['off', id])).code).toBe(0);
  await shop.advance(10_001);
  expect((await ping({ id, secret: next })).body.error.code).toBe('PARTNER_OFF');
});

test('what was typed wrong is said, and nothing is made', async () => {
  const wrong = await run('partner', ['create', '--name', '前台收银', '--rights', 'everything']);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--rights 没有写对')]);
  expect((await run('partner', ['off', 'nobody'])).code).toBe(1);
  expect((await run('till', ['sale', '--member', '13800138000', '--amount', '1.999'])).code).toBe(2);
  const alone = await run('till', ['member', '--member', '13800138000'], { url: 'http://127.0.0.1:9' });
  expect([alone.code, alone.err]).toEqual([3, expect.stringContaining('npm start')]);
});

test('a till makes a member, rings up, gives back, and prints why', async () => {
  const made = await run('till', ['new', '--member', '13800138000']);
  expect(made.out).toMatch(/已建会员/);
  const sale = ['sale', '--member', '13800138000', '--amount', '128.00', '--order', 'T-1'];
  const sold = await run('till', sale);
  expect([sold.code, sold.out]).toEqual([
    0,
    expect.stringMatching(/订单 T-1\n积分 \+128[\s\S]*¥128 × 1[\s\S]*可用积分/),
  ]);
  const back = await run('till', ['refund', '--order', 'T-1', '--amount', '28', '--refund', 'R-1']);
  expect(back.out).toMatch(/积分 −28[\s\S]*实付 ¥128，已退 ¥28/);
  const tooMuch = await run('till', ['refund', '--order', 'T-1', '--amount', '128']);
  expect([tooMuch.code, tooMuch.err]).toEqual([4, expect.stringContaining('退款超过')]);
  expect((await run('till', ['order', '--order', 'T-1'])).out).toMatch(/积分 \+100/);
});

test('a till tries a price, uses a coupon and takes points off, and back', async () => {
  await shop.programme({ deduction: { points: 100, fen: 500, minimumFen: 0, maxRate: 50 } });
  const list = [
    {
      code: 'ten',
      name: '满五十减十',
      value: { kind: 'amount', fen: 1_000, thresholdFen: 5_000 },
      validity: { kind: 'relative', afterDays: 0, days: 30 },
      channels: [],
      stores: [],
      categories: [],
      stacking: null,
      claim: { tiers: [], limit: { count: 1, period: 'ever' }, quota: null },
      note: '',
      pool: false,
      state: 'on',
    },
  ];
  await shop.store('settings', { _id: 'templates', shape: 1, list } as { _id: string });
  await shop.advance(11_000);
  await shop.join('o-till');
  const taken = await shop.act('o-till', 'coupons.claim', { template: 'ten' }, 'tap-1');
  if (!taken.ok) throw new Error(taken.error.code);
  const shown = await shop.act('o-till', 'wallet.coupon', { id: taken.data.coupon.id });
  const coupon = (shown.ok && shown.data.code) || '';
  const codes = await shop.act('o-till', 'member.codes', {});
  if (!codes.ok) throw new Error(codes.error.code);
  await run('till', ['sale', '--member', codes.data.number, '--amount', '300']);
  const code = codes.data.codes[0]?.code ?? '';
  const asked = ['--member', code, '--amount', '128', '--coupon', coupon, '--points', '200'];
  const quoted = await run('till', ['quote', ...asked]);
  expect([quoted.code, quoted.out]).toEqual([0, expect.stringMatching(/应付 ¥108（原价 ¥128），得 108 积分/)]);
  const order = ['--order', 'C-1', '--amount', '128'];
  expect((await run('till', ['coupon', 'use', coupon, ...order])).out).toMatch(/已用券 {2}满五十减十.*减 ¥10/);
  expect((await run('till', ['coupon', coupon])).out).toMatch(/已用[\s\S]*这张券已经用过了/);
  expect((await run('till', ['coupon', 'undo', coupon, '--order', 'C-1'])).out).toMatch(/已撤销/);
  const set = await run('till', ['points', '--member', code, '--points', '200', '--amount', '118']);
  const [, deduction = ''] = /已留住 {2}抵扣 (\S+) {2}200 积分抵 ¥10/.exec(set.out) ?? [];
  expect((await run('till', ['points', 'capture', deduction])).out).toMatch(/已抵扣/);
  const late = await run('till', ['points', 'release', deduction]);
  expect([late.code, late.err]).toEqual([4, expect.stringContaining('已经结束')]);
  expect((await run('till', ['coupon', 'eat', coupon])).code).toBe(2);
});

test('what is rung up without a line to the cloud is sent together at the end', async () => {
  await run('till', ['new', '--member', '13900139000']);
  const typed = '1\n13900139000\n50\n1\n13900139000\n0.5x\n1\n13900139000\n9.90\n0\n';
  const stood = await run('till', ['--offline'], { typed });
  expect(stood.out).toMatch(/离线 1 笔[\s\S]*金额不对[\s\S]*离线 2 笔[\s\S]*积分 \+50[\s\S]*积分 \+9[\s\S]*全部送达/);
});
