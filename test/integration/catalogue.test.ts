/** Goods, categories, coupon templates and what is to be handed over, through the staff's function. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RewardDraft, RewardEdit, TemplateDraft, TemplateRow } from '../../typings/api/catalogue';
import type { Answer } from '../../typings/api/envelope';
import type { Role } from '../../typings/api/staff';
import type { DayKey, Fen } from '../../typings/domain';
import { allOf, auditAll } from './shop/database';
import { address, available, openMall, RICH, rich } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `key-${++keys}`;
const OWNER = 'owner';

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);
const details = (answer: Answer<unknown>): Record<string, unknown> =>
  answer.ok ? {} : { ...answer.error.details, code: answer.error.code };

async function hire(openid: string, role: Role, stores: string[] = []): Promise<void> {
  const { code } = sure(await shop.staff(OWNER, 'staff.invite', { role, stores }, key()));
  sure(await shop.staff(openid, 'staff.join', { code, name: '小陈' }, key()));
}

beforeAll(async () => {
  shop = await openShop();
  await openMall(shop);
  const store = (id: string, name: string) => ({ id, name, address: '', hours: '', phone: '' });
  await shop.store('settings', {
    _id: 'stores',
    shape: 1,
    list: [store('default', '总店'), store('lake', '湖滨店')],
  } as { _id: string });
  sure(await shop.staff(OWNER, 'staff.claim', { code: await shop.setupCode(), name: '店主' }, 'claim'));
  await hire('operator', 'operator');
  await hire('cashier', 'cashier', ['lake']);
});
afterAll(() => shop.close());

const cup: Partial<RewardDraft> = { name: '马克杯', ways: ['pickup', 'delivery'], price: { points: 200, cashFen: 0 } };

async function save(
  change: Partial<RewardDraft>,
  { id = null as string | null, version = 0, made = 5 as number | null, name = key(), by = OWNER } = {},
): Promise<Answer<RewardEdit>> {
  const { reward } = sure(await shop.staff(by, 'rewards.view', { id }));
  const input = { id, version, reward: { ...reward, ...change }, made: id === null ? made : null };
  return shop.staff(by, 'rewards.save', input, name);
}

async function make(change: Partial<RewardDraft> = {}, made = 5): Promise<RewardEdit> {
  return sure(await save({ ...cup, ...change }, { made }));
}

const row = async (id: string) => sure(await shop.staff(OWNER, 'rewards.view', { id }));

function exchange(openid: string, { id, reward }: RewardEdit, name = key(), change: object = {}) {
  const { points, cashFen } = reward.price;
  const expect = { points, cashFen };
  return shop.act(
    openid,
    'mall.exchange',
    { rewardId: id ?? '', quantity: 1, way: 'pickup', storeId: 'default', expect, ...change } as never,
    name,
  );
}

async function take(openid: string, reward: RewardEdit, change: object = {}): Promise<string> {
  const { redemption } = sure(await exchange(openid, reward, key(), change));
  if (!redemption) throw new Error('nothing was taken');
  return redemption.id;
}

test('RED-10 a reward is made once under its key, stands on the shelf, and its name is text whatever it says', async () => {
  const name = '<b>蛋糕</b>🎂\u202eتجربة';
  const asked = { id: null, version: 0, reward: { ...(await blank()), ...cup, name }, made: 3 };
  const answers = await Promise.all([1, 2].map(() => shop.staff(OWNER, 'rewards.save', asked, 'cake')));
  expect(answers.some(({ ok }) => ok)).toBe(true);
  const made = sure(await shop.staff(OWNER, 'rewards.save', asked, 'cake'));
  expect(made).toMatchObject({ version: 1, reward: { name }, stock: { made: 3, left: 3, sold: 0, onHold: 0 } });
  const { rewards } = sure(await shop.staff(OWNER, 'rewards.list', { segment: 'on' }));
  expect(rewards.filter((each) => each.name === name)).toHaveLength(1);
  const other = { ...asked, reward: { ...asked.reward, name: '别的' } };
  expect(refusal(await shop.staff(OWNER, 'rewards.save', other, 'cake'))).toBe('KEY_REUSED');
  const shelf = sure(await shop.act('somebody', 'mall.list', {}));
  expect(shelf.rewards.map((each) => each.name)).toContain(name);
});

async function blank(): Promise<RewardDraft> {
  return sure(await shop.staff(OWNER, 'rewards.view', { id: null })).reward;
}

test('of two who change one reward at once the second is told, and nothing of the first is lost', async () => {
  const { id } = await make();
  const both = await Promise.all([
    save({ name: '甲' }, { id, version: 1 }),
    save({ name: '乙' }, { id, version: 1, by: 'operator' }),
  ]);
  expect(both.map(refusal).filter((code) => code === null)).toHaveLength(1);
  expect(refusal(await save({ name: '丙' }, { id, version: 1 }))).toBe('OUTDATED');
  expect(['甲', '乙']).toContain((await row(id ?? '')).reward.name);
});

test('a change sent again is the same change, and leaves the stock that was refilled meanwhile', async () => {
  const { id } = await make({}, 5);
  const changed = sure(await save({ name: '新名字' }, { id, version: 1, name: 'again' }));
  sure(await shop.staff(OWNER, 'rewards.restock', { id: id ?? '', by: 7 }, key()));
  const repeated = sure(await save({ name: '新名字' }, { id, version: 1, name: 'again' }));
  expect([changed.version, repeated.version]).toEqual([2, 2]);
  expect(repeated.stock).toMatchObject({ made: 12, left: 12 });
});

test('what makes no sense is refused with its field, and nothing is made', async () => {
  const before = (await allOf(shop, 'rewards')).length;
  const field = async (change: object) => details(await save({ ...cup, ...change })).field;
  expect(await field({ name: ' ' })).toBe('reward.name');
  expect(await field({ name: 'x'.repeat(31) })).toBe('reward.name');
  expect(await field({ price: { points: -1, cashFen: 0 } })).toBe('reward.price.points');
  expect(await field({ price: { points: 1.5, cashFen: 0 } })).toBe('reward.price.points');
  expect(await field({ ways: [] })).toBe('reward.ways');
  expect(await field({ stores: ['nowhere'] })).toBe('reward.stores');
  expect(await field({ terms: { tiers: ['nobody'], exclusive: false, streak: 0, right: null, tags: [] } })).toBe(
    'reward.terms.tiers',
  );
  expect(await field({ kind: 'coupon', ways: [], coupon: { template: 'nothing', count: 1 } })).toBe(
    'reward.coupon.template',
  );
  expect(await field({ window: { from: '2026-13-01 09:00', until: null } })).toBe('reward.window.from');
  expect(await field({ window: { from: '2026-12-02 09:00', until: '2026-12-01 09:00' } })).toBe('reward.window');
  expect(await field({ _id: 'mine', surprise: 1 })).toBe('reward.surprise');
  expect(details(await save(cup, { made: null })).field).toBe('made');
  expect(await allOf(shop, 'rewards')).toHaveLength(before);
});

test('only pictures that the shop has accepted are shown; what stood there before may stay', async () => {
  const kept = `cloud://env.bucket/shop/reward/${'a'.repeat(64)}.jpg`;
  for (const foreign of [
    'https://example.com/a.jpg',
    'cloud://env.bucket/avatars/a.jpg',
    `cloud://env.bucket/shop/logo/${'a'.repeat(64)}.png`,
    'cloud://env.bucket/shop/reward/../../x.jpg',
  ])
    expect(details(await save({ ...cup, pictures: [foreign] })).field).toBe('reward.pictures');
  const { id } = await make({ pictures: [kept] });
  const old = 'cloud://env.bucket/catalogue/mug.jpg';
  const [stored] = (await allOf<{ _id: string }>(shop, 'rewards')).filter(({ _id }) => _id === id);
  const old_ = { ...stored, _id: 'preset', pictures: [old], order: 5_000, rank: 5_000, counted: false };
  await shop.store('rewards', old_ as { _id: string });
  expect(sure(await save({ name: '老款' }, { id: 'preset', version: 1 })).reward.pictures).toEqual([old]);
});

test('a window is written as the wall in the shop shows it', async () => {
  const made = await make({ window: { from: '2026-12-01 09:30', until: null } });
  expect(made.reward.window).toEqual({ from: '2026-12-01 09:30', until: null });
  const [stored] = (await allOf<{ _id: string; window: { from: number } }>(shop, 'rewards')).filter(
    ({ _id }) => _id === made.id,
  );
  expect(new Date(stored?.window.from ?? 0).toISOString()).toBe('2026-12-01T01:30:00.000Z');
});

test('stock that is refilled and taken away while others exchange is never short and never counted twice', async () => {
  const mug = await make({}, 3);
  const id = mug.id ?? '';
  const members = ['s-1', 's-2', 's-3', 's-4', 's-5'];
  for (const each of members) await rich(shop, each);
  const [taken] = await Promise.all([
    Promise.all(members.map((each) => exchange(each, mug))),
    shop.staff(OWNER, 'rewards.restock', { id, by: -2 }, 'less'),
    shop.staff('operator', 'rewards.restock', { id, by: 1 }, 'more'),
  ]);
  const repeat = async (by: number, name: string, who: string) => {
    for (let n = 0; n < 6; n += 1) {
      const answer = await shop.staff(who, 'rewards.restock', { id, by }, name);
      if (refusal(answer) !== 'BUSY') return answer;
    }
    throw new Error('busy for ever');
  };
  const less = await repeat(-2, 'less', OWNER);
  await repeat(1, 'more', 'operator');
  await repeat(1, 'more', 'operator');
  await shop.advance(120_000);
  await shop.tick();
  const made = 3 + 1 - (less.ok ? 2 : 0);
  const got = taken.filter(({ ok }) => ok).length;
  const { stock } = await row(id);
  expect(stock).toMatchObject({ made, onHold: 0 });
  expect(stock?.left).toBeGreaterThanOrEqual(0);
  expect(stock?.sold).toBeGreaterThanOrEqual(got);
  const tooMany = await shop.staff(OWNER, 'rewards.restock', { id, by: -1 - (stock?.left ?? 0) }, key());
  expect(details(tooMany)).toMatchObject({ code: 'OUT_OF_STOCK', left: stock?.left });
});

test('an old refill that is sent again, after others, is still the same one', async () => {
  const { id } = await make({}, 1);
  const refill = (by: number, name: string) => shop.staff(OWNER, 'rewards.restock', { id: id ?? '', by }, name);
  sure(await refill(10, 'first-refill'));
  sure(await refill(100, 'second-refill'));
  expect(sure(await refill(10, 'first-refill')).stock).toMatchObject({ made: 111, left: 111 });
});

test('off sale nobody can take it, back on sale it stands where it stood', async () => {
  const mug = await make();
  const id = mug.id ?? '';
  await rich(shop, 'o-off');
  sure(await shop.staff(OWNER, 'rewards.switch', { id, on: false }, key()));
  expect(refusal(await exchange('o-off', mug))).toBe('REWARD_OFF');
  const off = sure(await shop.staff(OWNER, 'rewards.list', { segment: 'off' }));
  expect(off.rewards.map((each) => each.id)).toContain(id);
  sure(await shop.staff(OWNER, 'rewards.switch', { id, on: true }, key()));
  expect(refusal(await exchange('o-off', mug))).toBe(null);
  expect(refusal(await shop.staff(OWNER, 'rewards.switch', { id: 'nothing', on: true }, key()))).toBe('REWARD_OFF');
});

const listed = async () => {
  const { rewards } = sure(await shop.staff(OWNER, 'rewards.list', { segment: 'on', limit: 200 }));
  return [...rewards].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
};

test('the order that the staff make is the order of the shelf; of two at once one is told', async () => {
  const was = await listed();
  const ids = [...was].reverse();
  const arrange = (wanted: string[], seen: string[]) =>
    shop.staff(OWNER, 'rewards.arrange', { ids: wanted, was: seen }, key());
  expect(sure(await arrange(ids, was)).moved).toBeGreaterThan(0);
  expect(await listed()).toEqual(ids);
  expect(sure(await arrange(ids, was)).moved).toBe(0);
  const [first = '', ...rest] = was;
  expect(refusal(await arrange([...rest, first], was))).toBe('OUTDATED');
  expect(refusal(await arrange(['nothing'], ['nothing']))).toBe('OUTDATED');
  expect(refusal(await arrange(ids, ids.slice(1)))).toBe('INVALID_INPUT');
  const both = await Promise.all([arrange(was, ids), arrange([...rest, first], ids)]);
  expect(both.map(refusal)).toContain('OUTDATED');
  expect([...(await listed())].sort()).toEqual([...was].sort());
});

test('pages of the catalogue are whole, each reward once', async () => {
  const all = await listed();
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = sure(
      await shop.staff(OWNER, 'rewards.list', { segment: 'on', limit: 3, ...(cursor ? { cursor } : {}) }),
    );
    found.push(...page.rewards.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect([...found].sort()).toEqual([...all].sort());
});

test('categories are saved as one list: the second of two is told, and none that has goods vanishes', async () => {
  const view = sure(await shop.staff(OWNER, 'categories.view', {}));
  const saveList = (rev: number, list: { code: string | null; name: string }[], name = key()) =>
    shop.staff(OWNER, 'categories.save', { rev, list: list.map(({ code, name }) => ({ code, name })) }, name);
  const wanted = [
    { code: null, name: '咖啡' },
    { code: null, name: '杯子' },
  ];
  const first = sure(await saveList(view.rev, wanted, 'cats'));
  expect(sure(await saveList(view.rev, wanted, 'cats')).list).toEqual(first.list);
  expect(refusal(await saveList(view.rev, [{ code: null, name: '茶' }]))).toBe('OUTDATED');
  const [coffee, cups] = first.list;
  if (!coffee || !cups) throw new Error('no categories');
  await make({ category: coffee.code });
  expect(details(await saveList(first.rev, [cups]))).toMatchObject({ reason: 'used', name: '咖啡', rewards: 1 });
  expect(details(await saveList(first.rev, [cups, { code: null, name: '杯子' }, coffee]))).toMatchObject({
    reason: 'twice',
  });
  expect(details(await saveList(first.rev, [coffee, { code: null, name: '一个太长了的分类名' }])).field).toMatch(
    /name/,
  );
  expect(sure(await saveList(first.rev, [coffee])).list).toMatchObject([{ code: coffee.code, rewards: 1 }]);
  expect(details(await save({ ...cup, category: 'nowhere' })).field).toBe('reward.category');
});

const ten: TemplateDraft = {
  name: '满 50 减 10',
  value: { kind: 'amount', fen: 1_000 as Fen, thresholdFen: 5_000 as Fen },
  validity: { kind: 'relative', afterDays: 0, days: 30 },
  channels: [],
  stores: [],
  categories: [],
  stacking: null,
  claim: { tiers: [], limit: { count: 1, period: 'ever' }, quota: 3 },
  note: '',
  pool: false,
  state: 'on',
};

const write = (template: Partial<TemplateDraft>, row: TemplateRow | null, name = key(), by = OWNER) =>
  shop.staff(
    by,
    'templates.save',
    { code: row?.code ?? null, mark: row?.mark ?? '', template: { ...(row?.template ?? ten), ...template } },
    name,
  );

test('two people who change two templates at once lose nothing; of two on one template the second is told', async () => {
  const [a, b] = [
    sure(await write({ name: '券甲' }, null, 'tpl-a')),
    sure(await write({ name: '券乙' }, null, 'tpl-b')),
  ];
  expect(sure(await write({ name: '券甲' }, null, 'tpl-a')).code).toBe(a.code);
  const both = await Promise.all([
    write({ name: '券甲改' }, a, key()),
    write({ name: '券乙改' }, b, key(), 'operator'),
    write({ name: '券丙' }, null, key()),
  ]);
  expect(both.map(refusal)).toEqual([null, null, null]);
  const names = async () =>
    sure(await shop.staff(OWNER, 'templates.list', {})).templates.map(({ template }) => template.name);
  expect((await names()).sort()).toEqual(['券丙', '券乙改', '券甲改'].sort());
  expect(refusal(await write({ name: '券甲又改' }, a))).toBe('OUTDATED');
  const [one, two] = await Promise.all([
    write({ note: '一' }, sure(both[0] as Answer<TemplateRow>)),
    write({ note: '二' }, sure(both[0] as Answer<TemplateRow>), key(), 'operator'),
  ]);
  expect([refusal(one), refusal(two)].sort()).toEqual(['OUTDATED', null].sort());
});

test('what a template may not say is refused with its field, and its quota never falls below what was claimed', async () => {
  const row = sure(await write({ name: '可领的' }, null));
  const field = async (template: object) => details(await write(template as never, row)).field;
  expect(await field({ name: '' })).toBe('template.name');
  expect(await field({ value: { kind: 'percent', rate: 100, thresholdFen: 0, capFen: null } })).toMatch(
    /^template\.value/,
  );
  const fixed = { kind: 'fixed' as const, from: '2026-12-02' as DayKey, until: '2026-12-01' as DayKey };
  expect(await field({ validity: fixed })).toBe('template.validity.until');
  expect(await field({ surprise: 1 })).toMatch(/^template/);
  for (const each of ['c-1', 'c-2']) {
    await shop.join(each);
    await shop.advance(10_001);
    sure(await shop.act(each, 'coupons.claim', { template: row.code }, key()));
  }
  const quota = (n: number) => ({ claim: { tiers: [], limit: { count: 1, period: 'ever' as const }, quota: n } });
  expect(details(await write(quota(1), row))).toMatchObject({
    field: 'template.claim.quota',
    reason: 'taken',
    taken: 2,
  });
  expect(sure(await write(quota(8), row)).quota).toEqual({ made: 8, taken: 2, left: 6 });
});

test('a coupon that a reward on sale brings cannot be switched off, and one that nobody waits for can', async () => {
  const row = sure(await write({ name: '换来的', claim: null }, null));
  const coupon = { template: row.code, count: 1 };
  const { id } = await make({ kind: 'coupon', ways: [], coupon, name: '一张券' });
  const off = () => shop.staff(OWNER, 'templates.switch', { code: row.code, on: false }, key());
  expect(details(await off())).toMatchObject({ code: 'INVALID_INPUT', reason: 'brought', name: '一张券' });
  sure(await shop.staff(OWNER, 'rewards.switch', { id: id ?? '', on: false }, key()));
  expect(sure(await off()).template.state).toBe('off');
  expect(refusal(await shop.staff(OWNER, 'templates.switch', { code: 'nothing', on: true }, key()))).toBe('COUPON_OFF');
});

test('codes of others are added once each; a wrong one adds none', async () => {
  const row = sure(await write({ name: '电影票', claim: null, pool: true }, null));
  const add = (codes: string[]) => shop.staff(OWNER, 'pools.add', { template: row.code, codes }, key());
  expect(sure(await add(['FILM-1', 'FILM-2', 'FILM-1']))).toEqual({ added: 2, present: 1, free: 2 });
  expect(sure(await add(['FILM-2', 'FILM-3']))).toEqual({ added: 1, present: 1, free: 3 });
  expect(details(await add(['FILM-4', '有空 格']))).toMatchObject({ field: 'codes', at: 1 });
  expect(details(await add(Array.from({ length: 1_001 }, (_, n) => `F${n}`))).field).toBe('payload.codes');
  const { templates } = sure(await shop.staff(OWNER, 'templates.list', {}));
  expect(templates.find(({ code }) => code === row.code)?.pool).toBe(3);
});

test('RED-11 pick-ups are seen and handed over in their stores; addresses only by who sends goods', async () => {
  const mug = await make({ name: '围巾' }, 20);
  await rich(shop, 'f-1');
  const [here, there] = [await take('f-1', mug), await take('f-1', mug, { storeId: 'lake' })];
  const sent = await take('f-1', mug, { way: 'delivery', storeId: undefined, address });
  const ids = async (openid: string, input: object) =>
    sure(await shop.staff(openid, 'fulfil.list', input as never)).rows.map(({ id }) => id);
  expect(await ids(OWNER, { segment: 'toCollect' })).toEqual(expect.arrayContaining([here, there]));
  const theirs = await ids('cashier', { segment: 'toCollect' });
  expect(theirs).toContain(there);
  expect(theirs).not.toContain(here);
  expect(await ids(OWNER, { segment: 'toCollect', storeId: 'lake' })).not.toContain(here);
  for (const segment of ['toShip', 'sent'] as const)
    expect(refusal(await shop.staff('cashier', 'fulfil.list', { segment }))).toBe('ROLE_REQUIRED');
  expect(refusal(await shop.staff('cashier', 'fulfil.list', { segment: 'toCollect', storeId: 'default' }))).toBe(
    'STORE_NOT_YOURS',
  );
  const due = sure(await shop.staff('operator', 'fulfil.list', { segment: 'toShip' }));
  expect(due.rows.find(({ id }) => id === sent)).toMatchObject({ address, open: true, way: 'delivery' });
  const hand = (openid: string, id: string, storeId: string, name = key()) =>
    shop.staff(openid, 'fulfil.handOver', { id, storeId }, name);
  expect(refusal(await hand('cashier', here, 'default'))).toBe('STORE_NOT_YOURS');
  expect(refusal(await hand('cashier', here, 'lake'))).toBe('REDEMPTION_STORE');
  const both = await Promise.all([hand('cashier', there, 'lake', 'hand'), hand(OWNER, there, 'lake')]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(refusal(await hand(OWNER, sent, 'default'))).toBe('REDEMPTION_NOT_FOUND');
  const done = sure(await shop.staff('cashier', 'fulfil.list', { segment: 'done' }));
  expect(done.rows.find(({ id }) => id === there)).toMatchObject({ state: 'completed', address: null });
});

test('of parcels that are sent together each is sent or refused for itself, and once', async () => {
  const mug = await make({ name: '帽子' }, 20);
  await rich(shop, 'f-2');
  const way = { way: 'delivery', storeId: undefined, address };
  const [one, two] = [await take('f-2', mug, way), await take('f-2', mug, way)];
  const pickup = await take('f-2', mug);
  const slip = (id: string) => ({ id, carrier: '顺丰', number: `SF-${id.slice(0, 6)}` });
  const parcels = [one, pickup, two, 'nothing'].map(slip);
  const ship = () => shop.staff('operator', 'fulfil.ship', { parcels }, 'batch');
  const first = sure(await ship()).results.map(({ error }) => error?.code ?? null);
  expect(first).toEqual([null, 'NOT_CANCELLABLE', null, 'REDEMPTION_NOT_FOUND']);
  expect(sure(await ship()).results.map(({ error }) => error?.code ?? null)).toEqual(first);
  const trail = (await allOf<{ kind: string; redemptionId?: string }>(shop, 'actions')).filter(
    (act) => act.kind === 'parcel' && [one, two].includes(act.redemptionId ?? ''),
  );
  expect(trail).toHaveLength(2);
  const twice = { parcels: [slip(one), slip(one)] };
  expect(refusal(await shop.staff('operator', 'fulfil.ship', twice, key()))).toBe('INVALID_INPUT');
  const many = { parcels: Array.from({ length: 21 }, (_, n) => slip(`x${n}`)) };
  expect(refusal(await shop.staff('operator', 'fulfil.ship', many, key()))).toBe('INVALID_INPUT');
});

test('what the shop cancels goes back whole: points, units and the count of the limit, once, and the trail says why', async () => {
  const mug = await make({ name: '限量', limit: { count: 1, period: 'ever' } }, 1);
  await rich(shop, 'f-3');
  const id = await take('f-3', mug);
  expect(await available(shop, 'f-3')).toBe(RICH - 200);
  const cancel = (openid: string, name = key()) =>
    shop.staff(openid, 'fulfil.cancel', { id, why: 'short' as const }, name);
  expect(refusal(await cancel('cashier'))).toBe('ROLE_REQUIRED');
  expect(sure(await cancel(OWNER, 'cancel')).state).toBe('cancelled');
  expect(sure(await cancel(OWNER, 'cancel')).ended?.reason).toBe('staff');
  sure(await cancel(OWNER));
  await shop.advance(120_000);
  await shop.tick();
  expect(await available(shop, 'f-3')).toBe(RICH);
  expect((await row(mug.id ?? '')).stock).toMatchObject({ left: 1, onHold: 0 });
  expect(refusal(await exchange('f-3', mug))).toBe(null);
  const rows = (await allOf<{ what?: string; subject?: string; facts?: object }>(shop, 'actions')).filter(
    ({ what, subject }) => what === 'fulfil.cancel' && subject === id,
  );
  expect(rows[0]).toMatchObject({ facts: { why: 'short', points: 200, quantity: 1 } });
  expect(refusal(await shop.staff(OWNER, 'fulfil.cancel', { id: 'nothing', why: 'asked' }, key()))).toBe(
    'REDEMPTION_NOT_FOUND',
  );
});

test('the books of everybody are clean', async () => {
  await shop.advance(120_000);
  await shop.tick();
  expect(await auditAll(shop)).toEqual([]);
});
