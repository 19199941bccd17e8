/** Inviting friends: what it brings, and what has become of it. */
import * as v from 'valibot';
import type { FriendActions } from '../../typings/api/friends';
import { assistOffer } from '../core/assist';
import { inviteFriends, inviteView } from '../core/referrals';
import { type Action, action } from '../platform/router';
import { nothing } from './payloads';

const QUESTION = false;

const page = v.strictObject({ cursor: v.pipe(v.string(), v.minLength(1), v.maxLength(256)) });

export const inviteActions: Record<Extract<keyof FriendActions, 'invite.view' | 'invite.friends'>, Action> = {
  // It makes the member's code the first time; there is one, however often it is asked for.
  'invite.view': action(QUESTION, nothing, (env, { openid }) =>
    inviteView(env, openid, (settings, member) => assistOffer(env, settings, member)),
  ),
  'invite.friends': action(QUESTION, page, (env, { openid }, { cursor }) => inviteFriends(env, openid, cursor)),
};
