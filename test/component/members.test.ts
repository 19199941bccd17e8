// @vitest-environment jsdom
/** The staff's pages about members: what is typed, what is sent, and what a refusal says at its field. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { membersHans } from '../../miniprogram/admin/words/members/zh-Hans';
import { membersHant } from '../../miniprogram/admin/words/members/zh-Hant';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { ApprovalView, MemberProfile, MemberRow } from '../../typings/api/members';
import { compiled, render, settle, tap, text } from './stage';

function as<T>(plain: unknown): T {
  return plain as T;
}

interface Sent {
  action: string;
  payload: Record<string, unknown>;
  key?: string;
}
const answer = vi.fn<(sent: Sent) => unknown>();
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: Sent }) => ({ result: await answer(data) }) },
  getStorageSync: () => '',
  setStorage: () => undefined,
});

type Correcting = typeof import('../../miniprogram/admin/views/correcting');
const { monthDayOf, pointsOf, UNTYPED, wholeOf, wrongsOf } = compiled<Correcting>('admin/views/correcting');
const views = compiled<typeof import('../../miniprogram/admin/views/member')>('admin/views/member');
const { approvalCard, profileView, rowView } = views;

/** What the pages use of the stores; their own types need those of the phone. */
interface Card {
  act: string | null;
  typed: { points: string; reason: string; tags: string[] };
  wrongs: Record<string, string>;
  preview: unknown;
  open(id: string): Promise<void>;
  leave(): void;
  begin(act: string): void;
  write(name: string, value: string | boolean): void;
  addTag(): void;
  go(): Promise<void>;
}
interface Search {
  by: string;
  type(text: string): void;
  find(): Promise<void>;
  choose(filter: string): Promise<void>;
}
const { member } = compiled<{ member: Card }>('admin/stores/member');
const { members } = compiled<{ members: Search }>('admin/stores/members');

const today = '2026-11-21';
const clock = { now: Date.parse('2026-11-21T04:00:00Z'), today };
const yes = (data: object) => ({ ok: true, data: { ...clock, ...data } });
const no = (code: string, details: object = {}) => ({ ok: false, error: { code, message: code, details } });
const setting = as<Parameters<typeof rowView>[1]>({
  ...{ today, points: { name: '积分', unit: '分' }, words: zhHans, own: membersHans },
});

const row = as<MemberRow>({
  ...{ id: 'm', number: '929175079685', nickname: '小林', avatar: null, tier: { name: '金卡' }, available: 275 },
  ...{ state: 'active', joinedOn: '2026-10-01', inWeChat: true },
});
const profile = as<MemberProfile>({
  ...clock,
  ...{ member: row, inviter: null, phoneBound: false, birthdaySet: true, balance: 275, growth: 300, streak: 3 },
  progress: { growth: 300, provisional: 0, floor: 0, next: null, ticks: [], until: null, keep: null },
  points: { available: 275, pending: 0, debt: 0, expiring: null, monthIn: 0 },
  ...{ lastCheckIn: today, tags: ['老客'], tagsRev: 4, coupons: 2, redemptions: 1, merged: 0, alone: 500 },
  totals: { orders: 2, spentFen: 12_800, lastOrderOn: today, complete: true },
});

const sent = (name: string) => answer.mock.calls.map(([one]) => one).filter(({ action }) => action === name);

/** @param results of the commands, by action */
function answering(results: Record<string, object> = {}): void {
  answer.mockImplementation(({ action }) => results[action] ?? (action === 'members.view' ? yes(profile) : yes({})));
}

beforeEach(async () => {
  answer.mockReset();
  answering();
  member.leave();
  await member.open('m');
});

