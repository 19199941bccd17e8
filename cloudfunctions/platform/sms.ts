/**
 * Short messages through a gateway of the shop's own. A phone number is nowhere kept here, only its keyed hash: the gateway
 * is asked with the member number, and knows, or not, whose phone that is (docs/messages.md has the contract).
 */
import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { systemClock } from './clock';
import { digest } from './ids';
import type { Send, Sent } from './message';
import { LOOPBACK, post } from './outside';
import { provided } from './provided';

const VARIABLE = 'HUITOUKE_SMS';

const keysSchema = v.strictObject({
  url: v.pipe(v.string(), v.maxLength(300), v.regex(new RegExp(`^(https://[^\\s/?#]+|${LOOPBACK})(/[^\\s?#]*)?$`))),
  /** Both sides know it: 32 characters and more. */
  key: v.pipe(v.string(), v.minLength(32), v.maxLength(200)),
});

type Keys = v.InferOutput<typeof keysSchema>;

/** Null when the merchant has given no gateway. @throws when what was given is not what it should be */
export function sms(): Send | null {
  const keys = provided(VARIABLE, keysSchema);
  return keys && ((message) => send(keys, message));
}

async function send({ url, key }: Keys, { to, kind, fields }: Parameters<Send>[0]): Promise<Sent> {
  const time = String(Math.floor(systemClock() / 1_000));
  const content = { member: to, kind, fields };
  const body = JSON.stringify(content);
  const signature = createHmac('sha256', key)
    .update(`${time}\n${digest(body)}`)
    .digest('base64url');
  return verdictOf(await post(url, content, { 'x-huitouke-time': time, 'x-huitouke-signature': signature }));
}

/** By the status: 2xx taken, 404 no phone, 403 the person wants none, 429 later; other refusals are the set-up's. */
function verdictOf(reply: Awaited<ReturnType<typeof post>>): Sent {
  if (reply === null || reply.status >= 500) return { is: 'unsure' };
  if (reply.status < 300) return { is: 'sent' };
  if (reply.status === 404) return { is: 'unreachable' };
  if (reply.status === 403) return { is: 'refused' };
  if (reply.status === 429) return { is: 'again' };
  return { is: 'trouble', code: String(reply.status), own: reply.status === 422 };
}
