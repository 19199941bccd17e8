import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import { defaultShop } from '../../cloudfunctions/core/shop';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

test('a guest sees the shop, joins in one tap, and is the same member ever after (TIR-8, SEC-5)', async () => {
  const guest = await shop.act('lin', 'member.home', {});
  expect(guest).toMatchObject({ ok: true, data: { today: '2026-11-21', member: null, shop: { name: '禾木小馆' } } });
  const joined = await shop.join('lin');
  expect(joined.member).toMatchObject({ joinedOn: '2026-11-21', nickname: null, points: { available: 0, monthIn: 0 } });
  expect(joined.member?.number).toMatch(/^\d{12}$/);
  const again = await shop.join('lin');
  expect(again.member?.number).toBe(joined.member?.number);
  const books = await shop.books('lin');
  expect(books.members.length).toBe(1);
  const consent = { termsVersion: defaultShop.terms.version, privacyVersion: defaultShop.privacy.version };
  expect(books.members[0]).toMatchObject({ consent });
  expect(books.entries.map(({ key }) => key)).toEqual(['join']);
  expect(books.wrong).toEqual([]);
});

test('a guest sees every tier and its rights ahead, and nobody’s growth (TIR-9)', async () => {
  const seen = await shop.act('passer-by', 'tiers.view', {});
  if (!seen.ok) throw new Error(seen.error.code);
  const { tiers, own, progress, history, rules } = seen.data;
  expect({ own, progress, history }).toEqual({ own: null, progress: null, history: [] });
  expect(tiers.map(({ code, state }) => [code, state])).toEqual(
    defaultProgramme.tiers.list.map(({ code }) => [code, 'ahead']),
  );
  expect(tiers.flatMap(({ rights }) => rights)).not.toEqual([]);
  expect(rules).not.toEqual([]);
  await shop.join('passer-by');
  const joined = await shop.act('passer-by', 'tiers.view', {});
  expect(joined.ok && joined.data.tiers[0]?.state).toBe('own');
});

test('home costs one round trip, a check-in two, also in a cold instance', async () => {
  await shop.join('depth');
  await shop.advance(60_000);
  await shop.logs();
  await shop.act('depth', 'member.home', {});
  await shop.act('depth', 'checkin.signIn', {}, 'tap-1');
  await shop.act('depth', 'checkin.calendar', {});
  await shop.act('depth', 'points.history', {});
  const [home, signIn, calendar, history] = await shop.logs();
  expect(home).toMatchObject({ action: 'member.home', ok: true, depth: 1 });
  expect(signIn).toMatchObject({ action: 'checkin.signIn', ok: true, depth: 2 });
  expect(signIn?.requests).toBeLessThanOrEqual(3);
  expect(calendar).toMatchObject({ action: 'checkin.calendar', ok: true, depth: 2 });
  expect(history).toMatchObject({ action: 'points.history', ok: true, depth: 2 });
});

test('home stays at one round trip and a check-in at two: cold, with expired points to book, after the sweeper, repeated', async () => {
  const trips = async (key: string) => {
    await shop.logs();
    await shop.act('thrifty', 'member.home', {});
    const signed = await shop.act('thrifty', 'checkin.signIn', {}, key);
    const lines = await shop.logs();
    expect(lines.map(({ ok, depth }) => [ok, depth])).toEqual([
      [true, 1],
      [true, 2],
    ]);
    expect(Math.max(...lines.map(({ requests }) => requests))).toBeLessThanOrEqual(3);
    return signed;
  };
  await shop.day(0);
  await shop.join('thrifty');
  await trips('first');
  await shop.advance(60 * 60_000);
  await shop.tick();
  await shop.advance(60 * 60_000);
  await shop.tick();
  // From the ledger: the journal is empty.
  expect(await trips('second')).toMatchObject({ data: { repeated: true } });
  await shop.day(400);
  expect(await trips('later')).toMatchObject({ data: { earned: 5, member: { points: { available: 5 } } } });
  expect((await shop.books('thrifty')).entries.map(({ kind }) => kind)).toEqual(['expiry', 'checkin']);
  await shop.day(0);
});

