/** What a member has agreed to be sent through WeChat. */
import * as v from 'valibot';
import type { MessageActions } from '../../typings/api/messages';
import { consent, consents } from '../core/outbox';
import { consentAnswers } from '../platform/envelope';
import { type Action, action } from '../platform/router';
import { nothing } from './payloads';

const QUESTION = false;
const COMMAND = true;

const answered = v.strictObject({ answers: consentAnswers });

export const messageActions: Record<keyof MessageActions, Action> = {
  'messages.view': action(QUESTION, nothing, (env, { openid }) => consents(env, openid)),
  'messages.consent': action(COMMAND, answered, consent),
};
