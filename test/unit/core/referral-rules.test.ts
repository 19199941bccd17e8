import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../cloudfunctions/core/calendar';
import {
  friendOrderBirths,
  type Referral,
  type ReferralTerms,
  referralBirth,
  SETTLE_MS,
} from '../../../cloudfunctions/core/inviting';
import { defaultProgramme } from '../../../cloudfunctions/core/programme';
import {
  countsOf,
  judge,
  type Review,
  type Signals,
  STRICT,
  unseen,
} from '../../../cloudfunctions/core/referrals/judge';
import {
  caseOf,
  decided,
  ended,
  judged,
  lapseDay,
  lapsed,
  lookOf,
  ordered,
  returned,
  type Step,
  stood,
} from '../../../cloudfunctions/core/referrals/stages';
import type { DayKey, EpochMs } from '../../../typings/domain';

const AT = Date.UTC(2026, 10, 22, 4) as EpochMs;
const TODAY = dayOf(AT, 'Asia/Shanghai');
const terms = promised();

function promised(): ReferralTerms {
  const { referral: found } = defaultProgramme;
  if (!found) throw new Error('the default programme rewards inviting');
  return found;
}

const invited = { inviterId: 'inviter', by: 'card', address: 'here', union: null } as const;

function referral(change: Partial<Referral> = {}): Referral {
  const friend = { memberId: 'friend', at: AT, joinedOn: TODAY };
  return { ...(referralBirth(friend, invited, terms, 1).document as Referral), ...change };
}

const harmless: Signals = { sameAddress: 1, tenMinutes: 1, chain: false, knownCustomer: false, risk: 0 };
const review: Review = { sameAddress: 3, tenMinutes: 5, risk: 'ask' };
const codes = (signals: Partial<Signals>) => judge({ ...harmless, ...signals }, review).map(({ code }) => code);

describe('judging', () => {
  test('who comes alone, from a place of their own, and whom WeChat vouches for, is nobody’s business', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ risk: 1 })).toEqual([]);
    expect(codes({ risk: 'off' })).toEqual([]);
    expect(codes({ sameAddress: 2, tenMinutes: 4 })).toEqual([]);
  });

  test('each signal is a reason by itself, and says how much of it there is', () => {
    expect(judge({ ...harmless, sameAddress: 3 }, review)).toEqual([{ code: 'sameAddress', args: { count: 3 } }]);
    expect(judge({ ...harmless, tenMinutes: 5 }, review)).toEqual([{ code: 'speed', args: { count: 5 } }]);
    expect(codes({ chain: true })).toEqual(['chain']);
    expect(codes({ knownCustomer: true })).toEqual(['knownCustomer']);
    expect(judge({ ...harmless, risk: 2 }, review)).toEqual([{ code: 'risk', args: { rank: 2 } }]);
  });

  test('where WeChat could not be asked somebody looks; nobody is refused', () => {
    expect(codes({ risk: 'unknown' })).toEqual(['riskUnknown']);
  });

  test('a programme that says nothing any more is judged strictly', () => {
    expect(judge({ ...harmless, sameAddress: 2 }, STRICT).map(({ code }) => code)).toEqual(['sameAddress']);
  });

  test('friends of one place within a day count, and of all places within ten minutes, before and after', () => {
    const minutes = (n: number) => (AT + n * 60_000) as EpochMs;
    const friend = { at: AT, address: 'here' };
    const friends = [
      friend,
      { at: minutes(-9), address: 'there' },
      { at: minutes(10), address: null },
      { at: minutes(11), address: 'here' },
      { at: minutes(-24 * 60), address: 'here' },
      { at: minutes(24 * 60 + 1), address: 'here' },
    ];
    expect(countsOf(friend, friends)).toEqual({ sameAddress: 3, tenMinutes: 3 });
    // Of whom nobody knows where they come from, nobody is said to come from the same place.
    expect(countsOf({ at: AT, address: null }, [{ at: AT, address: null }]).sameAddress).toBe(0);
  });

  test('what somebody has looked at and let pass is no reason a second time; what they refused stays one', () => {
    const reasons = judge({ ...harmless, sameAddress: 9, chain: true }, review);
    const looked = { ...referral().registered, reasons: reasons.slice(0, 1), decidedBy: 'owner' };
    const left = (state: 'paid' | 'refused') =>
      unseen(reasons, { registered: { ...looked, state } }).map(({ code }) => code);
    expect(left('paid')).toEqual(['chain']);
    expect(left('refused')).toEqual(['sameAddress', 'chain']);
    expect(unseen(reasons, { registered: { ...looked, decidedBy: null, state: 'paid' } })).toEqual(reasons);
  });
});