test('20 simultaneous check-ins pay once, and 20 simultaneous joins make one member', async () => {
  const home = await shop.act('rush', 'member.home', {});
  if (!home.ok) throw new Error('no home');
  const consent = { termsVersion: home.data.shop.terms.version, privacyVersion: home.data.shop.privacy.version };
  const joins = await Promise.all(
    Array.from({ length: 20 }, (_, i) => shop.act('rush', 'member.join', consent, `join-${i}`)),
  );
  expect(new Set(joins.map((each) => (each.ok ? each.data.member?.number : each.error.code))).size).toBe(1);
  const taps = await Promise.all(
    Array.from({ length: 20 }, (_, i) => shop.act('rush', 'checkin.signIn', {}, `tap-${i}`)),
  );
  expect(taps.every((each) => each.ok)).toBe(true);
  expect(taps.filter((each) => each.ok && !each.data.repeated).length).toBe(1);
  const books = await shop.books('rush');
  expect(books.members.length).toBe(1);
  expect(books.members[0]).toMatchObject({ balance: 5, seq: 2 });
  expect(books.wrong).toEqual([]);
});

test('the same tap gets the same answer, another tap is told it was signed before', async () => {
  await shop.join('twice');
  const first = await shop.act('twice', 'checkin.signIn', { day: '2026-11-21' as never }, 'tap-1');
  const same = await shop.act('twice', 'checkin.signIn', { day: '2026-11-21' as never }, 'tap-1');
  const other = await shop.act('twice', 'checkin.signIn', {}, 'tap-2');
  for (const each of [first, same, other]) {
    expect(each).toMatchObject({ ok: true, data: { earned: 5, because: [{ code: 'checkin.base' }], gift: null } });
  }
  expect(first).toMatchObject({ data: { repeated: false } });
  expect(same).toMatchObject({ data: { repeated: false } });
  expect(other).toMatchObject({ data: { repeated: true, member: { points: { available: 5 } } } });
});

test('a nickname is trimmed and checked, an avatar comes from the own folder', async () => {
  const { member } = await shop.join('named');
  const named = await shop.act('named', 'member.updateProfile', { nickname: '  小林 ' }, 'p-1');
  expect(named).toMatchObject({ ok: true, data: { nickname: '小林' } });
  expect(await shop.act('named', 'member.updateProfile', { nickname: '小林' }, 'p-1')).toMatchObject({ ok: true });
  expect(await shop.act('named', 'member.updateProfile', { nickname: '大林' }, 'p-1')).toMatchObject({
    error: { code: 'KEY_REUSED' },
  });
  expect(await shop.act('named', 'member.updateProfile', { nickname: '违禁' }, 'p-2')).toMatchObject({
    error: { code: 'TEXT_REFUSED', details: { field: 'payload.nickname' } },
  });
  const avatar = `cloud://local.6c6f-local/avatars/${member?.number}/face.png`;
  expect(await shop.act('named', 'member.updateProfile', { avatar }, 'p-3')).toMatchObject({
    ok: true,
    data: { avatar, nickname: '小林' },
  });
  const foreign = avatar.replace(`${member?.number}`, '111111111111');
  expect(await shop.act('named', 'member.updateProfile', { avatar: foreign }, 'p-4')).toMatchObject({
    error: { code: 'INVALID_INPUT', details: { field: 'payload.avatar' } },
  });
  const books = await shop.books('named');
  expect(books.members[0]).toMatchObject({ profile: { nickname: '小林', avatar, unchecked: false }, balance: 0 });
  expect(books.wrong).toEqual([]);
});

test('the timer asks about a name that could not be checked, and takes a risky one away', async () => {
  for (const [openid, nickname] of [
    ['fine', '小周'],
    ['risky', '违禁品'],
  ] as const) {
    await shop.join(openid);
    await shop.act(openid, 'member.updateProfile', { nickname: '旧名' }, 'old');
    const [member] = (await shop.books(openid)).members;
    if (!member) throw new Error('no member');
    const profile = { ...member.profile, nickname, unchecked: true };
    await shop.store('members', {
      ...member,
      profile,
      nameCheck: { of: `tap:profile:${openid}`, at: 1, tries: 0 },
    } as never);
  }
  await shop.logs();
  expect(await shop.tick()).toMatchObject({ names: { passed: 1, reset: 1, open: 0 } });
  const [line, ...more] = await shop.logs();
  expect(more).toEqual([]);
  expect(line).toMatchObject({ function: 'timer', action: 'tick', ok: true });
  expect(JSON.stringify(line)).not.toMatch(/小周|违禁|alarms/);
  const [fine, risky] = [await shop.books('fine'), await shop.books('risky')];
  expect(fine.members[0]).toMatchObject({ profile: { nickname: '小周', unchecked: false }, nameCheck: null });
  expect(risky.members[0]).toMatchObject({ profile: { nickname: null, unchecked: false }, nameCheck: null });
  expect([...fine.wrong, ...risky.wrong]).toEqual([]);
});