describe('what is typed', () => {
  test('digits are a number however they are written, and nothing else is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (n) => {
        const wide = String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
        expect(wholeOf(String(n))).toBe(n);
        expect(wholeOf(wide)).toBe(n);
      }),
    );
    expect(['', '1.5', '-3', '1e3', '一百', '1234567890'].map(wholeOf)).toEqual(Array(6).fill(null));
    expect(pointsOf({ minus: true, points: '1,200' })).toBe(-1200);
    expect(pointsOf({ minus: false, points: '0' })).toBeNull();
  });

  test('a day is one of a year', () => {
    expect(monthDayOf({ month: '2', date: '29' })).toBe('02-29');
    expect(monthDayOf({ month: '12', date: '31' })).toBe('12-31');
    expect(
      ['2-30', '4-31', '13-1', '0-5', '6-0'].map((each) => {
        const [month = '', date = ''] = each.split('-');
        return monthDayOf({ month, date });
      }),
    ).toEqual(Array(5).fill(null));
  });

  test('nobody is taken more than they have, and every correction says why', () => {
    const wrong = (more: object) => wrongsOf('points', { ...UNTYPED, ...more }, 275, membersHans);
    expect(wrong({ minus: true, points: '276', reason: '录错' })).toEqual({ points: membersHans.points.short('275') });
    expect(wrong({ minus: true, points: '275', reason: '录错' })).toEqual({});
    expect(wrong({ points: '1000001', reason: '🐶🐶' })).toEqual({ points: membersHans.points.most('1,000,000') });
    expect(wrong({ points: '10', reason: ' 好 ' })).toEqual({ reason: membersHans.reason.length });
  });
});

describe('the sheet', () => {
  const sheet = () => render('admin/member/put-right/index');

  test('says before it is sent that another person has to agree, and what there will be', async () => {
    member.begin('points');
    member.write('points', '500');
    const part = sheet();
    await settle();
    expect(text(part)).toContain(membersHans.points.after('775'));
    expect(text(part)).toContain(membersHans.points.yes);
    member.write('points', '501');
    await settle();
    expect(text(part)).toContain('超过 500');
    expect(text(part)).toContain(membersHans.points.ask);
    part.detach();
  });

  test('a preset is the reason, what is wrong stands at its field, and nothing is sent until it is right', async () => {
    member.begin('points');
    const part = sheet();
    await member.go();
    await settle();
    expect(text(part)).toContain(membersHans.points.whole);
    expect(text(part)).toContain(membersHans.reason.length);
    expect(sent('members.adjust')).toEqual([]);
    tap(part.querySelectorAll('.pick')[0]);
    await settle();
    member.write('points', '50');
    await member.go();
    expect(sent('members.adjust')).toMatchObject([
      { payload: { id: 'm', points: 50, reason: membersHans.points.presets[0], note: '' } },
    ]);
    expect(member.act).toBeNull();
    part.detach();
  });

  test('a refusal stands at the field it is about, and what was typed stays', async () => {
    answering({ 'members.adjust': no('INSUFFICIENT', { field: 'points', available: 120 }) });
    member.begin('points');
    member.write('minus', true);
    member.write('points', '200');
    member.write('reason', '录错更正');
    await member.go();
    expect(member.wrongs).toEqual({ points: membersHans.points.short('120') });
    expect(member.typed).toMatchObject({ points: '200', reason: '录错更正' });
    answering({ 'members.adjust': no('INVALID_INPUT', { field: 'payload.reason' }) });
    member.write('points', '100');
    await member.go();
    expect(member.wrongs).toEqual({ reason: membersHans.reason.plain });
  });

  test('who changes tags as the second sees the other’s, on the newest revision', async () => {
    answering({
      'members.tag': no('OUTDATED', { rev: 5 }),
      'members.view': yes({ ...profile, tags: ['老客', '新客'], tagsRev: 5 }),
    });
    member.begin('tags');
    member.write('tag', '爱喝茶');
    member.addTag();
    await member.go();
    await settle();
    expect(sent('members.tag')).toMatchObject([{ payload: { tags: ['老客', '爱喝茶'], rev: 4 } }]);
    expect(member.typed.tags).toEqual(['老客', '新客']);
    expect(member.wrongs).toEqual({ tag: membersHans.tags.outdated });
    answering();
    await member.go();
    expect(sent('members.tag').at(-1)).toMatchObject({ payload: { rev: 5 } });
  });

  test('a merger is looked at before it is made, and looked at again when the other one is changed', async () => {
    const preview = { from: { ...row, id: 'f', nickname: null }, into: row, points: 40, growth: 5 };
    answering({ 'members.mergeView': yes({ ...preview, coupons: 1, redemptions: 0 }) });
    member.begin('merge');
    member.write('other', '13800138000');
    await member.go();
    expect(sent('members.merge')).toEqual([]);
    const part = sheet();
    await settle();
    expect(text(part)).toContain(membersHans.merge.forever);
    expect(text(part)).toContain(`${membersHans.merge.brings}40`);
    member.write('other', '13800138001');
    expect(member.preview).toBeNull();
    await member.go();
    await member.go();
    expect(sent('members.merge')).toMatchObject([{ payload: { from: 'f', into: 'm' } }]);
    part.detach();
  });

  test('why two accounts cannot be one is said at the field', async () => {
    answering({ 'members.mergeView': no('NOT_ALLOWED', { field: 'other', reason: 'bothWeChat' }) });
    member.begin('merge');
    member.write('other', '13800138000');
    await member.go();
    expect(member.wrongs).toEqual({ other: membersHans.merge.bothWeChat });
  });
});

