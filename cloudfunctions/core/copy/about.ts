/** The first sheet of a copy: who the member is to the shop. */
import type { AboutView } from '../../../typings/api/account';
import type { Environment } from '../../platform/environment';
import { debtOf, type Member, pending, spendable } from '../account';
import { dayOf } from '../calendar';
import { streakOf } from '../checkin';
import type { Referral } from '../inviting';
import type { Identity } from '../membership';
import type { Settings } from '../settings';
import { standingOn, tierView } from '../tiers';

/** A member has a handful: one of each kind, and those of members that became this one. */
const IDENTITIES = 100;

export async function aboutOf(env: Environment, settings: Settings, member: Member): Promise<AboutView> {
  const { programme, ladders } = settings;
  const today = dayOf(env.now, programme.zone);
  const where = { memberId: { in: [member._id, ...member.aliases] } };
  const [identities, [invited]] = await Promise.all([
    env.store.find<Identity>('identities', { where, limit: IDENTITIES, fields: ['kind', 'at'] }),
    env.store.find<Referral>('referrals', { where: { _id: member._id }, limit: 1, fields: ['by'] }),
  ]);
  const { consent, profile, lots } = member;
  return {
    number: member.number,
    nickname: profile.nickname,
    avatar: profile.avatar !== null,
    joinedOn: member.joinedOn,
    birthday: member.birthday,
    identities: identities
      .sort((a, b) => a.at - b.at)
      .map(({ kind, at }) => ({ kind, day: dayOf(at, programme.zone) })),
    agreed: consent && {
      termsVersion: consent.termsVersion,
      privacyVersion: consent.privacyVersion,
      day: dayOf(consent.at, programme.zone),
    },
    invitedBy: invited?.by ?? null,
    tier: tierView(programme.tiers, standingOn(member.tier, ladders, today).tier).name,
    growth: member.growth,
    points: { available: spendable(lots, today), waiting: pending(lots, today), debt: debtOf(lots, today) },
    streak: streakOf(member.checkIn.days, today),
    rights: member.rights,
    tags: member.tags ?? [],
  };
}
