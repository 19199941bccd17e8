/** The function for members: every action of typings/api/shopper.d.ts. */
import type { ShopperActions } from '../../typings/api/shopper';
import { calendar, makeUp, signIn } from '../core/checkin';
import { updateProfile } from '../core/membership';
import { history } from '../core/points';
import { checkText } from '../platform/open-api';
import { type Action, action, serve } from '../platform/router';
import { home, joinAndShow } from './home';
import { calendarMonth, historyPage, joining, makingUp, nothing, profile, signingIn } from './payloads';

const QUESTION = false;
const COMMAND = true;

const actions: Record<keyof ShopperActions, Action> = {
  'member.home': action(QUESTION, nothing, (env, { openid }) => home(env, openid)),
  'member.join': action(COMMAND, joining, (env, { openid }, input) => joinAndShow(env, openid, input)),
  'member.updateProfile': action(COMMAND, profile, (env, caller, input) =>
    updateProfile(env, caller, input, checkText),
  ),
  'checkin.signIn': action(COMMAND, signingIn, signIn),
  'checkin.makeUp': action(COMMAND, makingUp, makeUp),
  'checkin.calendar': action(QUESTION, calendarMonth, (env, { openid }, input) => calendar(env, openid, input)),
  'points.history': action(QUESTION, historyPage, (env, { openid }, input) => history(env, openid, input)),
};

export const main = serve('shopper', actions);
