import type { RewardView } from '../../../typings/api/mall';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { findMember } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { termsView } from '../templates';
import { pageOf } from './card';
import { leftOf } from './left';
import { lookOf } from './looker';
import type { Reward } from './reward';

/** Everything of one reward. Refuses with MODULE_OFF, or REWARD_OFF when it is not on sale. */
export async function rewardPage(env: Environment, openid: string, id: string): Promise<Result<RewardView>> {
  const [settings, member, reward] = await Promise.all([
    loadSettings(env),
    findMember(env.store, openid),
    findById<Reward>(env.store, 'rewards', id),
  ]);
  if (!settings.shop.modules.mall) return refuse('MODULE_OFF');
  if (!reward || reward.state === 'off') return refuse('REWARD_OFF');
  const left = (await leftOf(env.store, [reward])).get(id) ?? null;
  return accept(pageOf(reward, settings, lookOf(env.now, settings, member), left, couponOf(reward, settings)));
}

/** Also of a template that is off by now: the bar says that it is over. */
function couponOf({ coupon }: Reward, { templates, stores }: Settings): RewardView['coupon'] {
  const template = templates.find(({ code }) => code === coupon?.template);
  return template ? termsView(template.code, template, stores) : null;
}
