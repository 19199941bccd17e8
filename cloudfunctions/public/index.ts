/** What a stranger may read (typings/api/friends.d.ts, PublicActions): the page a friend's invitation leads to. */
import type { PublicActions } from '../../typings/api/friends';
import { picturesOf } from '../platform/pictures';
import { type Question, question, serveStrangers } from '../platform/strangers';
import { landing } from './landing';
import { arriving } from './payloads';

const questions: Record<keyof PublicActions, Question> = {
  'landing.view': question(arriving, (env, input) => landing(env, input, picturesOf)),
};

export const main = serveStrangers('public', questions);
