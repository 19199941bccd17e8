import { describe, expect, test } from 'vitest';
import type { Member } from '../../../cloudfunctions/core/account';
import { type Referral, referralBirth, type Stage } from '../../../cloudfunctions/core/inviting';
import { countOf } from '../../../cloudfunctions/core/limits';
import { defaultProgramme } from '../../../cloudfunctions/core/programme';
import { friendView } from '../../../cloudfunctions/core/referrals/friend-view';
import { type Rewarding, rewardPosting } from '../../../cloudfunctions/core/referrals/reward-posting';
import { inviteTerms, rewardsInviting } from '../../../cloudfunctions/core/referrals/terms-view';
import { grantingBy } from '../../../cloudfunctions/core/templates';
import type { FriendView } from '../../../typings/api/friends';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { settings } from '../../faults/simulation/world';
import { templateWith } from './coupon-sample';
import { blank, lifeUnder } from './time';

const TODAY = '2026-11-22' as DayKey;
const AT = Date.UTC(2026, 10, 22, 4) as EpochMs;
const gift = templateWith({ code: 'gift', name: '好友礼券' });

const rewarding: Rewarding = {
  kind: 'referral',
  key: 'referral:friend:registered',
  ref: 'referral:friend',
  reward: { points: 50, coupons: [{ template: 'gift', count: 2 }] },
  because: { code: 'referral.registered', args: { points: 50 } },
  limits: [
    { of: 'referral:friends', period: 'ever', max: 3, reason: 'campaignLimit' },
    { of: 'referral:friends', period: 'day', max: 2, reason: 'dayLimit' },
  ],
  budget: 'budget:referral:friends',
  births: [],
};

function posting(
  member: Member,
  { spent = false, today = TODAY, ...change }: Partial<Rewarding> & { spent?: boolean; today?: DayKey } = {},
) {
  const grant = grantingBy([gift], AT, (id) => `code-${id}`);
  const time = { today, until: '2027-11-30' as DayKey, grant, print: 'print', spent };
  const { change: after, drafts } = rewardPosting(member, { ...rewarding, ...change }, time);
  return { draft: drafts[0], member: { ...member, ...after } };
}

describe('the entry of a reward', () => {
  const inviter = blank(lifeUnder());

  test('points, coupons, what it takes from the budget and what counts against the limits come with one entry', () => {
    const { draft, member } = posting(inviter);
    expect(draft?.moves).toEqual([{ from: null, until: '2027-11-30', points: 50 }]);
    expect(draft?.because.map(({ code, result }) => [code, result])).toEqual([
      ['referral.registered', 50],
      ['coupon.granted', 50],
    ]);
    expect(draft?.births?.filter(({ collection }) => collection === 'coupons')).toHaveLength(2);
    expect(draft?.takes).toEqual([{ stock: 'budget:referral:friends', n: 50 }]);
    expect(draft?.result).toEqual({ outcome: 'paid' });
    expect(countOf(member.counters, 'referral:friends', 'day', TODAY)).toBe(1);
    expect(countOf(member.counters, 'referral:friends', 'ever', TODAY)).toBe(1);
  });

  test('above the day’s limit, the campaign’s, or the budget the entry has 0 points and says why', () => {
    let member: Member = inviter;
    const outcomes = [TODAY, TODAY, TODAY, '2026-11-23', '2026-11-24'].map((today) => {
      const booked = posting(member, { today: today as DayKey });
      member = booked.member;
      return booked.draft?.result.outcome;
    });
    expect(outcomes).toEqual(['paid', 'paid', 'dayLimit', 'paid', 'campaignLimit']);
    const spent = posting(inviter, { spent: true });
    expect(spent.draft).toMatchObject({ moves: [], result: { outcome: 'budget' } });
    expect(spent.draft?.because).toEqual([{ code: 'referral.limited', args: { reason: 'budget' }, result: 0 }]);
    expect([spent.draft?.takes, spent.draft?.births, spent.member]).toEqual([undefined, undefined, inviter]);
  });

  test('coupons alone are no points, and take nothing from a budget of points', () => {
    const { draft } = posting(inviter, { reward: { points: 0, coupons: [{ template: 'gift', count: 1 }] } });
    expect([draft?.moves, draft?.takes, draft?.result]).toEqual([[], undefined, { outcome: 'paid' }]);
  });
});

