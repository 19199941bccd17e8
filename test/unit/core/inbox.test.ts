import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Member } from '../../../cloudfunctions/core/account';
import { inbox, inboxSeen } from '../../../cloudfunctions/core/inbox';
import { noticeBirth } from '../../../cloudfunctions/core/messaging';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { NoticeView } from '../../../typings/api/shopper';
import type { EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member, NOON } from '../../faults/simulation/world';

const HOUR = 3_600_000;

async function holding(change: Partial<Member>, notices: { of: string; key: string; dueAt: number }[]) {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  await store.add('members', { ...member('m'), ...change });
  for (const { of, key, dueAt } of notices)
    await store.add('notices', noticeBirth(of, key, 'birthday', { points: dueAt - NOON }, dueAt as EpochMs).document);
  return memory;
}

async function page(store: Store, cursor: string | null, limit?: number) {
  const input = { ...(cursor === null ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) };
  const answer = await inbox(environment(store), 'openid-m', input);
  if (!answer.ok) throw new Error(answer.code);
  return answer.data;
}

async function readThrough(store: Store, limit: number): Promise<NoticeView[]> {
  const seen: NoticeView[] = [];
  let cursor: string | null = null;
  do {
    const { notices, nextCursor } = await page(store, cursor, limit);
    expect(notices.length).toBeLessThanOrEqual(limit);
    seen.push(...notices);
    cursor = nextCursor;
  } while (cursor !== null && seen.length < 1000);
  return seen;
}

const one = (memory: Memory) => memory.all('members')[0] as unknown as Member;

test('page after page shows every notice that is due once, newest first, the members that became this one included', async () => {
  const notice = fc.record({
    of: fc.constantFrom('m', 'alias', 'somebody-else'),
    // Few instants, so that several notices share one; the last two are not due yet.
    dueAt: fc.constantFrom(-3, -2, -1, 0, 1, 2).map((hours) => NOON + hours * HOUR),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(notice, { maxLength: 25 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 0, max: 5 }),
      async (drawn, limit, unread) => {
        const notices = drawn.map((each, index) => ({ ...each, key: `about-${index}` }));
        const memory = await holding({ aliases: ['alias'], noticed: 9, noticesSeen: 9 - unread }, notices);
        const due = notices.filter(({ of, dueAt }) => of !== 'somebody-else' && dueAt <= NOON);
        const seen = await readThrough(memory.plain(), limit);
        expect(seen.map(({ at }) => at)).toEqual(due.map(({ dueAt }) => dueAt).sort((a, b) => b - a));
        expect(new Set(seen.map(({ id }) => id)).size).toBe(due.length);
        const own = due.filter(({ of }) => of === 'm').length;
        expect(seen.filter((each) => each.unread)).toHaveLength(Math.min(own, unread));
      },
    ),
    { numRuns: 120 },
  );
});

test('unread are the newest of the account’s own; what one that became this one was told before is read', async () => {
  const notices = [
    { of: 'm', hours: 1 },
    { of: 'alias', hours: 2 },
    { of: 'm', hours: 3 },
    { of: 'alias', hours: 4 },
    { of: 'm', hours: 5 },
  ].map(({ of, hours }) => ({ of, key: `n${hours}`, dueAt: NOON - hours * HOUR }));
  const store = (await holding({ aliases: ['alias'], noticed: 3, noticesSeen: 1 }, notices)).plain();
  for (const limit of [1, 2, 9])
    expect((await readThrough(store, limit)).map(({ unread }) => unread)).toEqual([true, false, true, false, false]);
});

test('a notice that comes while somebody pages neither repeats nor hides another', async () => {
  const notices = [1, 2, 3, 4, 5].map((hours) => ({ of: 'm', key: `n${hours}`, dueAt: NOON - hours * HOUR }));
  const store = (await holding({}, notices)).plain();
  const first = await page(store, null, 2);
  await store.add('notices', noticeBirth('m', 'new', 'birthday', { points: 1 }, NOON).document);
  const second = await page(store, first.nextCursor, 2);
  const shown = [...first.notices, ...second.notices].map(({ at }) => (NOON - at) / HOUR);
  expect(shown).toEqual([1, 2, 3, 4]);
});

