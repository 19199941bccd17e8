/** Who works here, and whom one lets in, as rows and choices. Pure. */
import type { OpenInvite, Role, TeamMember } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import type { Words } from '../../words/index';
import type { TeamWords } from '../words/team/zh-Hans';
import type { AdminWords } from '../words/zh-Hans';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface Tongue {
  words: Words;
  own: AdminWords;
  team: TeamWords;
}

export function memberRow(one: TeamMember, ownId: string, { words, own }: Tongue) {
  return {
    id: one.id,
    name: one.name,
    initial: [...one.name].slice(0, 1).join(''),
    role: own.team.roles[one.role],
    stores: one.everywhere ? own.team.allStores : one.stores.map(({ name }) => name).join(words.conditions.listed),
    own: one.id === ownId ? own.team.you : '',
    off: one.state === 'active' ? '' : own.team.suspended,
    open: one.changeable && one.id !== ownId,
  };
}

/** Whole days, and on the last one hours, that something is still good for. The phone computes no dates. */
export function leftText(until: EpochMs, now: EpochMs, { words, team }: Tongue): string {
  const left = Math.max(0, until - now);
  // An invite of two days that has just been made has two days, whatever the call took.
  const days = Math.floor((left + HOUR_MS) / DAY_MS);
  if (days >= 1) return words.figures.days(days);
  return team.team.hours(Math.max(1, Math.ceil(left / HOUR_MS)));
}

export function inviteRow(invite: OpenInvite, now: EpochMs, tongue: Tongue) {
  const { own, team, words } = tongue;
  const places = invite.stores.map(({ name }) => name).join(words.conditions.listed) || own.team.allStores;
  return {
    id: invite.id,
    what: team.team.inviteRow(own.team.roles[invite.role], places),
    left: invite.by
      ? team.team.inviteBy(invite.by, leftText(invite.until, now, tongue))
      : team.team.inviteLeft(leftText(invite.until, now, tongue)),
  };
}

/** Lowest first: an owner is seldom the one who is wanted. */
export function roleChoices(appoints: readonly Role[], chosen: Role, { own }: Tongue) {
  return [...appoints].reverse().map((value) => ({ value, label: own.team.roles[value], chosen: value === chosen }));
}
