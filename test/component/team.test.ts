/** What the team's pages say: the table of duties, the trail, invites, stores and keys. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duties, groupOf, groups, ROLES, rolesOf, type StaffAction } from '../../cloudfunctions/core/staffing';
import { dutyCards } from '../../miniprogram/admin/views/duties';
import { inviteRow, leftText, memberRow, roleChoices } from '../../miniprogram/admin/views/team';
import { trailRows, trailText } from '../../miniprogram/admin/views/trail';
import { teamHans } from '../../miniprogram/admin/words/team/zh-Hans';
import { teamHant } from '../../miniprogram/admin/words/team/zh-Hant';
import { adminHans } from '../../miniprogram/admin/words/zh-Hans';
import { storeRows, storeSections } from '../../miniprogram/office/views/branches';
import { partnerCards } from '../../miniprogram/office/views/partners';
import { placesHans } from '../../miniprogram/office/words/places/zh-Hans';
import { zhHans as hans } from '../../miniprogram/words/zh-Hans';
import type { DutiesView, TrailView } from '../../typings/api/team';
import type { DayKey, EpochMs } from '../../typings/domain';

const tongue = { words: hans, own: adminHans, team: teamHans };
const saying = { own: teamHans, words: hans, roles: adminHans.team.roles };
const TODAY = '2026-11-22' as DayKey;
const HOUR = 3_600_000;

const view: DutiesView = {
  now: 0 as EpochMs,
  today: TODAY,
  role: 'cashier',
  roles: [...ROLES],
  groups: groups.map((group) => ({ code: group.code, area: group.area, roles: rolesOf(group) })),
};

describe('the table of duties', () => {
  test('every action of the table belongs to a group that has words, in both languages', () => {
    const worded = (group: string) => [teamHans, teamHant].every(({ duties: { groups } }) => group in groups);
    const wordless = (Object.keys(duties) as StaffAction[])
      .filter((action) => duties[action] !== 'anybody')
      .filter((action) => !worded(groupOf(action)?.code ?? 'none'));
    expect(wordless).toEqual([]);
    expect(Object.keys(teamHans.duties.groups).sort()).toEqual(groups.map(({ code }) => code).sort());
  });

  test('each line names who may, as the table says, and marks what the reader may', () => {
    const cards = dutyCards(view, teamHans, { names: adminHans.team.roles, listed: '、' });
    const rows = cards.flatMap((card) => card.rows);
    expect(rows).toHaveLength(groups.length);
    const line = (code: string) => rows.find((row) => row.code === code);
    expect(line('counter')).toMatchObject({ may: '店主、店长、收银员', own: true });
    expect(line('partners')).toMatchObject({ may: '店主', own: false });
    expect(line('own')).toMatchObject({ may: teamHans.duties.every, own: true });
    expect(cards.map(({ area }) => area)).toEqual(Object.values(teamHans.duties.areas));
  });
});

const act = (more: Partial<TrailView>): TrailView => ({
  id: 'a',
  day: TODAY,
  time: '09:31',
  staffId: 's',
  by: '小陈',
  store: '',
  what: 'counter.sell',
  group: 'counter',
  member: null,
  colleague: null,
  name: '',
  facts: {},
  undone: false,
  ...more,
});

describe('the trail', () => {
  test.each([
    [{ facts: { fen: 12_800 }, member: '1234' }, '给尾号 1234 的会员记一笔 ¥128'],
    [{ what: 'counter.refund', facts: { fen: 100 }, member: '1234' }, '给尾号 1234 的会员退款 ¥1'],
    [{ what: 'counter.useCoupon', name: '十元券', member: '1234' }, '核销「十元券」，尾号 1234 的会员'],
    [{ what: 'staff.invited', facts: { role: 'cashier', stores: '城东店' } }, '发出邀请：收银员，城东店'],
    [{ what: 'staff.changed', colleague: '小满', facts: { role: 'manager', stores: '' } }, '把小满改为店长'],
    [{ what: 'staff.left' }, '离开了这家店'],
    [{ what: 'referrals.decide', facts: { pay: 0, what: 'assist' } }, '没有发一份好友奖励'],
    [{ what: 'stores.save', name: '城东店', facts: { done: 'closed' } }, '「城东店」停业'],
    [{ what: 'members.adjust', member: '0001', facts: { points: -50, asked: 0 } }, '给尾号 0001 的会员更正 −50'],
    [{ what: 'partners.renew', name: '前台' }, '给「前台」换了密钥'],
  ] as [Partial<TrailView>, string][])('%j reads: %s', (more, text) => {
    expect(trailText(act(more), saying)).toBe(text);
  });

  test('a code without words is told by its group of duties, and by what it was about', () => {
    const unknown = act({ what: 'rewards.fly', group: 'goods', name: '桂花茶' });
    expect(trailText(unknown, saying)).toBe(`${teamHans.duties.groups.goods.name}「桂花茶」`);
    expect(trailText(act({ what: 'new.thing', group: 'new' }), saying)).toBe(teamHans.trail.other);
  });

  test('no sentence has a gap or a placeholder left, whatever a row lacks', () => {
    const code = fc.constantFrom(...Object.keys(teamHans.trail.told));
    fc.assert(
      fc.property(code, fc.option(fc.constant('1234')), fc.constantFrom('', '茶'), (key, member, name) => {
        const [what = '', turn] = key.split(' ');
        const facts = turn === undefined ? {} : { done: turn, on: turn };
        const text = trailText(act({ what, facts, member, name }), saying);
        expect(text).not.toMatch(/[{}]|undefined|null/);
        expect(text.length).toBeGreaterThan(1);
      }),
    );
  });

  test('a day stands above its first row alone, and who did it and where beside the time', () => {
    const rows = trailRows(
      [act({ store: '总店' }), act({ id: 'b', undone: true }), act({ id: 'c', day: '2026-11-20' as DayKey })],
      TODAY,
      saying,
    );
    expect(rows.map(({ day }) => day)).toEqual(['今天', '', '11 月 20 日']);
    expect(rows[0]?.meta).toBe('09:31 小陈，总店');
    expect(rows.map(({ undone }) => undone)).toEqual(['', teamHans.trail.undone, '']);
  });
});

describe('the team', () => {
  const one = {
    id: 's1',
    name: '小满',
    role: 'cashier' as const,
    stores: [{ id: 'a', name: '城东店' }],
    state: 'active' as const,
    rev: 0,
    everywhere: false,
    changeable: true,
  };

  test('one opens who may be changed, and never oneself', () => {
    expect(memberRow(one, 's2', tongue)).toMatchObject({ open: true, stores: '城东店', own: '', off: '' });
    expect(memberRow(one, 's1', tongue)).toMatchObject({ open: false, own: adminHans.team.you });
    expect(memberRow({ ...one, everywhere: true, changeable: false }, 's2', tongue)).toMatchObject({
      open: false,
      stores: adminHans.team.allStores,
    });
  });

  test('an invite says for how long it is good: days, and on the last one hours', () => {
    const now = 0 as EpochMs;
    const left = (hours: number) => leftText((hours * HOUR) as EpochMs, now, tongue);
    expect([47.99, 25, 20, 1, 0].map(left)).toEqual(['2 天', '1 天', '20 小时', '1 小时', '1 小时']);
    const invite = { id: 'i', role: 'manager' as const, stores: [], by: '何禾', until: (50 * HOUR) as EpochMs };
    expect(inviteRow(invite, now, tongue)).toMatchObject({ what: '店长，全部门店', left: '何禾发的，还有 2 天有效' });
  });

  test('the roles one may give are offered, the lowest first', () => {
    const roles = roleChoices(['operator', 'cashier', 'analyst'], 'cashier', tongue);
    expect(roles.map(({ label, chosen }) => [label, chosen])).toEqual([
      ['数据员', false],
      ['收银员', true],
      ['运营', false],
    ]);
  });
});

describe('stores and keys', () => {
  test('a store says where it is and whether it is closed; closing is offered to who may', () => {
    const store = { id: 'a', name: '城东店', address: '', hours: '', phone: '', closed: true };
    const rows = storeRows(
      { now: 0 as EpochMs, today: TODAY, rev: 1, changedBy: '', stores: [store], mayOpen: true },
      placesHans,
    );
    expect(rows).toEqual([
      { id: 'a', name: '城东店', text: placesHans.stores.noAddress, tag: placesHans.stores.closed },
    ]);
    const names = (may: boolean) =>
      storeSections(placesHans, may).flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(names(false)).toEqual(['name', 'address', 'hours', 'phone']);
    expect(names(true)).toContain('closed');
  });

  test('a key says what it may do, for which stores, and that it is off', () => {
    const partner = { id: 'p1', name: '前台', rights: ['orders' as const], stores: null, made: TODAY };
    const cards = partnerCards(
      {
        now: 0 as EpochMs,
        today: TODAY,
        partners: [
          { ...partner, state: 'on' },
          { ...partner, state: 'off', stores: [{ id: 'a', name: '城东店' }] },
        ],
      },
      placesHans,
      hans,
    );
    expect(cards.map(({ rights, where, tag }) => [rights, where, tag])).toEqual([
      ['记订单和退款', '全部门店，11 月 22 日建的', ''],
      ['记订单和退款', '城东店，11 月 22 日建的', placesHans.partners.isOff],
    ]);
  });
});