describe('stages', () => {
  /** Everything that can be done to a referral, in any order, by anybody. */
  const reason = judge({ ...harmless, chain: true }, review);
  const steps: ((now: Referral) => Step | null)[] = [
    (now) => judged(now, 'registered', []),
    (now) => judged(now, 'registered', reason),
    (now) => decided(now, 'registered', true, 'owner'),
    (now) => decided(now, 'registered', false, 'owner'),
    (now) => ended(now, 'registered', 'paid', TODAY),
    (now) => ended(now, 'registered', 'dayLimit', TODAY),
    (now) => ordered(now, 'order:a', '2026-12-01' as DayKey),
    (now) => ordered(now, 'order:b', '2026-12-02' as DayKey),
    (now) => returned(now, 'order:a'),
    (now) => stood(now, 'order:a', TODAY, []),
    (now) => stood(now, 'order:b', TODAY, reason),
    (now) => decided(now, 'firstOrder', true, 'owner'),
    (now) => decided(now, 'firstOrder', false, 'owner'),
    (now) => ended(now, 'firstOrder', 'paid', TODAY),
    (now) => ended(now, 'firstOrder', 'account', TODAY),
    (now) => lapsed(now, '2027-12-01' as DayKey),
  ];
  const NEXT: Record<string, readonly string[]> = {
    waiting: ['granted', 'review', 'lapsed'],
    review: ['granted', 'refused'],
    granted: ['paid', 'limited'],
  };

  test('a stage goes forward only, each at its own pace, and what has ended stays as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(steps.length - 1), { maxLength: 30 }), (order) => {
        let now = referral();
        for (const index of order) {
          const step = steps[index]?.(now) ?? null;
          if (!step) continue;
          const next = { ...now, ...step };
          for (const name of ['registered', 'firstOrder'] as const) {
            const [from, to] = [now[name].state, next[name].state];
            if (from !== to) expect(NEXT[from]).toContain(to);
            if (!NEXT[from]) expect(next[name]).toEqual(now[name]);
          }
          now = { ...next, case: caseOf(next, AT) };
          const open = [now.registered.state, now.firstOrder.state];
          // Somebody is asked as long as something is to be decided, and the clock as long as something goes on by itself.
          expect(now.case !== null).toBe(open.includes('review'));
          const looks = lookOf(now, AT, (AT + 1) as EpochMs);
          expect(looks !== null).toBe(open.includes('waiting') || open.includes('granted'));
        }
      }),
    );
  });

  test('of two who decide, the first has decided', () => {
    const open = { ...referral(), ...judged(referral(), 'registered', reason) };
    const paid = { ...open, ...decided(open, 'registered', true, 'owner') };
    expect(paid.registered).toMatchObject({ state: 'granted', decidedBy: 'owner' });
    expect(decided(paid, 'registered', false, 'other')).toBeNull();
  });

  test('a joining is looked at when ten minutes are over, a grant at once', () => {
    expect(referral().look).toBe(AT + SETTLE_MS);
    const granted = { ...referral(), ...judged(referral(), 'registered', []) };
    expect(lookOf(granted, (AT + 5) as EpochMs, AT)).toBe(AT + 5);
  });

  test('of several orders that wait, the one that stands first is told; when it goes back, none is', () => {
    const step = (now: Referral, made: Step | null) => ({ ...now, ...made });
    const late = step(referral(), ordered(referral(), 'order:late', '2026-12-09' as DayKey));
    const soon = step(late, ordered(late, 'order:soon', '2026-12-01' as DayKey));
    expect(soon.firstOrder).toMatchObject({ ref: 'order:soon', day: '2026-12-01', state: 'waiting' });
    expect(ordered(soon, 'order:late', '2026-12-09' as DayKey)).toBeNull();
    // A completion has brought its day forward.
    expect(ordered(soon, 'order:soon', '2026-11-30' as DayKey)?.firstOrder?.day).toBe('2026-11-30');
    expect(returned(soon, 'order:late')).toBeNull();
    expect(returned(soon, 'order:soon')?.firstOrder).toMatchObject({ ref: null, day: null });
  });

  test('no order in time ends the waiting some days later; one that waits for its window is waited for', () => {
    const open = referral({ orderUntil: '2026-12-10' as DayKey });
    expect(lapsed(open, '2026-12-13' as DayKey)).toBeNull();
    expect(lapseDay(open, TODAY)).toBe('2026-12-14');
    expect(lapsed(open, '2026-12-14' as DayKey)?.firstOrder?.state).toBe('lapsed');
    const waits = { ...open, ...ordered(open, 'order:a', '2026-12-20' as DayKey) };
    expect(lapsed(waits, '2026-12-14' as DayKey)?.firstOrder?.state).toBe('waiting');
    expect(lapseDay(waits, '2026-12-14' as DayKey)).toBe('2026-12-21');
    expect(lapseDay(waits, '2026-12-25' as DayKey)).toBe('2026-12-26');
  });
});

describe('births', () => {
  test('what was promised goes along: later programmes change nothing of it', () => {
    const { firstOrder, registered } = terms;
    expect(referral()).toMatchObject({
      _id: 'friend',
      inviterId: 'inviter',
      campaign: terms.campaign,
      minimumFen: firstOrder?.minimumFen,
      registered: { state: 'waiting', reward: registered },
      firstOrder: { state: 'waiting', reward: { points: firstOrder?.points } },
      risk: 'unknown',
    });
  });

  test('a programme that gives the inviter nothing leaves nothing to look at', () => {
    const friend = { memberId: 'friend', at: AT, joinedOn: TODAY };
    const given = { ...terms, registered: null, firstOrder: null };
    const born = referralBirth(friend, invited, given, 1).document as Referral;
    expect([born.registered.state, born.firstOrder.state, born.look]).toEqual(['none', 'none', null]);
  });

  test('each event of an invited friend’s order is told once, for a year; nobody else’s is', () => {
    const friend = { _id: 'friend', inviter: 'inviter', joinedOn: TODAY };
    const order = { ref: 'order:till:1', key: 'order:till:1:paid', today: TODAY, now: AT };
    const [birth] = friendOrderBirths(friend, order);
    expect(birth?.document).toMatchObject({ friendId: 'friend', ref: 'order:till:1', look: AT });
    expect(friendOrderBirths(friend, order)).toEqual([birth]);
    expect(friendOrderBirths(friend, { ...order, key: 'order:till:1:completed' })[0]?.document._id).not.toBe(
      birth?.document._id,
    );
    expect(friendOrderBirths({ ...friend, inviter: null }, order)).toEqual([]);
    expect(friendOrderBirths(friend, { ...order, today: '2027-11-23' as DayKey })).toEqual([]);
  });
});
