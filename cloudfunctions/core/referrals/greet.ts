/** What the call does by which an invited friend has just joined: it alone knows where they came from. */
import type { Environment } from '../../platform/environment';
import { StoreError } from '../../platform/store';
import type { Settings } from '../settings';
import { move } from './move';

/** WeChat's rank of the risk that this person is no customer, 0 to 4; 'unknown' when WeChat cannot be asked. */
export type RiskReader = (openid: string) => Promise<number | 'unknown'>;

/** What fails here is left to somebody's look: nobody is kept from joining by it. */
export async function greet(
  env: Environment,
  settings: Settings,
  friend: { memberId: string; openid: string },
  readRisk: RiskReader,
): Promise<void> {
  if (settings.programme.referral?.review.risk !== 'ask') return;
  try {
    const risk = await readRisk(friend.openid);
    await move(env, settings, friend.memberId, (referral) => (referral.risk === 'unknown' ? { risk } : null));
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    env.alarm(unanswered.message);
  }
}
