/** Friends of the demo shop: who joined on whose invitation, and who is being helped. */
import type { InviteInput } from '../../typings/api/friends';
import { isOfFarm, type Shopper } from './cast';
import type { Door } from './make';
import { shopperAt, sure } from './sure';

/** The invitation somebody joins with; none when they came by themselves. */
export async function invitationOf(
  door: Door,
  { invited }: Shopper,
  shoppers: readonly Shopper[],
): Promise<{ invite?: InviteInput }> {
  if (!invited) return {};
  const { openid } = shopperAt(shoppers, invited.who);
  if (openid === undefined) return {};
  const { code } = sure(await door.shopper(openid, 'invite.view', {}));
  return { invite: { code, by: invited.by } };
}

/** The phone's first person has asked for help on the last evening, and two of her friends have come. */
export async function askForHelp(door: Door, shoppers: readonly Shopper[], campaign: string): Promise<void> {
  const starter = shopperAt(shoppers, 0);
  if (starter.openid === undefined) return;
  const { id } = sure(await door.shopper(starter.openid, 'assist.start', { campaign }, 'demo-assist'));
  const friends = shoppers.filter((each) => each.openid !== undefined && each !== starter && !isOfFarm(each));
  for (const { openid } of friends.slice(0, 2))
    if (openid !== undefined) sure(await door.shopper(openid, 'assist.help', { id }, 'demo-help'));
}
