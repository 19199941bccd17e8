import type { FriendActions } from '../../typings/api/friends';
import { poster } from '../core/poster';
import { keepFile } from '../platform/files';
import { miniCode, programVersion } from '../platform/open-api';
import { type Action, action } from '../platform/router';
import { nothing } from './payloads';

export const posterActions: Record<Extract<keyof FriendActions, 'invite.poster'>, Action> = {
  // However often it is asked for, there is one code and one picture of it: no key is needed.
  'invite.poster': action(false, nothing, (env, caller) =>
    poster(env, caller, { make: miniCode, keep: keepFile, version: programVersion() }),
  ),
};
