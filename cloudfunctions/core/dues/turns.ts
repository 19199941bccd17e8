/** Tiers that time changes, and gifts for reaching one, given when the growth it rests on is final. Pure. */
import type { Because, DayKey, Points } from '../../../typings/domain';
import { type Birth, gain, type Member } from '../account';
import { noticeBirth } from '../messaging';
import { lastDayOfPoints } from '../programme';
import { type Held, nameOf, rankOf, standingOn, tierOn } from '../tiers';
import { draftOf, type Era, type Step } from './span';

/** A tier that fell, or holds for another period, or that new thresholds have changed. */
export function turnOn(member: Member, era: Era, day: DayKey): Step {
  const { tier: state } = member;
  if (state.turned !== null && state.turned >= day) return { member, drafts: [] };
  const held = standingOn(state, era.ladders, day);
  const said = turnSaid(member, era, held, day);
  if (!said) return { member, drafts: [] };
  const tier = { ...state, told: held.tier, toldUntil: held.until, turned: day };
  return { member: { ...member, tier }, drafts: [draftOf({ key: turnKey(day), kind: 'tier', moves: [], ...said })] };
}

function turnKey(day: DayKey): string {
  return `tier:${day}`;
}

function turnSaid(member: Member, era: Era, held: Held, day: DayKey): { because: Because[]; births: Birth[] } | null {
  const { tiers } = era.programme;
  const { toldUntil } = member.tier;
  // A tier that the merchant has taken away lives on under another name: that is no turn.
  const told = tierOn(member.tier.told, era.ladders, day);
  const [from, to] = [nameOf(tiers, told), nameOf(tiers, held.tier)];
  const until = held.until ?? '';
  if (held.tier === told) {
    const renewed = held.until !== null && toldUntil !== null && held.until > toldUntil;
    if (!renewed || rankOf(tiers, told) <= 0) return null;
    return { because: [{ code: 'tier.kept', args: { tier: to, until }, result: 0 }], births: [] };
  }
  if (rankOf(tiers, held.tier) > rankOf(tiers, told))
    return {
      because: [{ code: 'tier.up', args: { tier: to }, result: 0 }],
      births: [noticeBirth(member._id, turnKey(day), 'tierUp', { tier: to, until }, era.at)],
    };
  return {
    because: [{ code: 'tier.down', args: { from, to }, result: 0 }],
    births: [noticeBirth(member._id, turnKey(day), 'tierDown', { from, to }, era.at)],
  };
}

/** One entry a tier, once in a member's life. Who reaches several at once has reached each of them. */
export function giftsOn(member: Member, era: Era, day: DayKey): Step {
  const { tiers } = era.programme;
  const { tier, finalTier } = standingOn(member.tier, era.ladders, day);
  const rank = Math.min(rankOf(tiers, tier), rankOf(tiers, finalTier));
  const open = tiers.list.flatMap((each, index) => {
    if (index === 0 || index > rank || member.tier.gifts.includes(each.code)) return [];
    const to = { memberId: member._id, key: giftKey(each), day, source: 'tier' as const, result: each.gift };
    const granted = era.grant(each.giftCoupons ?? [], to);
    return each.gift > 0 || granted.births.length > 0 ? [{ ...each, granted }] : [];
  });
  return open.reduce<Step>(
    (step, { code, name, gift, granted }) => {
      const points = gift as Points;
      const lot = { from: null, until: lastDayOfPoints(era.programme, day), points };
      const { lots, moves } = gift > 0 ? gain(step.member.lots, lot, day) : { lots: step.member.lots, moves: [] };
      const key = giftKey({ code });
      const line = { code: 'tier.gift', args: { tier: name, points }, result: points as number };
      const notice = noticeBirth(member._id, key, 'tierGift', { tier: name, points }, era.at);
      const because = [...(gift > 0 ? [line] : []), ...granted.because];
      const births = [...(gift > 0 ? [notice] : []), ...granted.births];
      const given = { ...step.member.tier, gifts: [...step.member.tier.gifts, code] };
      return {
        member: { ...step.member, lots, tier: given },
        drafts: [...step.drafts, draftOf({ key, kind: 'gift', moves, because, births })],
      };
    },
    { member, drafts: [] },
  );
}

function giftKey({ code }: { code: string }): string {
  return `gift:${code}`;
}