describe('what is shown', () => {
  test('names of any kind are text, and a row is read aloud whole', () => {
    for (const nickname of ['<b>小林</b>', '🐶🎉', 'ريم', null]) {
      const view = rowView({ ...row, nickname }, setting);
      expect(view.name).toBe(nickname ?? membersHans.search.nobody);
      expect(view.spoken).toContain('275 分');
      expect(view.number).toBe('9291 7507 9685');
    }
    expect(rowView({ ...row, nickname: '🐶狗' }, setting).initial).toBe('🐶');
  });

  test('what is owed comes before what ends, and what ends before growth', () => {
    const third = (points: object) =>
      profileView({ ...profile, points: { ...profile.points, ...points } }, setting).figures[2]?.label;
    const expiring = { points: 10, lastDay: '2026-12-31' };
    expect(third({})).toBe(membersHans.card.growth);
    expect(third({ expiring })).toBe(membersHans.card.expiring('12 月 31 日'));
    expect(third({ expiring, debt: 5 })).toBe(membersHans.card.debt);
  });

  test('who asked is offered to withdraw, who may decide to agree, and who may not, nothing', () => {
    const one = as<ApprovalView>({
      ...{ id: 'a', member: { id: 'm', number: '929175079685', nickname: '小林' }, points: -2_500, reason: '录错' },
      ...{ note: '', by: '小满', at: clock.now, day: today, time: '12:00', state: 'waiting', refusal: null },
      ...{ decidedBy: '', own: false, open: true },
    });
    expect(approvalCard(one, true, setting)).toMatchObject({
      ...{ points: '−2,500 分', agree: membersHans.approvals.agree, decline: membersHans.approvals.decline },
    });
    expect(approvalCard({ ...one, own: true, open: false }, true, setting)).toMatchObject({
      ...{ agree: '', decline: membersHans.approvals.withdraw, hint: membersHans.approvals.own },
    });
    expect(approvalCard({ ...one, own: true, open: false }, false, setting)).toMatchObject({ agree: '', decline: '' });
    const refused = { ...one, state: 'refused' as const, refusal: 'INSUFFICIENT', decidedBy: '何禾' };
    expect(approvalCard(refused, true, setting)).toMatchObject({
      ...{ agree: membersHans.approvals.retry, decline: '', hint: membersHans.approvals.refusal.INSUFFICIENT },
    });
  });

  test('a search asks for the text alone, a filter for the filter alone', async () => {
    answering({ 'members.search': yes({ members: [], nextCursor: null, by: 'tail', more: false }) });
    members.type(' 8000 ');
    await members.find();
    expect(members.by).toBe('tail');
    await members.choose('frozen');
    expect(sent('members.search').map(({ payload }) => payload)).toEqual([{ text: '8000' }, { filter: 'frozen' }]);
  });
});

test('both languages say the same things', () => {
  const shape = (words: object): unknown =>
    Object.fromEntries(
      Object.entries(words).map(([name, value]) => [
        name,
        value !== null && typeof value === 'object' ? shape(value) : typeof value,
      ]),
    );
  expect(shape(membersHant)).toEqual(shape(membersHans));
});
