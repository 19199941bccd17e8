/** Calls of the function `shopper` as somebody, through the control interface of a local cloud. */
import type { Answer } from '../../typings/api/envelope';
import type { InviteInput } from '../../typings/api/friends';
import type { ShopperActions } from '../../typings/api/shopper';

/** What can post to a local cloud. */
export interface Line {
  control(path: string, body: unknown): Promise<unknown>;
}

/** The control interface of the local cloud at this origin. */
export function lineTo(origin: string): Line {
  return {
    async control(path, body) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return response.json();
    },
  };
}

/**
 * Rejects when there is no answer at all; a refusal is an answer.
 * @param address of the phone's network; without it each person has one of their own
 */
export async function callShopper<Action extends keyof ShopperActions>(
  line: Line,
  as: string,
  action: Action,
  payload: ShopperActions[Action][0],
  key?: string,
  address?: string,
): Promise<Answer<ShopperActions[Action][1]>> {
  const data = { action, payload, key };
  const answer = (await line.control('/local/call', { as, name: 'shopper', data, address })) as {
    result?: Answer<ShopperActions[Action][1]>;
    error?: { message: string };
  };
  if (!answer.result) throw new Error(answer.error?.message ?? 'no result');
  return answer.result;
}

/** Makes somebody a member who has read today's terms. */
export async function enter(
  line: Line,
  as: string,
  { invite, address }: { invite?: InviteInput; address?: string } = {},
): Promise<void> {
  const home = await callShopper(line, as, 'member.home', {});
  if (!home.ok) throw new Error(home.error.message);
  const { terms, privacy } = home.data.shop;
  const consent = { termsVersion: terms.version, privacyVersion: privacy.version };
  const joined = await callShopper(line, as, 'member.join', invite ? { ...consent, invite } : consent, 'join', address);
  if (!joined.ok) throw new Error(joined.error.message);
}

export async function memberNumberOf(line: Line, as: string): Promise<string> {
  const home = await callShopper(line, as, 'member.home', {});
  if (!home.ok || !home.data.member) throw new Error(`${as} is no member`);
  return home.data.member.number;
}
