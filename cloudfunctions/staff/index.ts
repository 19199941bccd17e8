/** The function for the staff: every action of typings/api/staff.d.ts. Each asks first whether the caller's role may do it. */
import {
  createMember,
  handOverAtCounter,
  look,
  quoteSale,
  recent,
  refund,
  sell,
  sendParcel,
  undo,
  useAtCounter,
} from '../core/counter';
import { parcels } from '../core/rewards';
import { claim, invite, join, type StaffAction, staffHome, suspend, team } from '../core/staffing';
import { type Action, action, serve } from '../platform/router';
import { caseActions } from './cases';
import { duty } from './duty';
import {
  acting,
  confirmedSale,
  entering,
  inviting,
  looking,
  newcomer,
  nothing,
  page,
  parcelPage,
  refunding,
  sale,
  shipping,
  suspending,
  verifying,
} from './payloads';
import { visitActions } from './visits';

const QUESTION = false;
const COMMAND = true;

const actions: Record<Exclude<StaffAction, keyof typeof visitActions | keyof typeof caseActions>, Action> = {
  'staff.home': action(QUESTION, nothing, (env, { openid }) => staffHome(env, openid)),
  'staff.claim': action(COMMAND, entering, claim),
  'staff.join': action(COMMAND, entering, join),
  'staff.team': duty('staff.team', QUESTION, nothing, (env) => team(env)),
  'staff.invite': duty('staff.invite', COMMAND, inviting, invite),
  'staff.suspend': duty('staff.suspend', COMMAND, suspending, suspend),
  'counter.look': duty('counter.look', QUESTION, looking, (env, staff, input, _, lang) =>
    look(env, staff, input, lang),
  ),
  'counter.useCoupon': duty('counter.useCoupon', COMMAND, verifying, useAtCounter),
  'counter.handOver': duty('counter.handOver', COMMAND, verifying, handOverAtCounter),
  // Undoing twice is undoing once: the act itself is the key.
  'counter.undo': duty('counter.undo', COMMAND, acting, undo),
  'counter.createMember': duty('counter.createMember', COMMAND, newcomer, createMember),
  'counter.quote': duty('counter.quote', QUESTION, sale, (env, staff, input, _, lang) =>
    quoteSale(env, staff, input, lang),
  ),
  'counter.sell': duty('counter.sell', COMMAND, confirmedSale, sell),
  'counter.refund': duty('counter.refund', COMMAND, refunding, refund),
  'parcels.list': duty('parcels.list', QUESTION, parcelPage, (env, _staff, input) => parcels(env, input)),
  'parcels.ship': duty('parcels.ship', COMMAND, shipping, sendParcel),
  'counter.recent': duty('counter.recent', QUESTION, page, recent),
};

export const main = serve('staff', { ...actions, ...visitActions, ...caseActions });
