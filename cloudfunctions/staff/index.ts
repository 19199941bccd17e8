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
import { catalogueActions } from './catalogue';
import { command, question } from './duty';
import { healthActions } from './health';
import { labActions } from './lab';
import { memberActions } from './members';
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
import { programmeActions } from './programme';
import { reportActions } from './reports';
import { shopActions } from './shop';
import { teamActions } from './team';
import { transferActions } from './transfer';
import { visitActions } from './visits';

const QUESTION = false;
const COMMAND = true;

const counterActions = {
  'staff.home': action(QUESTION, nothing, (env, { openid }) => staffHome(env, openid)),
  'staff.claim': action(COMMAND, entering, claim),
  'staff.join': action(COMMAND, entering, join),
  'staff.team': question('staff.team', nothing, (env, staff) => team(env, staff)),
  'staff.invite': command('staff.invite', inviting, invite, 'own'),
  'staff.suspend': command('staff.suspend', suspending, suspend, 'own'),
  'counter.look': question('counter.look', looking, (env, staff, input, _, lang) => look(env, staff, input, lang)),
  'counter.useCoupon': command('counter.useCoupon', verifying, useAtCounter, 'own'),
  'counter.handOver': command('counter.handOver', verifying, handOverAtCounter, 'own'),
  // Undoing twice is undoing once: the act itself is the key.
  'counter.undo': command('counter.undo', acting, undo, 'own'),
  'counter.createMember': command('counter.createMember', newcomer, createMember, 'own'),
  'counter.quote': question('counter.quote', sale, (env, staff, input, _, lang) => quoteSale(env, staff, input, lang)),
  'counter.sell': command('counter.sell', confirmedSale, sell, 'own'),
  'counter.refund': command('counter.refund', refunding, refund, 'own'),
  'parcels.list': question('parcels.list', parcelPage, (env, _staff, input) => parcels(env, input)),
  'parcels.ship': command('parcels.ship', shipping, sendParcel, 'own'),
  'counter.recent': question('counter.recent', page, recent),
};

/** Each area of the contract has a file of its own. */
const actions: Record<StaffAction, Action> = {
  ...counterActions,
  ...visitActions,
  ...caseActions,
  ...teamActions,
  ...shopActions,
  ...programmeActions,
  ...labActions,
  ...reportActions,
  ...memberActions,
  ...catalogueActions,
  ...transferActions,
  ...healthActions,
};

/** Characters of a whole request: a draft of the programme is the longest. */
const LARGEST = 96 * 1024;

export const main = serve('staff', actions, { largest: LARGEST });
