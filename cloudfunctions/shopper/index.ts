/** The function for members: every action of typings/api/shopper.d.ts. */
import type { AccountActions } from '../../typings/api/account';
import type { CouponActions } from '../../typings/api/coupons';
import type { FriendActions, VisitActions } from '../../typings/api/friends';
import type { MallActions } from '../../typings/api/mall';
import type { MessageActions } from '../../typings/api/messages';
import type { ShopperActions } from '../../typings/api/shopper';
import { calendar, makeUp, signIn } from '../core/checkin';
import { inbox, inboxSeen } from '../core/inbox';
import { claimPhone, codes, setBirthday, updateProfile, type Whence } from '../core/membership';
import { recordConsents } from '../core/outbox';
import { growthPath, history, pointsView } from '../core/points';
import { clientAddress, unionMark } from '../platform/identity';
import { checkText, readPhone, readRisk } from '../platform/open-api';
import { type Action, action, serve } from '../platform/router';
import { accountActions } from './account';
import { assistActions } from './assist';
import { couponActions } from './coupons';
import { inviteActions } from './friends';
import { guide } from './guide';
import { home, joinAndShow } from './home';
import { mallActions } from './mall';
import { messageActions } from './messages';
import {
  birthday,
  calendarMonth,
  historyPage,
  inboxPage,
  joining,
  makingUp,
  nothing,
  phoneClaim,
  profile,
  signingIn,
} from './payloads';
import { paymentActions } from './payments';
import { posterActions } from './poster';
import { visitActions } from './visits';

const QUESTION = false;
const COMMAND = true;

const actions: Record<
  Exclude<
    keyof ShopperActions,
    | keyof MallActions
    | keyof CouponActions
    | keyof FriendActions
    | keyof VisitActions
    | keyof MessageActions
    | keyof AccountActions
  >,
  Action
> = {
  'member.home': action(QUESTION, nothing, (env, { openid }) => home(env, openid)),
  'member.join': action(COMMAND, joining, (env, { openid }, input) =>
    joinAndShow(env, openid, input, { whence, readRisk }),
  ),
  'member.updateProfile': action(COMMAND, profile, (env, caller, input) =>
    updateProfile(env, caller, input, checkText),
  ),
  'checkin.signIn': action(COMMAND, signingIn, signIn),
  'checkin.makeUp': action(COMMAND, makingUp, makeUp),
  'checkin.calendar': action(QUESTION, calendarMonth, (env, { openid }, input) => calendar(env, openid, input)),
  'points.history': action(QUESTION, historyPage, (env, { openid }, input) => history(env, openid, input)),
  'points.view': action(QUESTION, nothing, (env, { openid }) => pointsView(env, openid)),
  'tiers.view': action(QUESTION, nothing, (env, { openid }) => growthPath(env, openid)),
  'guide.view': action(QUESTION, nothing, (env) => guide(env)),
  'inbox.list': action(QUESTION, inboxPage, (env, { openid }, input) => inbox(env, openid, input)),
  // Any number of looks is one: no key is needed.
  'inbox.seen': action(QUESTION, nothing, (env, { openid }) => inboxSeen(env, openid)),
  'member.codes': action(QUESTION, nothing, (env, { openid }) => codes(env, openid)),
  'member.setBirthday': action(COMMAND, birthday, setBirthday),
  'member.claimPhone': action(COMMAND, phoneClaim, (env, caller, input) => claimPhone(env, caller, input, readPhone)),
};

const all = {
  ...actions,
  ...mallActions,
  ...couponActions,
  ...paymentActions,
  ...inviteActions,
  ...assistActions,
  ...posterActions,
  ...visitActions,
  ...messageActions,
  ...accountActions,
};

function whence(): Whence {
  return { address: clientAddress(), union: unionMark() };
}

export const main = serve('shopper', all, { record: recordConsents });
