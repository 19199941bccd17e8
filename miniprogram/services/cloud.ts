import type { Answer, ErrorCode, Failure } from '../../typings/api/envelope';
import type { PublicActions } from '../../typings/api/friends';
import type { ConsentAnswer } from '../../typings/api/messages';
import type { ShopperActions } from '../../typings/api/shopper';
import type { StaffActions } from '../../typings/api/staff';
import { settings } from '../stores/settings';
import { newKey } from './keys';
import { isOnline } from './network';

/** The one way from the phone to the cloud. Never throws: what went wrong is a value. */

interface Actions extends ShopperActions, StaffActions, PublicActions {}
export type Action = keyof Actions;
export type Payload<A extends Action> = Actions[A][0];
export type Data<A extends Action> = Actions[A][1];

/** OFFLINE: never sent. TIMEOUT and CLOUD: sent, and nobody knows whether it was done. */
export type ProblemCode = ErrorCode | 'OFFLINE' | 'TIMEOUT' | 'CLOUD';

export interface Problem {
  action: Action;
  code: ProblemCode;
  /** The server's sentence, for codes that are newer than this phone. */
  message: string;
  /** The command may have been done although no answer came. The same key makes a repeat safe. */
  uncertain: boolean;
  /** Which field, which revision: as the server says. */
  details?: Failure['details'];
}

export type Outcome<A extends Action> = { ok: true; data: Data<A> } | { ok: false; problem: Problem };

const COMMANDS: readonly Action[] = [
  'member.join',
  'member.updateProfile',
  'member.setBirthday',
  'member.claimPhone',
  'checkin.signIn',
  'checkin.makeUp',
  'coupons.claim',
  'mall.exchange',
  'redemptions.cancel',
  'payments.cancel',
  'assist.start',
  'assist.help',
  'visit.signIn',
  'messages.consent',
  'account.close',
  'account.stay',
];

/** Actions of the staff, and whether each is a command: told by their own pages, which shoppers do not download. */
const staffActions = new Map<string, boolean>([['staff.home', false]]);

export function learnStaffActions(actions: Readonly<Record<string, boolean>>): void {
  for (const [action, command] of Object.entries(actions)) staffActions.set(action, command);
}

const ANSWER_WITHIN_MS = 12_000;
const BUSY_PAUSE_MS = 400;

/** Key of each intent (action and payload) whose outcome is not yet known. */
const openIntents = new Map<string, string>();

/** The cloud function that answers an action. */
function functionOf(action: Action): 'shopper' | 'staff' | 'public' {
  // Open to callers without identity: Moments' single page has none.
  if (action.startsWith('landing.')) return 'public';
  return staffActions.has(action) ? 'staff' : 'shopper';
}

function intentOf(action: Action, payload: unknown): string {
  return `${action} ${JSON.stringify(payload)}`;
}

function keyFor(intent: string): string {
  const known = openIntents.get(intent);
  if (known) return known;
  const key = newKey();
  openIntents.set(intent, key);
  return key;
}

function within<T>(work: Promise<T>, ms: number): Promise<T | 'TIMEOUT'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('TIMEOUT'), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (reason) => {
        clearTimeout(timer);
        reject(reason);
      },
    );
  });
}

function isAnswer(result: unknown): result is Answer<unknown> {
  return typeof result === 'object' && result !== null && 'ok' in result;
}

/** What goes along with a command. */
export interface Along {
  /** What WeChat's sheet answered in the tap of this command. */
  consents?: ConsentAnswer[];
}

async function send<A extends Action>(
  action: A,
  payload: Payload<A>,
  key: string | undefined,
  { consents = [] }: Along = {},
): Promise<Outcome<A>> {
  const failed = (code: ProblemCode, message = '', uncertain = false, details?: Failure['details']): Outcome<A> => ({
    ok: false,
    problem: { action, code, message, uncertain: uncertain && key !== undefined, ...(details && { details }) },
  });
  if (!isOnline()) return failed('OFFLINE');
  try {
    const reply = await within(
      wx.cloud.callFunction({
        name: functionOf(action),
        data: {
          action,
          payload,
          lang: settings.language,
          ...(key === undefined ? {} : { key }),
          ...(consents.length > 0 ? { consents } : {}),
        },
      }),
      ANSWER_WITHIN_MS,
    );
    if (reply === 'TIMEOUT') return failed('TIMEOUT', '', true);
    const answer: unknown = reply.result;
    if (!isAnswer(answer)) return failed('CLOUD', '', true);
    if (answer.ok) return { ok: true, data: answer.data as Data<A> };
    const { code, message, details } = answer.error;
    return failed(code, message, code === 'INTERNAL', details);
  } catch (error) {
    console.warn(`${action} got no answer`, error);
    return isOnline() ? failed('CLOUD', '', true) : failed('OFFLINE', '', true);
  }
}

/**
 * Calls one action of the functions `shopper`, `staff` and `public`. A command gets its key here: made once per intent, kept while the outcome is
 * open (offline, time-out, busy, fault), so that trying again can never do it twice.
 */
export async function call<A extends Action>(action: A, payload: Payload<A>, along?: Along): Promise<Outcome<A>> {
  if (!(COMMANDS.includes(action) || staffActions.get(action))) return send(action, payload, undefined);
  const intent = intentOf(action, payload);
  const key = keyFor(intent);
  let outcome = await send(action, payload, key, along);
  if (!outcome.ok && outcome.problem.code === 'BUSY') {
    await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
    outcome = await send(action, payload, key, along);
  }
  const open = !outcome.ok && (outcome.problem.uncertain || ['OFFLINE', 'BUSY'].includes(outcome.problem.code));
  if (!open) openIntents.delete(intent);
  return outcome;
}