test('history pages through journal and ledger without a gap, and refuses a cursor it never gave', async () => {
  await shop.join('reader');
  for (let n = 0; n < 4; n += 1) {
    await shop.day(n);
    await shop.act('reader', 'checkin.signIn', {}, `tap-${n}`);
    if (n === 1) await shop.act('reader', 'member.updateProfile', { nickname: '读者' }, 'name');
    if (n === 2) await shop.tick();
  }
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await shop.act('reader', 'points.history', { limit: 2, ...(cursor ? { cursor } : {}) });
    if (!page.ok) throw new Error(page.error.code);
    seen.push(...page.data.entries.map((entry) => entry.balanceAfter));
    cursor = page.data.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual([20, 15, 10, 5, 0]);
  for (const forged of ['x', 'aDEuOTk5', Buffer.from('h1.999').toString('base64url'), '"}']) {
    expect(await shop.act('reader', 'points.history', { cursor: forged })).toMatchObject({
      error: { code: 'INVALID_INPUT', details: { field: 'payload.cursor' } },
    });
  }
  await shop.day(0);
});

test('a module that is off has no block and refuses its actions; a clock cannot be called by people', async () => {
  await shop.join('off');
  const home = await shop.act('off', 'member.home', {});
  if (!home.ok) throw new Error('no home');
  const { name, logo, points, hours, address, phone, terms, privacy } = home.data.shop;
  const stored = { shape: 1, name, logo, points, hours, address, phone, terms, privacy, colour: '#2B7A78' };
  await shop.store('settings', { _id: 'shop', ...stored, modules: { checkin: false } } as { _id: string });
  await shop.advance(20_000);
  expect(await shop.act('off', 'member.home', {})).toMatchObject({ ok: true, data: { checkin: null } });
  expect(await shop.act('off', 'checkin.signIn', {}, 't')).toMatchObject({ error: { code: 'MODULE_OFF' } });
  expect(await shop.act('off', 'checkin.calendar', {})).toMatchObject({ error: { code: 'MODULE_OFF' } });
  expect(await shop.act('off', 'checkin.makeUp', { day: '2026-11-20' as never }, 'm')).toMatchObject({
    error: { code: 'MODULE_OFF' },
  });
  await shop.store('settings', { _id: 'shop', ...stored, modules: { checkin: true } } as { _id: string });
  await shop.advance(20_000);
  expect(await shop.raw('off', { Type: 'Timer' }, 'timer')).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
});

test('nothing runs on half a programme: a stored one that is not valid is refused, and logged', async () => {
  const half = { _id: 'programme', shape: 2, current: { shape: 2, version: 2 } };
  await shop.store('settings', half);
  await shop.advance(20_000);
  await shop.logs();
  expect(await shop.act('lin', 'checkin.signIn', {}, 'half')).toMatchObject({ error: { code: 'INTERNAL' } });
  const [line, ...more] = await shop.logs();
  expect(more).toEqual([]);
  expect(line).toMatchObject({ ok: false, code: 'INTERNAL', error: expect.stringContaining('zone') });
});

test('a programme of an older shape goes on as it was', async () => {
  const stored = {
    shape: 1,
    version: 2,
    zone: 'Asia/Shanghai',
    validity: { kind: 'rolling', months: 3 },
    joining: { points: 50 },
    checkIn: { steps: [{ from: 1, points: 9 }], milestones: [], makeUp: { perMonth: 0, windowDays: 7 } },
    tiers: [{ code: 'friend', name: '老友', material: 'jade' }],
  };
  await shop.store('settings', { _id: 'programme', ...stored } as { _id: string });
  await shop.advance(20_000);
  const joined = await shop.join('newcomer');
  expect(joined.member).toMatchObject({ tier: stored.tiers[0], points: { available: 50, monthIn: 50 } });
  expect(joined.checkin).toMatchObject({ nextPoints: 9, nextGift: null, makeUp: { left: 0, perMonth: 0 } });
  const history = await shop.act('newcomer', 'points.history', {});
  expect(history).toMatchObject({ data: { entries: [{ points: 50, programmeVersion: 2, lastDay: '2027-02-28' }] } });
  expect((await shop.books('newcomer')).wrong).toEqual([]);
});
