/** What members may know of their data, take along and end. */

import * as v from 'valibot';
import type { AccountActions } from '../../typings/api/account';
import { copy } from '../core/copy';
import { close, closing, stay } from '../core/leaving';
import { kept } from '../core/privacy';
import { type Action, action } from '../platform/router';
import { nothing } from './payloads';

const QUESTION = false;
const COMMAND = true;

const copyPart = v.strictObject({
  cursor: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(600))),
});

export const accountActions: Record<keyof AccountActions, Action> = {
  'account.kept': action(QUESTION, nothing, (env) => kept(env)),
  'account.copy': action(QUESTION, copyPart, (env, { openid }, input) => copy(env, openid, input)),
  'account.closing': action(QUESTION, nothing, (env, { openid }) => closing(env, openid)),
  'account.close': action(COMMAND, nothing, close),
  'account.stay': action(COMMAND, nothing, stay),
};
