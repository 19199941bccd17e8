/** Friends' help: asking for it, looking at it, helping. */
import * as v from 'valibot';
import type { FriendActions } from '../../typings/api/friends';
import { helpAssist, startAssist, viewAssist } from '../core/assist';
import { clientAddress } from '../platform/identity';
import { type Action, action } from '../platform/router';

const QUESTION = false;
const COMMAND = true;

const campaign = v.strictObject({ campaign: v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/)) });
const assistance = v.strictObject({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/)) });

export const assistActions: Record<Extract<keyof FriendActions, `assist.${string}`>, Action> = {
  'assist.start': action(COMMAND, campaign, startAssist),
  'assist.view': action(QUESTION, assistance, (env, { openid }, { id }) => viewAssist(env, openid, id)),
  'assist.help': action(COMMAND, assistance, (env, caller, input) => helpAssist(env, caller, input, clientAddress())),
};
