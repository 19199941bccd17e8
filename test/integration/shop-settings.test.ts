/** The shop's settings through the staff's function: who may, what is refused, and two people at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../typings/api/envelope';
import type { Notices, ShopLook } from '../../typings/api/shop';
import type { Role } from '../../typings/api/staff';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `setting-${++keys}`;
const OWNER = 'owner';
const MANAGER = 'manager';

beforeAll(async () => {
  shop = await openShop();
  sure(await shop.staff(OWNER, 'staff.claim', { code: await shop.setupCode(), name: '店主' }, key()));
  await invite(MANAGER, 'manager');
  await invite('analyst', 'analyst');
});
afterAll(() => shop.close());

async function invite(openid: string, role: Role): Promise<void> {
  const { code } = sure(await shop.staff(OWNER, 'staff.invite', { role, stores: [] }, key()));
  sure(await shop.staff(openid, 'staff.join', { code, name: '小陈' }, key()));
}

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

const refusal = (answer: Answer<unknown>) =>
  answer.ok ? null : [answer.error.code, answer.error.details?.field].filter(Boolean).join(' ');

const look = async () => sure(await shop.staff(OWNER, 'shop.look', {}));
const saveLook = (as: string, content: ShopLook, rev: number, with_ = key()) =>
  shop.staff(as, 'shop.saveLook', { content, rev }, with_);

test('OPS-2: what the staff set is what shoppers see, within seconds', async () => {
  const { content, rev } = await look();
  const name = '‮老王<b>面馆</b>😀';
  sure(await saveLook(MANAGER, { ...content, name, colour: '#2e7d4f', points: { name: '星星', unit: '颗' } }, rev));
  await shop.advance(11_000);
  const { shop: seen } = sure(await shop.act('somebody', 'member.home', {}));
  expect(seen).toMatchObject({ name, points: { name: '星星', unit: '颗' } });
  expect(seen.colours.light['--brand']).toBe('#2E7D4F');
});

test('of two who save at once one is stored and the other is told; the same change again is the same', async () => {
  const { content, rev } = await look();
  const [one, two] = [
    { ...content, phone: '111' },
    { ...content, phone: '222' },
  ];
  const answers = await Promise.all([saveLook(OWNER, one, rev, 'at-once-1'), saveLook(MANAGER, two, rev, 'at-once-2')]);
  expect(answers.map(refusal).sort()).toEqual(['OUTDATED', null].sort());
  const stored = await look();
  expect(stored.rev).toBe(rev + 1);
  const winner = answers[0]?.ok ? ([OWNER, one, 'at-once-1'] as const) : ([MANAGER, two, 'at-once-2'] as const);
  expect(stored.content.phone).toBe(winner[1].phone);
  expect(sure(await saveLook(winner[0], winner[1], rev, winner[2])).rev).toBe(rev + 1);
});

test('parts of the shop that others edit are left as they are', async () => {
  const { content: before, rev } = await look();
  const { content: texts } = sure(await shop.staff(OWNER, 'shop.texts', {}));
  const terms = [{ heading: '只有一段', text: '写得很短。' }];
  sure(await shop.staff(OWNER, 'shop.saveTexts', { content: { ...texts, terms }, rev }, key()));
  const after = await look();
  expect(after).toEqual({ content: before, rev: rev + 1 });
  expect(refusal(await saveLook(OWNER, { ...before, phone: '333' }, rev))).toBe('OUTDATED');
  expect(sure(await shop.staff(OWNER, 'shop.texts', {})).content.terms).toEqual(terms);
});

test('bad input is refused with its field, and nothing is changed', async () => {
  const before = await look();
  const { content, rev } = before;
  const bad: [Partial<Record<keyof ShopLook, unknown>>, string][] = [
    [{ name: '' }, 'name'],
    [{ name: '很'.repeat(21) }, 'name'],
    [{ colour: 'red' }, 'colour'],
    [{ points: { name: '', unit: '分' } }, 'points.name'],
    [{ logo: 'https://example.com/a.png' }, 'logo'],
    [{ logo: `cloud://other.env/shop/tier/${'a'.repeat(64)}.png` }, 'logo'],
    [{ logo: 'cloud://env/incoming/x' }, 'logo'],
    [{ service: { kind: 'wecom', corpId: 'a b', url: 'https://work.weixin.qq.com/kfid/x' } }, 'service.corpId'],
    [{ group: { title: '群', text: '', picture: 'cloud://env/anything.png' } }, 'group.picture'],
  ];
  for (const [change, field] of bad) {
    const said = refusal(await saveLook(OWNER, { ...content, ...change } as ShopLook, rev));
    expect(said, field).toMatch(new RegExp(`^INVALID_INPUT (payload\\.)?content\\.${field.replace('.', '\\.')}$`));
  }
  expect(await look()).toEqual(before);
});

test('a text that is changed gets a new version, which newcomers agree to; the other keeps its own', async () => {
  const before = sure(await shop.staff(OWNER, 'shop.texts', {}));
  const privacy = before.content.privacy.map((each, place) => (place === 0 ? { ...each, text: '改过了。' } : each));
  const saved = sure(
    await shop.staff(OWNER, 'shop.saveTexts', { content: { ...before.content, privacy }, rev: before.rev }, key()),
  );
  expect(saved.versions.terms).toBe(before.versions.terms);
  expect(saved.versions.privacy).not.toBe(before.versions.privacy);
  await shop.advance(11_000);
  const joined = await shop.act(
    'newcomer',
    'member.join',
    { termsVersion: before.versions.terms, privacyVersion: before.versions.privacy },
    key(),
  );
  expect(refusal(joined)).toBe('CONSENT_OUTDATED');
});

test('OPS-8: a module is switched after its real figures were told; shoppers lose it, balances and books stay', async () => {
  const member = await shop.join('regular');
  sure(await shop.act('regular', 'checkin.signIn', {}, 'day-one'));
  await shop.day(1);
  // Writes down what the day before has brought.
  await shop.tick();
  const told = sure(await shop.staff(OWNER, 'modules.consequences', { module: 'checkin', on: false }));
  expect(told.out).toEqual([{ code: 'signedYesterday', count: 1, more: false }]);
  const { rev } = sure(await shop.staff(OWNER, 'shop.modules', {}));
  expect(
    refusal(await shop.staff(MANAGER, 'modules.switch', { module: 'checkin', on: false, rev: rev - 1 }, key())),
  ).toBe('OUTDATED');
  const off = sure(await shop.staff(MANAGER, 'modules.switch', { module: 'checkin', on: false, rev }, 'off'));
  expect(off.content).toMatchObject({ checkin: false, mall: true });
  await shop.advance(11_000);
  expect(refusal(await shop.act('regular', 'checkin.signIn', {}, 'day-two'))).toBe('MODULE_OFF');
  const home = sure(await shop.act('regular', 'member.home', {}));
  expect(home.shop.modules).toMatchObject({ checkin: false, mall: true });
  expect(home.member?.number).toBe(member.member?.number);
  for (const module of ['mall', 'coupons', 'invite'] as const) {
    const { out } = sure(await shop.staff(OWNER, 'modules.consequences', { module, on: false }));
    expect(
      out.every(({ count }) => Number.isSafeInteger(count)),
      module,
    ).toBe(true);
  }
});

test('messages are held to their templates: every wrong place is named, and nothing is saved', async () => {
  const view = sure(await shop.staff(OWNER, 'shop.notices', {}));
  const notice = (fields: Notices['list'][number]['fields']): Notices => ({
    ...view.content,
    list: [{ kind: 'memberDay', templateId: 'Tpl_12345678', fields }],
  });
  const save = (content: Notices, rev = view.rev) => shop.staff(OWNER, 'shop.saveNotices', { content, rev }, key());
  const refused = await save(notice({ thing1: 'nothing', phrase2: { text: 'English' } }));
  expect(refused.ok ? [] : Object.keys(refused.error.details ?? {})).toEqual(
    expect.arrayContaining(['at list.0.fields.thing1', 'at list.0.fields.phrase2']),
  );
  expect(sure(await shop.staff(OWNER, 'shop.notices', {})).rev).toBe(view.rev);
  const saved = sure(await save(notice({ thing1: 'name' })));
  expect(saved.rev).toBe(view.rev + 1);
  expect(refusal(await save(notice({ thing1: 'name', time2: 'day' })))).toBe('OUTDATED');
});

test('payment and limits are the owner’s; what the trade may not use is refused at its field', async () => {
  expect(refusal(await shop.staff(MANAGER, 'shop.payment', {}))).toBe('ROLE_REQUIRED');
  expect(refusal(await shop.staff(MANAGER, 'shop.care', {}))).toBe('ROLE_REQUIRED');
  expect(refusal(await shop.staff('analyst', 'shop.look', {}))).toBe('ROLE_REQUIRED');
  const { content, rev } = sure(await shop.staff(OWNER, 'shop.payment', {}));
  const save = (change: object) =>
    shop.staff(OWNER, 'shop.savePayment', { content: { ...content, ...change }, rev }, key());
  expect(refusal(await save({ trade: 'shoes', pay: { adapter: 'cloudPay', subMchId: '12345678' } }))).toBe(
    'INVALID_INPUT content.pay',
  );
  expect(refusal(await save({ pay: { adapter: 'cloudPay', subMchId: '1' } }))).toBe(
    'INVALID_INPUT content.pay.subMchId',
  );
  expect(refusal(await save({ pay: { adapter: 'none', key: 'secret' } }))).toMatch(/^INVALID_INPUT content\.pay/);
  expect(sure(await save({ pay: { adapter: 'cloudPay', subMchId: '12345678' } })).rev).toBe(rev + 1);
  const care = sure(await shop.staff(OWNER, 'shop.care', {}));
  const limits = { ...care.content, alone: { ...care.content.alone, manager: 2_000_000 } };
  expect(refusal(await shop.staff(OWNER, 'shop.saveCare', { content: limits, rev: care.rev }, key()))).toBe(
    'INVALID_INPUT content.alone.manager',
  );
});

test('the first page of the settings says how each of them stands', async () => {
  expect(sure(await shop.staff(OWNER, 'shop.overview', {}))).toMatchObject({
    modules: { checkin: false },
    messages: 1,
    adapter: 'cloudPay',
  });
});