describe('what the inviter sees', () => {
  const friend = { memberId: 'friend-id', at: AT, joinedOn: TODAY };
  const invited = { inviterId: 'inviter', by: 'card', address: null, union: null } as const;
  const referral = { ...defaultProgramme.referral } as NonNullable<typeof defaultProgramme.referral>;
  const shop = { ...settings, programme: { ...settings.programme, referral } };
  const born = referralBirth(friend, invited, referral, 1).document as Referral;
  const profile = { nickname: '小林', avatar: null, unchecked: false };

  const shown = (registered: Partial<Stage>, firstOrder: Partial<Stage> = {}, today = TODAY): FriendView => {
    const now = {
      ...born,
      registered: { ...born.registered, ...registered },
      firstOrder: { ...born.firstOrder, ...firstOrder },
    };
    return friendView(now, { state: 'active', profile }, shop, today);
  };
  const stages = (view: FriendView) => view.stages.map(({ state, reason, day }) => [state, reason, day]);

  test('every state has a reason unless it is paid', () => {
    const day = '2026-12-01' as DayKey;
    expect(stages(shown({}))).toEqual([
      ['waiting', 'soon', null],
      ['waiting', 'noOrder', null],
    ]);
    expect(stages(shown({ state: 'paid', day: TODAY }, { ref: 'order:a', day }))).toEqual([
      ['paid', null, TODAY],
      ['waiting', 'window', day],
    ]);
    expect(stages(shown({ state: 'review' }, { state: 'granted' }))).toEqual([
      ['waiting', 'review', null],
      ['waiting', 'soon', null],
    ]);
    expect(stages(shown({ state: 'refused' }, { state: 'lapsed' }))).toEqual([
      ['none', 'refused', null],
      ['none', 'tooLate', null],
    ]);
    for (const limit of ['dayLimit', 'campaignLimit', 'budget', 'account'] as const)
      expect(stages(shown({ state: 'limited', limit }))[0]).toEqual(['none', limit, null]);
    // The time is over, whether the timer has come by or not.
    expect(stages(shown({ state: 'paid', day: TODAY }, {}, '2027-11-01' as DayKey))[1]).toEqual([
      'none',
      'tooLate',
      null,
    ]);
  });

  test('what the programme never promised is not spoken of', () => {
    expect(shown({}, { state: 'none' }).stages.map(({ stage }) => stage)).toEqual(['registered']);
  });

  test('a friend’s id says nothing of the member, and a name that WeChat has not let through is not shown', () => {
    expect(JSON.stringify(shown({}))).not.toContain('friend-id');
    expect(shown({}).nickname).toBe('小林');
    const unseen = friendView(born, { state: 'active', profile: { ...profile, unchecked: true } }, shop, TODAY);
    const closed = friendView(born, { state: 'closed', profile: { ...profile, avatar: 'cloud://a' } }, shop, TODAY);
    expect([unseen.nickname, closed.nickname, closed.avatar]).toEqual([null, null, null]);
    expect(friendView(born, null, shop, TODAY).nickname).toBeNull();
  });

  test('what inviting brings is told in full before anybody joins, and nothing is when the shop has switched it off', () => {
    const terms = inviteTerms(shop);
    expect(terms.registered).toEqual({ points: 50, coupons: [] });
    expect(terms.rows.map(({ code }) => code)).toEqual(['referral.when', 'referral.limits', 'referral.fair']);
    const off = inviteTerms({ ...shop, shop: { ...shop.shop, modules: { ...shop.shop.modules, invite: false } } });
    const none = inviteTerms({ ...shop, programme: { ...shop.programme, referral: null } });
    expect(off).toEqual({ registered: null, firstOrder: null, friend: null, rows: [] });
    expect(none).toEqual(off);
    expect([rewardsInviting(terms), rewardsInviting(off)]).toEqual([true, false]);
  });

  test('a coupon that is not given at present is not promised', () => {
    const friend = { points: 0, coupons: [{ template: 'gift', count: 2 }] };
    const promised = { ...shop, programme: { ...shop.programme, referral: { ...referral, friend } } };
    expect(inviteTerms({ ...promised, templates: [gift] }).friend?.coupons).toEqual([{ name: '好友礼券', count: 2 }]);
    expect(inviteTerms({ ...promised, templates: [{ ...gift, state: 'off' }] }).friend?.coupons).toEqual([]);
  });
});
