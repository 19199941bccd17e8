/** Who came to the photographed shop on whose invitation, and who is being helped. */
import type { InvitedBy } from '../../typings/api/friends';
import type { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';

/** One address for all: they wait for the owner to look at them. */
const FARM = { address: '203.0.113.50', size: 6 };

/** What invitations are photographed with. */
export interface Invitation {
  code: string;
  /** Help that the inviter asks for, two of three have come. */
  assist: string;
  /** Help that has come together. */
  full: string;
}

export async function inviteCodeOf(phone: ShopPhone, person: string): Promise<string> {
  const invite = await callShopper(phone, person, 'invite.view', {});
  if (!invite.ok) throw new Error(`${person}: ${invite.error.code}`);
  return invite.data.code;
}

/** A friend by name, who has come in the given way. */
export async function befriend(phone: ShopPhone, friend: string, name: string, code: string, by: InvitedBy) {
  await enter(phone, friend, { invite: { code, by } });
  await callShopper(phone, friend, 'member.updateProfile', { nickname: name }, 'name');
}

/** Accounts made up in one place, all on the same invitation. */
export async function makeUpFriends(phone: ShopPhone, code: string): Promise<void> {
  for (let n = 0; n < FARM.size; n += 1)
    await enter(phone, `o-made-up-${n}`, { invite: { code, by: 'card' }, address: FARM.address });
}

/** Asks for help; the helpers come one after the other. @returns the id */
export async function helped(phone: ShopPhone, starter: string, helpers: readonly string[]): Promise<string> {
  const started = await callShopper(phone, starter, 'assist.start', { campaign: 'noodles' }, 'assist');
  if (!started.ok) throw new Error(`${starter}: ${started.error.code}`);
  const { id } = started.data;
  for (const helper of helpers) {
    const help = await callShopper(phone, helper, 'assist.help', { id }, `help-${id}`);
    if (!help.ok) throw new Error(`${helper}: ${help.error.code}`);
  }
  return id;
}