test('a cursor that was never handed out is refused', async () => {
  const notices = [1, 2, 3].map((hours) => ({ of: 'm', key: `n${hours}`, dueAt: NOON - hours * HOUR }));
  const store = (await holding({}, notices)).plain();
  const { nextCursor } = await page(store, null, 1);
  if (nextCursor === null) throw new Error('there are more');
  const forged = [`${nextCursor}=`, nextCursor.slice(1), 'x', Buffer.from('n1.0.abc.1').toString('base64url')];
  for (const cursor of forged)
    expect(await inbox(environment(store), 'openid-m', { cursor })).toEqual({
      ok: false,
      code: 'INVALID_INPUT',
      details: { field: 'payload.cursor' },
    });
});

test('a notice that is still on its way is shown as well, and once when it has come', async () => {
  const memory = await holding({}, [{ of: 'm', key: 'old', dueAt: NOON - HOUR }]);
  const store = memory.plain();
  const birth = noticeBirth('m', 'new', 'birthday', { points: 0 }, NOON);
  const later = noticeBirth('m', 'later', 'birthday', { points: 0 }, (NOON + HOUR) as EpochMs);
  await store.update('members', 'm', {}, { set: { 'journal.e1.births': [birth, later] } });
  const onItsWay = (await page(store, null)).notices;
  expect(onItsWay.map(({ at }) => at)).toEqual([NOON, NOON - HOUR]);
  await store.add('notices', birth.document);
  expect((await page(store, null)).notices).toEqual(onItsWay);
});

test('a notice tells the phone nothing of ids', async () => {
  const store = (await holding({}, [{ of: 'm', key: 'order:till-1:A1001:paid', dueAt: NOON }])).plain();
  const { notices } = await page(store, null);
  expect(notices[0]?.id).toMatch(/^[\w-]{16}$/);
  expect(JSON.stringify(notices)).not.toContain('A1001');
});

test('looking at the inbox marks everything as read, moves nothing, and again changes nothing', async () => {
  const memory = await holding({ noticed: 3, noticesSeen: 1 }, []);
  const before = one(memory);
  for (let look = 0; look < 2; look += 1)
    expect(await inboxSeen(environment(memory.plain()), 'openid-m')).toEqual({ ok: true, data: { unread: 0 } });
  expect(one(memory)).toEqual({ ...before, noticesSeen: 3 });
});

test('a member of an older shape can look, too', async () => {
  const memory = await holding({ noticed: 2 }, []);
  await memory.plain().update('members', 'm', {}, { unset: ['noticesSeen'] });
  const older = { shape: 1, noticed: 2 };
  await memory.plain().update('members', 'm', {}, { set: older });
  expect(await inboxSeen(environment(memory.plain()), 'openid-m')).toEqual({ ok: true, data: { unread: 0 } });
  expect(one(memory)).toMatchObject({ noticesSeen: 2 });
});

test('a look that began earlier does not make later notices unread, nor unread ones read', async () => {
  const memory = await holding({ noticed: 3, noticesSeen: 0 }, []);
  const store = memory.plain();
  let meanwhile = true;
  const slow: Store = {
    ...store,
    find: async (collection, query) => {
      const found = await store.find(collection, query);
      // Between its read and its write a notice is born and another phone looks.
      if (meanwhile && collection === 'members') {
        meanwhile = false;
        await store.update('members', 'm', {}, { set: { noticed: 4 } });
        await inboxSeen(environment(store), 'openid-m');
      }
      return found as never;
    },
  };
  expect(await inboxSeen(environment(slow), 'openid-m')).toEqual({ ok: true, data: { unread: 0 } });
  expect(one(memory)).toMatchObject({ noticed: 4, noticesSeen: 4 });
});

test('a guest has no inbox', async () => {
  const env = environment(new Memory(() => NOON).plain());
  expect(await inbox(env, 'nobody', {})).toEqual({ ok: false, code: 'NOT_MEMBER' });
  expect(await inboxSeen(env, 'nobody')).toEqual({ ok: false, code: 'NOT_MEMBER' });
});
