/** The ways by which a message leaves the shop: one interface, subscription messages and what may stand beside them. */
import type { Environment } from '../../platform/environment';
import type { Send } from '../../platform/message';
import { officialAccount } from '../../platform/official-account';
import { sms } from '../../platform/sms';
import { sendSubscription } from '../../platform/subscribe-message';
import type { Messages } from '../messaging';
import type { Reader, Way } from './plan';

/** What a way needs to know of a member to reach them. */
export interface Addressee {
  openid: string | null;
  number: string;
}

export interface Channel {
  send: Send;
  /** Null: not to be reached there. */
  addressOf(member: Addressee): string | null;
}

/** Only what is there; a way without a channel reaches nobody. */
export type Channels = Partial<Record<Way, Channel>>;

/**
 * An Official Account knows its followers by openids of its own, and none of them is known here: until an address can be
 * found, nobody is reached there. A gateway is asked with the member number, as no phone number is kept.
 */
export function channelsOf(env: Environment, { channels }: Messages): Channels {
  const subscription: Channel = { send: sendSubscription, addressOf: ({ openid }) => openid };
  const [official, gateway] = [
    channels.officialAccount.length > 0 ? opened(env, officialAccount) : null,
    channels.sms.length > 0 ? opened(env, sms) : null,
  ];
  return {
    subscription,
    ...(official ? { officialAccount: { send: official, addressOf: () => null } } : {}),
    ...(gateway ? { sms: { send: gateway, addressOf: ({ number }) => number } } : {}),
  };
}

/** Keys that are wrong stop their own channel, not the messages. */
function opened(env: Environment, open: () => Send | null): Send | null {
  try {
    return open();
  } catch (wrong) {
    env.alarm(wrong instanceof Error ? wrong.message : 'the keys of a channel are wrong');
    return null;
  }
}

export function addressesOf(channels: Channels, member: Addressee): Reader['addresses'] {
  const addresses: Reader['addresses'] = {};
  for (const [way, channel] of Object.entries(channels) as [Way, Channel][]) {
    const address = channel.addressOf(member);
    if (address !== null) addresses[way] = address;
  }
  return addresses;
}
